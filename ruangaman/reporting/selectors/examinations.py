"""What may be handed over for an examination, what was, and what came back: as her mailbox knows.

An examiner gets a copy of what the reporter chose, and no key of any part: notes of case workers
that lie in the same part stay where they are.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.sealing import REPORTER, PublicKey, SealError
from ruangaman.people.readers import Reader
from ruangaman.reporting import covers, seals
from ruangaman.reporting.covers import cover_of
from ruangaman.reporting.models import Examination
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import ReadItem, items_read

EXAMINED = "examined"
"""Name in the ledger of what was handed over, by team."""

OUTCOME = "outcome"
"""What the examiner's note to the reporter is sealed as."""

_FIRST = ("needs", "account", "identity")
_WRITTEN = frozenset({"message", "question"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Something of hers that she may hand over: ``key`` names it in the form."""

    key: str
    part: str
    at: dt.datetime | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Handed:
    """What an examiner may read of one report: no number, no key, nothing beside it."""

    examination: Examination
    reporter: PublicKey
    team: str
    day: dt.date
    items: tuple[Mapping[str, Any], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A coded result that an examiner sent back to the reporter."""

    tag: str
    day: dt.date
    who: str
    result: str


def choices_of(mailbox: Mailbox) -> list[Choice]:
    """Return what she herself wrote: her answers of each part, and each of her messages."""
    parts = (*_FIRST, "messages")
    found = items_read(mailbox.report, mailbox.box, parts, mailbox.authors)
    hers = [item for part in parts for item in found.get(part, ()) if item.author == "reporter"]
    return [Choice(_key(one), one.part, one.at, one.body) for one in hers if _tells(one)]


def _key(item: ReadItem) -> str:
    return item.part if item.kind == item.part else str(item.id)


def _tells(item: ReadItem) -> bool:
    if item.part == "messages":
        return item.kind in _WRITTEN and bool(item.body.get("text"))
    return item.kind == item.part and bool(item.body.get("answers"))


def examinations_of(reader: Reader) -> list[Handed]:
    """Return what was handed over to an examiner, newest first; what does not open is left out."""
    rows = Examination.objects.filter(examiner=reader.key_id).select_related("report")
    opened = (examination_open(row, reader) for row in rows)
    return sorted((one for one in opened if one), key=lambda one: one.day, reverse=True)


def examination_open(row: Examination, reader: Reader) -> Handed | None:
    """Open a copy; None when it is not this examiner's, altered, or its report was disposed of."""
    reporter = PublicKey(bytes(row.report.reporter))
    try:
        _, body = seals.note_open(
            cover_of(row.report).off(row.sealed, covers.EXAMINATION, row.id.bytes),
            kind=covers.EXAMINATION,
            report=row.report_id,
            item=row.id.bytes,
            reporter=reader.key,
            authors={REPORTER: reporter}.get,
        )
    except SealError:
        return None
    day, items = dt.date.fromisoformat(body["day"]), tuple(body["items"])
    return Handed(row, reporter, body["team"], day, items, body["words"])


def outcomes_of(mailbox: Mailbox) -> list[Outcome]:
    """Return the results that examiners sent back, newest first; forged ones are left out."""
    examiners = _examiners(mailbox)
    found = []
    for row in mailbox.report.openings.all():
        try:
            author, body = seals.note_open(
                mailbox.cover.off(row.sealed, covers.OPENING, bytes(row.tag)),
                kind=OUTCOME,
                report=mailbox.report.id,
                item=bytes(row.tag),
                reporter=mailbox.reporter,
                authors=mailbox.authors,
            )
        except SealError:
            continue
        if uuid.UUID(bytes=author) in examiners:
            day = dt.date.fromisoformat(body["day"])
            found.append(Outcome(bytes(row.tag).hex(), day, body["who"], body["result"]))
    return sorted(found, key=lambda one: one.day, reverse=True)


def _examiners(mailbox: Mailbox) -> Collection[uuid.UUID]:
    """A case worker's signature under a result counts for nothing."""
    handed = mailbox.ledger.get(EXAMINED, {})
    return {uuid.UUID(key) for one in handed.values() for key in one["keys"]}
