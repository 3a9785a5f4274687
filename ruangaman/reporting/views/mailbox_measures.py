"""Measures at work in the mailbox: she reads what they set in motion, and says yes or no."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ruangaman.core.notes import open_notes
from ruangaman.reporting import measures
from ruangaman.reporting.measures import Measure, measure_of, measures_of
from ruangaman.reporting.models import Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.seals import item_id
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import ReadItem, items_read
from ruangaman.reporting.services.mailbox import NotPossible
from ruangaman.reporting.services.measures import measure_answer
from ruangaman.reporting.views.carried import Door
from ruangaman.reporting.views.outcome import Outcome, change

PAGE = "public/mailbox/measure.html"
ASK, YES, NO, WISH = "tindakan", "tindakan_ya", "tindakan_tidak", "meminta"


def measures_context(mailbox: Mailbox) -> dict[str, Any]:
    """Return the measures that were proposed, those that wait for her first."""
    if mailbox.report.state == Report.State.WITHDRAWN:
        return {}
    found = measures_of(_needs(mailbox))
    return {
        "measures_asked": [_row(one) for one in found if one.state == "asked"],
        "measures": [_row(one) for one in found if one.state != "asked"],
    }


def ask_measure(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    """Show what a measure is and what it sets in motion, with a yes and a no."""
    return _page(_named(door, opened, request.POST[ASK]))


def answer_measure(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    """Say yes or no to a measure, or take a yes back."""
    yes = YES in request.POST
    thing, _dot, read = request.POST[YES if yes else NO].partition(".")
    measure = _named(door, opened, thing)
    wish = request.POST.get(WISH) == "1"
    if yes and measure.for_her and not wish:
        return _page(measure, _("Tandai dulu bahwa Anda sendiri yang memintanya."))
    item = item_id(door.nonce, f"measure {measure.thing} {yes}")

    def step(mailbox: Mailbox) -> bool:
        return measure_answer(
            mailbox, thing=measure.thing, read=read, yes=yes, wish=wish, item_id=item
        )

    change(door, opened, step)
    if yes:
        return Outcome(done=_("Izin diberikan. Anda bisa mencabutnya kapan saja."))
    if measure.state in ("running", "stop"):
        return Outcome(done=_("Izin dicabut. Petugas diminta menghentikannya hari ini."))
    return Outcome(done=_("Baik. Tindakan ini tidak dijalankan."))


def _page(measure: Measure, error: str = "") -> Outcome:
    extra = {"measure": _row(measure), "notes": open_notes("atasan"), "measure_error": error}
    return Outcome(page=PAGE, extra=extra, refused=bool(error))


def _named(door: Door, mailbox: Mailbox, text: str) -> Measure:
    try:
        with rows_opened(door.code):
            measure = measure_of(_needs(mailbox), uuid.UUID(text))
    except ValueError as fault:
        raise NotPossible("measure") from fault
    if measure is None or measure.state == "ended":
        raise NotPossible("measure")
    return measure


def _needs(mailbox: Mailbox) -> list[ReadItem]:
    return items_read(mailbox.report, mailbox.box, ["needs"], mailbox.authors)["needs"]


def _row(one: Measure) -> Mapping[str, Any]:
    return {
        "thing": one.thing,
        "answer": f"{one.thing}.{one.digest}",
        "state": one.state,
        "kind": dict(measures.KINDS).get(one.kind, "–"),
        "text": one.text,
        "for_her": one.for_her,
        "knows": [dict(measures.WHO_KNOWS).get(who, "–") for who in one.knows],
        "started_on": one.started_on,
        "review_on": one.review_on,
        "ended_on": one.ended_on,
        "why_ended": measures.ENDINGS_TO_HER.get(one.why_ended, ""),
    }
