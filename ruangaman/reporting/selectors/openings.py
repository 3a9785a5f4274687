"""Who opened the report, as her mailbox shows it: role, team, part and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.sealing import SealError
from ruangaman.reporting import covers, seals
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.replies import OPENED, replies_of


@dataclass(frozen=True, slots=True)
class Seen:
    """That a role of a team opened some parts on a day."""

    day: dt.date
    role: str
    team: str
    parts: tuple[str, ...]


def openings_of(mailbox: Mailbox) -> list[Seen]:
    """Return every opening by day, newest first: role, team and parts, never a name."""
    seen: dict[tuple[dt.date, str, str], set[str]] = {}
    for body in (*_by_readers(mailbox), *(one.body for one in replies_of(mailbox, OPENED))):
        key = (dt.date.fromisoformat(body["day"]), body["role"], body["team"])
        seen.setdefault(key, set()).add(body["part"])
    return [
        Seen(day, role, team, tuple(part for part in mailbox.box.parts if part in parts))
        for (day, role, team), parts in sorted(seen.items(), reverse=True)
    ]


def _by_readers(mailbox: Mailbox) -> Iterator[Mapping[str, Any]]:
    for row in mailbox.report.openings.all():
        try:
            _, body = seals.note_open(
                mailbox.cover.off(row.sealed, covers.OPENING, bytes(row.tag)),
                kind="opening",
                report=mailbox.report.id,
                item=bytes(row.tag),
                reporter=mailbox.reporter,
                authors=mailbox.authors,
            )
        except SealError:
            continue
        yield body
