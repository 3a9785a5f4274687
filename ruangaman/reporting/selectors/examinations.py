"""What may be handed over for an examination, what was, and what came back: as her mailbox knows.

An examiner gets a copy of what the reporter chose, and no key of any part: notes of case workers
that lie in the same part stay where they are.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.sealing import REPORTER, PublicKey, SealError
from ruangaman.people.readers import Reader
from ruangaman.reporting import covers, seals
from ruangaman.reporting.covers import Cover, covers_of
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.mailbox import EXAMINED, Mailbox
from ruangaman.reporting.selectors.parts import ReadItem, items_read
from ruangaman.reporting.selectors.replies import replies_of
from ruangaman.reporting.selectors.sheets import Copy, copies_of, copies_sealed

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

    copy: Copy
    report: Report
    reporter: PublicKey
    team_id: str
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
    opened = _opened(copies_of(reader.key_id), reader)
    return sorted(opened, key=lambda one: (one.day, one.copy.version), reverse=True)


def examination_of(reader: Reader, examination_id: uuid.UUID) -> Handed | None:
    """Return one of them; None when it is not hers, altered, taken back or disposed of."""
    wanted = [one for one in copies_of(reader.key_id) if one.id == examination_id]
    return next(_opened(wanted, reader), None)


def _opened(copies: Sequence[Copy], reader: Reader) -> Iterator[Handed]:
    reports = {one.pk: one for one in Report.objects.filter(pk__in={c.report for c in copies})}
    shreds = covers_of(reports.values())
    for one in copies:
        if one.report in reports and one.report in shreds:
            handed = _open(one, reports[one.report], shreds[one.report], reader)
            if handed:
                yield handed


def _open(copy: Copy, report: Report, cover: Cover, reader: Reader) -> Handed | None:
    reporter = PublicKey(bytes(report.reporter))
    try:
        _, body = seals.note_open(
            cover.off(copies_sealed([copy])[copy.item], covers.EXAMINATION, copy.item),
            kind=covers.EXAMINATION,
            report=report.id,
            item=copy.item,
            reporter=reader.key,
            authors={REPORTER: reporter}.get,
        )
    except SealError:
        return None
    day, items = dt.date.fromisoformat(body["day"]), tuple(body["items"])
    team_id = str(body.get("team_id", ""))
    return Handed(copy, report, reporter, team_id, body["team"], day, items, body["words"])


def outcomes_of(mailbox: Mailbox) -> list[Outcome]:
    """Return the results that examiners sent back, newest first; forged ones are left out."""
    examiners = examiners_told(mailbox)
    found = [
        Outcome(tag.hex(), dt.date.fromisoformat(body["day"]), body["who"], body["result"])
        for tag, author, body in (*_replied(mailbox), *_carried(mailbox))
        if author in examiners
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _replied(mailbox: Mailbox) -> Iterator[tuple[bytes, uuid.UUID, Mapping[str, Any]]]:
    for one in replies_of(mailbox, OUTCOME):
        yield one.tag, one.author, one.body


def _carried(mailbox: Mailbox) -> Iterator[tuple[bytes, uuid.UUID, Mapping[str, Any]]]:
    """Results of an earlier release lie among the openings."""
    for row in mailbox.report.openings.all():
        tag = bytes(row.tag)
        try:
            author, body = seals.note_open(
                mailbox.cover.off(row.sealed, covers.OPENING, tag),
                kind=OUTCOME,
                report=mailbox.report.id,
                item=tag,
                reporter=mailbox.reporter,
                authors=mailbox.authors,
            )
        except SealError:
            continue
        yield tag, uuid.UUID(bytes=author), body


def examiners_told(mailbox: Mailbox) -> Collection[uuid.UUID]:
    """A case worker's signature under a result counts for nothing."""
    handed = mailbox.ledger.get(EXAMINED, {})
    return {uuid.UUID(key) for one in handed.values() for key in one["keys"]}
