"""What the mailbox shows of the work on her case, and what she says about it there."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from ruangaman.core.notes import open_notes
from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.directory.guide import police_notice
from ruangaman.directory.selectors import group_said
from ruangaman.reporting import work
from ruangaman.reporting.labels import label, reason_words
from ruangaman.reporting.models import Report
from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.seals import item_id
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import ReadItem, items_read
from ruangaman.reporting.selectors.purpose import child_noted_at, place_said
from ruangaman.reporting.services.mailbox import NotPossible
from ruangaman.reporting.services.records import mailbox_record_add
from ruangaman.reporting.views.words import label_words

Change = Callable[[Mailbox], bool]
_HERSELF = ("saya", "saya_anak")


def work_context(mailbox: Mailbox, messages: Sequence[ReadItem]) -> dict[str, Any]:
    """Return the plan, calls for help without her yes, her place, and the letter at the end."""
    if mailbox.report.state == Report.State.WITHDRAWN:
        return {}
    needs = _needs(mailbox)
    return {
        "helped": _helped(needs),
        "child_open": bool(open_notes("anak")),
        "plan": [_step(one) for one in records_of(needs, work.PLAN)],
        "called": _called(needs),
        "age": _age(needs),
        "place": _place(mailbox, needs),
        "letter": letter_of(mailbox, messages),
        "turning": _turning() if mailbox.kind == "tanya" else None,
    }


def plan_answer(data: Mapping[str, str], nonce: bytes) -> Change:
    """Return the change by which she says yes or no to a step of the plan."""
    yes = "langkah_ya" in data
    thing = _uuid(data["langkah_ya" if yes else "langkah_tidak"])
    item = item_id(nonce, f"plan {thing} {yes}")

    def change(mailbox: Mailbox) -> bool:
        found = [one.thing for one in records_of(_needs(mailbox), work.PLAN)]
        if thing not in found:
            raise NotPossible("step")
        values = {work.AGREED: yes}
        return mailbox_record_add(
            mailbox, part="needs", about=work.PLAN, thing=thing, values=values, item_id=item
        )

    return change


def place_answer(data: Mapping[str, str], nonce: bytes) -> Change | None:
    """Return the change by which she says what her place here is; None for nothing chosen."""
    chosen = data.get("tempat", "")
    if chosen not in dict(work.PLACES):
        return None

    def change(mailbox: Mailbox) -> bool:
        return mailbox_record_add(
            mailbox,
            part="needs",
            about=work.PLACE,
            thing=uuid.uuid5(mailbox.report.pk, work.PLACE),
            values={work.PLACE_FIELD: chosen},
            item_id=item_id(nonce, "place"),
        )

    return change


def letter_of(mailbox: Mailbox, messages: Sequence[ReadItem]) -> dict[str, Any] | None:
    """Return the letter about the closing, as long as it is closed; None where there is none."""
    closings = [item for item in messages if item.kind == "closing" and item.author == "staff"]
    if mailbox.report.state != Report.State.CONCLUDED or not closings:
        return None
    last = closings[-1]
    return {
        "at": last.at,
        "reason": reason_words(last.kind, last.body, to_her=True),
        "text": str(last.body.get("text", "")),
        "role": label_words(str(last.body.get("role", ""))),
    }


def _needs(mailbox: Mailbox) -> list[ReadItem]:
    return items_read(mailbox.report, mailbox.box, ["needs"], mailbox.authors)["needs"]


def _step(one: Record) -> dict[str, Any]:
    said = one.fields
    state = said.get("hasil", "")
    return {
        "thing": one.thing,
        "step": said.get("langkah", ""),
        "need": label("butuh", said.get("butuh", "")),
        "who": dict(work.WHO).get(said.get("siapa", ""), "–"),
        "day": _day(said.get("kapan")),
        "state": "" if state == "buka" else state,
        "agreed": one.hers.get(work.AGREED),
    }


def _helped(needs: Sequence[ReadItem]) -> bool:
    """Say whether somebody helped her send it, and so saw her words."""
    return any("lewat" in item.body.get("answers", {}) for item in needs if item.kind == "needs")


def _called(needs: Sequence[ReadItem]) -> list[dict[str, Any]]:
    """Return every call for help without her yes: she is told, whatever came later."""
    return [
        {"at": item.at, "why": item.body["set"].get(work.WHY, "")}
        for one in records_of(needs, work.RISK)
        for item in one.history
        if item.body["set"].get(work.WITHOUT_YES)
    ]


def _age(needs: Sequence[ReadItem]) -> dict[str, Any] | None:
    """Return what workers noted last about her age, and when: she is told."""
    record = next(iter(records_of(needs, work.AGE)), None)
    if record is None or work.UNDER_18 not in record.theirs:
        return None
    return {"at": record.at, "under": child_noted_at(needs) is not None}


def noted_child(mailbox: Mailbox, shown: Mapping[str, Any]) -> bool:
    """Say whether workers noted that she is a child; her question stays a question."""
    age = shown.get("age")
    return bool(age and age["under"]) and mailbox.kind != "tanya"


def _place(mailbox: Mailbox, needs: Sequence[ReadItem]) -> dict[str, Any] | None:
    """Return the question about her place, or what differs for her; None where it is not asked."""
    if mailbox.ledger["about"] not in _HERSELF:
        return None
    said = place_said(needs)
    return {
        "said": dict(work.PLACES).get(said, ""),
        "choices": dict(work.PLACES),
        "group": group_said(said),
    }


def _turning() -> dict[str, Any]:
    """Return what turning a question into a report sets in motion."""
    found: dict[str, Any] = {"notes": open_notes("tujuan"), "until": None, "verified": False}
    try:
        value = rule("police_notice")
    except RuleMissing:
        return found
    until = timezone.now() + dt.timedelta(hours=float(value.value or 0))
    told = police_notice()
    days = told.days if told else None
    return {**found, "until": until, "verified": verified(value), "days": days}


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(text) if isinstance(text, str) else None


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as fault:
        raise NotPossible("step") from fault
