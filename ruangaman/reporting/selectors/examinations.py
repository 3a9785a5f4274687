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

from ruangaman.core.shred import copies_ended
from ruangaman.lib.sealing import REPORTER, PublicKey, SealError
from ruangaman.people.readers import Reader
from ruangaman.reporting import covers, seals
from ruangaman.reporting.attached import files_body, files_in
from ruangaman.reporting.covers import Cover, covers_of
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.mailbox import EXAMINED, Mailbox
from ruangaman.reporting.selectors.parts import ReadItem, items_read
from ruangaman.reporting.selectors.replies import replies_of
from ruangaman.reporting.selectors.sheets import CARRIED, Copy, copies_of, copies_sealed, copy_item

OUTCOME = "outcome"
"""What the examiner's note to the reporter is sealed as."""

MORE = "more"
"""What an examiner's wish for more is sealed as."""

ANSWERED = "more_answered"
"""Name in the ledger of the wishes she said yes or no to."""

FILE = "file:"
"""Before the id of a file, in the key of a piece."""

_FIRST = ("needs", "account", "identity")
_WRITTEN = frozenset({"message", "question"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Something of hers that she may hand over: ``key`` names it in the form, ``file`` a file."""

    key: str
    part: str
    at: dt.datetime | None
    body: Mapping[str, Any]
    file: str = ""


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


def choices_of(mailbox: Mailbox, handed: Collection[str] = ()) -> list[Choice]:
    """Return what she herself wrote: her answers of each part, each of her messages, each file.

    Without what is ``handed`` over already.
    """
    parts = (*_FIRST, "messages")
    found = items_read(mailbox.report, mailbox.box, parts, mailbox.authors)
    hers = [item for part in parts for item in found.get(part, ()) if item.author == "reporter"]
    pieces = [piece for item in hers for piece in _pieces(item)]
    return [one for one in pieces if one.key not in handed]


def _pieces(item: ReadItem) -> Iterator[Choice]:
    """Yield an item without what the software wrote beside it, then its files one by one."""
    said = {name: item.body[name] for name in ("answers", "text") if item.body.get(name)}
    if item.kind == item.part and "answers" in said:
        yield Choice(item.part, item.part, item.at, said)
    if item.part != "messages" or item.kind not in _WRITTEN:
        return
    if "text" in said:
        yield Choice(str(item.id), item.part, item.at, said)
    for file in files_in(item.body):
        key = f"{FILE}{file.id.hex}"
        yield Choice(key, item.part, item.at, files_body([file]), file.name)


def examinations_of(reader: Reader) -> list[Handed]:
    """Return what was handed over to an examiner, newest first; what does not open is left out."""
    opened = _opened(copies_of(reader.key_id), reader)
    return sorted(opened, key=lambda one: (one.day, one.copy.version), reverse=True)


def examination_of(reader: Reader, examination_id: uuid.UUID) -> Handed | None:
    """Return one of them; None when it is not hers, altered, taken back or disposed of."""
    for _ in range(2):  # the stack may be written anew between its heads and its bodies
        wanted = [one for one in copies_of(reader.key_id) if one.id == examination_id]
        if handed := next(_opened(wanted, reader), None):
            return handed
    return None


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """An examiner's wish for more, that waits for her: ``what`` is a code."""

    tag: bytes
    team: uuid.UUID
    role: str
    what: str


def wanted_of(mailbox: Mailbox) -> list[Wanted]:
    """Return the wishes that wait: of an examiner whose copy still opens, and no one else."""
    if mailbox.report.state == Report.State.WITHDRAWN:
        return []
    answered = set(mailbox.ledger.get(ANSWERED, ()))
    found = []
    for one in replies_of(mailbox, MORE):
        team = str(one.body["team_id"])
        if one.tag.hex() not in answered and _holds(mailbox, team, one.author):
            role, what = str(one.body["role"]), str(one.body["what"])
            found.append(Wanted(one.tag, uuid.UUID(team), role, what))
    return found


def _holds(mailbox: Mailbox, team: str, key: uuid.UUID) -> bool:
    """Say whether an examiner still has the copy that was handed to her team."""
    handed = mailbox.ledger.get(EXAMINED, {}).get(team, {})
    if str(key) not in handed.get("keys", ()) or handed.get("ended"):
        return False
    item = copy_item(mailbox.report.id, key, uuid.UUID(team))
    return copies_ended([item]).get(item, 0) < int(handed.get("version", CARRIED))


def more_answered(mailbox: Mailbox, wish: uuid.UUID) -> dict[str, Any]:
    """Return what the ledger says once she has answered a wish."""
    return {ANSWERED: sorted({*mailbox.ledger.get(ANSWERED, ()), wish.hex})}
