"""What examiners send back to a reporter: in rows that name no report."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from ruangaman.lib.sealing import SealError
from ruangaman.lib.sheets import reply_uncover
from ruangaman.reporting import covers, seals
from ruangaman.reporting.models import Reply
from ruangaman.reporting.opened import place_of
from ruangaman.reporting.selectors.mailbox import Mailbox

OPENED = "opening"
"""The kind of a reply that says that she opened the copy."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A reply as the server sees it; what it says is sealed to the reporter."""

    tag: bytes
    report: uuid.UUID
    kind: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply as the reporter reads it: ``author`` is the key of who signed."""

    tag: bytes
    author: uuid.UUID
    body: seals.Body


def replies_uncovered(rows: Iterable[Reply]) -> Iterator[Uncovered]:
    """Yield what this server wrote."""
    for row in rows:
        try:
            report, kind, sealed = reply_uncover(
                bytes(row.sealed), server_secret=settings.SEAL_SECRET
            )
        except SealError:
            continue
        yield Uncovered(bytes(row.tag), uuid.UUID(bytes=report), kind, sealed)


def replies_of(mailbox: Mailbox, kind: str) -> Iterator[Answered]:
    """Yield the replies of one kind to her; forged or altered ones are left out."""
    rows = Reply.objects.filter(place=place_of(bytes(mailbox.report.lookup)))
    for one in replies_uncovered(rows):
        if one.kind != kind or one.report != mailbox.report.pk:
            continue
        try:
            author, body = seals.note_open(
                mailbox.cover.off(one.sealed, covers.OPENING, one.tag),
                kind=kind,
                report=mailbox.report.id,
                item=one.tag,
                reporter=mailbox.reporter,
                authors=mailbox.authors,
            )
        except SealError:
            continue
        yield Answered(one.tag, uuid.UUID(bytes=author), body)
