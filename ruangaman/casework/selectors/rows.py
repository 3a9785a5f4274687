"""A reader's list: what stands in the open about each report, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.people.readers import Reader
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk_list import desk_page

State = Report.State

TONES = {
    State.RECEIVED: "new",
    State.ACKNOWLEDGED: "active",
    State.ASSESSED: "active",
    State.SUPPORTED: "active",
    State.CONCLUDED: "done",
}
_NEXT_STEPS: dict[str, Any] = {
    State.RECEIVED: gettext_lazy("Jawab pertama"),
    State.ACKNOWLEDGED: gettext_lazy("Nilai kebutuhan dan keselamatannya"),
    State.ASSESSED: gettext_lazy("Sepakati langkah bantuan"),
    State.SUPPORTED: gettext_lazy("Lanjutkan pendampingan"),
    State.CONCLUDED: gettext_lazy("Tidak ada"),
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A line of the list."""

    number: str
    state: str
    tone: str
    due: str
    late: bool
    next_step: str
    unread: bool
    closed: bool = False


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of the list; ``next`` is the cursor of the page after it."""

    rows: list[CaseRow]
    next: str | None
    figures: dict[str, int]


def case_list(*, reader: Reader, after: str, search: str, states: Collection[str]) -> CaseList:
    """Return a page of the reports this reader may open.

    The figures count the rows of this very page. A total would have to leave out what she may
    not open, and a number that moves without a row would tell her that there is something.
    """
    page = desk_page(reader=reader, after=after, search=search, states=states)
    reports = [row.report for row in page.rows]
    rows = [case_row(report) for report in reports]
    figures = {
        "waiting": sum(report.state == State.RECEIVED for report in reports),
        "unread": sum(row.unread for row in rows),
        "late": sum(row.late for row in rows),
    }
    return CaseList(rows, page.next, figures)


def case_row(report: Report) -> CaseRow:
    """Return what the open columns of a report say, in words."""
    today = timezone.localdate()
    waiting = report.state == State.RECEIVED
    late = report.due_on is not None and report.due_on < today
    unread = report.unread and not waiting
    return CaseRow(
        number=report.number,
        state=report.get_state_display(),
        tone=TONES.get(State(report.state), "plain"),
        due=due_words(report.due_on, today),
        late=late,
        next_step=_("Baca pesan baru") if unread else _next_step(report),
        unread=report.unread,
        closed=report.state == State.CONCLUDED,
    )


def _next_step(report: Report) -> str:
    """A closed report is due while her answer waits for a word or for opening it again."""
    if report.state == State.CONCLUDED and report.due_on:
        return _("Tulis kepada pelapor")
    return str(_NEXT_STEPS.get(report.state, "–"))


def due_words(due_on: dt.date | None, today: dt.date) -> str:
    """Return a due day as people say it, empty for none: the exact hour is sealed."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days < 0:
        return _("lewat waktu")
    if days < 2:
        return _("besok") if days else _("hari ini")
    if days < 7:
        return str(WEEKDAYS[due_on.weekday()])
    return date_format(due_on, "j F Y")
