"""Who stepped aside from a report, and whom its reporter may shut out, as her mailbox knows it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from ruangaman.lib.sealing import KeyPair, SealError, derive
from ruangaman.reporting import covers, seals
from ruangaman.reporting.seals import NOBODY
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import ReadItem

SUPERVISOR = b"team supervisor\0"
"""Under this id the server signs what a supervisor decided alone: she holds no key."""

STEPPED = "stepped-aside"
"""What the note to the reporter is sealed as, and the kind of the item for colleagues."""


@dataclass(frozen=True, slots=True)
class Aside:
    """That a reader stepped aside, or a colleague and the supervisor decided it (``by_team``).

    ``alone``: the supervisor decided by herself.
    """

    tag: str
    key: uuid.UUID
    who: str
    day: dt.date
    reason: str
    by_team: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """A reader who wrote to her, by key: the role, and when last. Never the name."""

    key: uuid.UUID
    who: str
    at: dt.datetime | None


def aside_of(mailbox: Mailbox) -> list[Aside]:
    """Return who stepped aside, oldest first.

    A note is about whoever signed it. One about a colleague is written only when the supervisor
    has said yes (``services.aside_questions``), or by her own decision (``aside_supervised``).
    """
    found = []
    authors = _with_server(mailbox.authors)
    for row in mailbox.report.openings.all():
        try:
            author, body = seals.note_open(
                mailbox.cover.off(row.sealed, covers.OPENING, bytes(row.tag)),
                kind=STEPPED,
                report=mailbox.report.id,
                item=bytes(row.tag),
                reporter=mailbox.reporter,
                authors=authors,
            )
        except SealError:
            continue
        if author == SUPERVISOR and "about" not in body:
            continue
        day = dt.date.fromisoformat(body["day"])
        key = uuid.UUID(body.get("about") or str(uuid.UUID(bytes=author)))
        tag, alone = bytes(row.tag).hex(), author == SUPERVISOR
        by_team = "about" in body and not alone
        found.append(Aside(tag, key, body["who"], day, body["reason"], by_team, alone))
    return sorted(found, key=lambda one: one.day)


@lru_cache(maxsize=2)
def server_author(secret: bytes) -> seals.Author:
    """Return as whom this server signs what a supervisor decided."""
    return seals.Author(KeyPair(derive(secret, "ruangaman supervisor note 1")), SUPERVISOR)


def _with_server(authors: seals.Authors) -> seals.Authors:
    own = server_author(settings.SEAL_SECRET)
    return lambda key_id: own.key.public if key_id == own.id else authors(key_id)


def unseen(mailbox: Mailbox) -> list[Aside]:
    """Return those of whom her ledger does not know yet."""
    seen = set(mailbox.ledger.get(STEPPED, ()))
    return [one for one in aside_of(mailbox) if one.tag not in seen]


def writers_of(mailbox: Mailbox, messages: Sequence[ReadItem]) -> list[Writer]:
    """Return the readers who wrote to her and may still read, each once, by their last message."""
    shut = {one.recipient for one in mailbox.grants if one.recipient and not one.parts}
    known = mailbox.ledger["authors"]
    last: dict[uuid.UUID, Writer] = {}
    for item in messages:
        key = item.author_id
        if key and key not in shut and known.get(str(key), NOBODY) != NOBODY:
            last[key] = Writer(key, str(item.body.get("role", "")), item.at)
    return list(last.values())
