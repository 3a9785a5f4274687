"""Uses of the recovery key, as the reporter's code opens them. Their rows look like openings."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.sealing import PublicKey, SealError
from ruangaman.people.selectors import recovery_keys
from ruangaman.reporting import seals
from ruangaman.reporting.covers import OPENING
from ruangaman.reporting.passed_on import NOTE
from ruangaman.reporting.recovery import Choice
from ruangaman.reporting.selectors.mailbox import Mailbox


@dataclass(frozen=True, slots=True)
class Use:
    """That the recovery key gave somebody parts of the report, on a day.

    ``digest`` is that of the key she signs with; ``epoch`` the generation that was passed on.
    """

    note: str
    day: dt.date
    who: str
    recipient: uuid.UUID
    digest: str
    parts: tuple[str, ...]
    epoch: int

    @property
    def key(self) -> str:
        """The name of the consent by which it can be taken back."""
        return f"orang-{self.recipient}"


def uses_of(mailbox: Mailbox) -> list[Use]:
    """Return the genuine uses, newest first: signed by a recovery key she allowed."""
    authors = _authors(mailbox)
    if not authors:
        return []
    uses = []
    for row in mailbox.report.openings.all():
        try:
            _, body = seals.note_open(
                mailbox.cover.off(row.sealed, OPENING, bytes(row.tag)),
                kind=NOTE,
                report=mailbox.report.id,
                item=bytes(row.tag),
                reporter=mailbox.reporter,
                authors=authors.get,
            )
        except SealError:
            continue
        uses.append(_use(bytes(row.tag).hex(), body))
    return sorted(uses, key=lambda use: (use.day, use.note), reverse=True)


def uses_unseen(mailbox: Mailbox) -> list[Use]:
    """Return the uses that her ledger does not know yet."""
    seen = Choice.of(mailbox.ledger).seen
    return [use for use in uses_of(mailbox) if use.note not in seen]


def _authors(mailbox: Mailbox) -> dict[bytes, PublicKey]:
    known = Choice.of(mailbox.ledger).known
    if not known:
        return {}
    return {
        key.id.bytes: key.public
        for key in recovery_keys().values()
        if seals.digest(key.public.raw) in known
    }


def _use(note: str, body: Mapping[str, Any]) -> Use:
    return Use(
        note,
        dt.date.fromisoformat(body["day"]),
        body["who"],
        uuid.UUID(body["recipient"]),
        body["digest"],
        tuple(body["parts"]),
        body["epoch"],
    )
