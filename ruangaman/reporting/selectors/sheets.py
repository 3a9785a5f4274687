"""The stack of sheets as the server reads it: which copies for examiners lie there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from ruangaman.core.shred import access_ends, copies_ended
from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sheets import Head, body_uncover, copy_join, heads_uncover
from ruangaman.reporting import covers, seals
from ruangaman.reporting.models import Report, Sheet

CARRIED: Final = 1
"""The version of a copy that an earlier release gave: its rows named report and examiner."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of which every sheet is there: the newest of its item. ``rows`` are in order."""

    report: uuid.UUID
    holder: uuid.UUID
    item: bytes
    version: int
    rows: tuple[uuid.UUID, ...]

    @property
    def id(self) -> uuid.UUID:
        """What names it in an address."""
        return uuid.UUID(bytes=self.item)


def copy_item(report: uuid.UUID, holder: uuid.UUID, team: uuid.UUID) -> bytes:
    """Return what names the copy of a report for an examiner of a team, and nobody can work out."""
    about = report.bytes + holder.bytes + team.bytes
    return keyed_reference(settings.SEAL_SECRET, covers.EXAMINATION, about)


def carried_item(report: uuid.UUID, holder: uuid.UUID) -> bytes:
    """Return what named it in an earlier release."""
    return seals.item_id(report.bytes + holder.bytes, covers.EXAMINATION).bytes


def copies_of(holder: uuid.UUID) -> list[Copy]:
    """Return the copies that an examiner's key opens: not ended, and their reports are there.

    Looks at the head of every sheet: nothing else says whose one is.
    """
    mine = [
        (row, head) for row, head in stack() if head is not None and head.holder == holder.bytes
    ]
    return copies_standing(mine)


def stack() -> Iterator[tuple[uuid.UUID, Head | None]]:
    """Yield the head of every sheet, None for a blank one; what is not ours is left out."""
    rows = Sheet.objects.values_list("pk", "head").iterator(chunk_size=2000)
    yield from heads_uncover(rows, server_secret=settings.SEAL_SECRET)


def copies_standing(sheets: Iterable[tuple[uuid.UUID, Head]]) -> list[Copy]:
    """Return the copies among ``sheets`` that still hold."""
    newest = _newest(sheets)
    ended = copies_ended([one.item for one in newest])
    shreds = _shreds({one.report for one in newest})
    old = set(access_ends()) if any(one.version == CARRIED for one in newest) else set()
    return [
        one
        for one in newest
        if one.report in shreds
        and ended.get(one.item, 0) < one.version
        and not (one.version == CARRIED and (shreds[one.report], one.holder.bytes) in old)
    ]


def _newest(sheets: Iterable[tuple[uuid.UUID, Head]]) -> list[Copy]:
    """Return the newest whole copy of each item."""
    found: dict[tuple[bytes, int], dict[int, tuple[uuid.UUID, Head]]] = {}
    for row, head in sheets:
        found.setdefault((head.item, head.version), {})[head.place] = (row, head)
    newest: dict[bytes, Copy] = {}
    for (item, version), places in sorted(found.items()):
        _, head = next(iter(places.values()))
        if set(places) == set(range(head.of)):
            rows = tuple(places[place][0] for place in range(head.of))
            report, holder = uuid.UUID(bytes=head.report), uuid.UUID(bytes=head.holder)
            newest[item] = Copy(report, holder, item, version, rows)
    return list(newest.values())


def _shreds(reports: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    wanted, found = list(reports), dict[uuid.UUID, bytes]()
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Report.objects.filter(pk__in=wanted[start : start + _AT_ONCE])
        found |= {pk: bytes(shred) for pk, shred in rows.values_list("pk", "shred")}
    return found


def copies_sealed(copies: Iterable[Copy]) -> Mapping[bytes, bytes]:
    """Return the sealed bytes of copies by item; raises ``SealError`` where a sheet was altered."""
    wanted = list(copies)
    rows = [row for one in wanted for row in one.rows]
    bodies: dict[uuid.UUID, bytes] = {}
    for start in range(0, len(rows), _AT_ONCE):
        found = Sheet.objects.filter(pk__in=rows[start : start + _AT_ONCE])
        bodies |= {pk: bytes(body) for pk, body in found.values_list("pk", "body")}
    secret = settings.SEAL_SECRET
    return {
        one.item: copy_join(
            body_uncover(bodies.get(row, b""), server_secret=secret) for row in one.rows
        )
        for one in wanted
    }
