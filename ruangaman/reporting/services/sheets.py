"""Sheets are only laid on the stack; each night it is written anew, what ended left out.

Whatever she changes in her mailbox lays some, blank ones if nothing is handed over: that there are
more of them than before says nothing of what she did (docs/adr/0046).
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction

from ruangaman.lib.sealing import SealError
from ruangaman.lib.sheets import (
    Covered,
    Head,
    blank_covers,
    body_uncover,
    sheet_cover,
    stack_size,
)
from ruangaman.reporting.models import Reply, Report, Sheet
from ruangaman.reporting.selectors.replies import replies_uncovered
from ruangaman.reporting.selectors.sheets import copies_standing, stack
from ruangaman.reporting.services.departures import departures_sweep

_STEP = 4
_AT_ONCE = 200

Cut = tuple[Head, bytes]


def sheets_lay(cut: Iterable[Cut] = ()) -> None:
    """Lay the sheets of copies on the stack among blank ones, or blank ones alone."""
    secret = settings.SEAL_SECRET
    rows = [sheet_cover(*one, server_secret=secret) for one in cut]
    blank = -len(rows) % _STEP if rows else _STEP
    while secrets.randbelow(_STEP) == 0:
        blank += _STEP
    rows += blank_covers(blank, server_secret=secret)
    secrets.SystemRandom().shuffle(rows)
    _keep(rows)


def sheets_rewrite() -> int:
    """Write the stack anew in random order under new ids; return how many sheets there are then.

    What ended, was replaced, or belongs to a report that is gone is left out; blank ones fill up
    to a power of two. A row that this server did not write stays: it is somebody's to look at.
    """
    with transaction.atomic():
        there = dict(stack())
        written = [(row, head) for row, head in there.items() if head is not None]
        heads = dict(written)
        kept = [row for one in copies_standing(written) for row in one.rows]
        size = stack_size(len(kept))
        order: list[uuid.UUID | None] = [*kept, *[None] * (size - len(kept))]
        secrets.SystemRandom().shuffle(order)
        for start in range(0, size, _AT_ONCE):
            _keep(_anew(order[start : start + _AT_ONCE], heads))
        gone = list(there)
        for start in range(0, len(gone), _AT_ONCE):
            Sheet.objects.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
    return size


def replies_sweep() -> int:
    """Take away what was sent back about reports that are gone; return how many rows."""
    found = [(one.tag, one.report) for one in replies_uncovered(Reply.objects.all())]
    there = set(
        Report.objects.filter(pk__in={report for _, report in found}).values_list("pk", flat=True)
    )
    gone = [tag for tag, report in found if report not in there]
    return Reply.objects.filter(pk__in=gone).delete()[0]


def stack_rewrite() -> None:
    """Do all of it, at night."""
    sheets_rewrite()
    replies_sweep()
    departures_sweep()


def _anew(order: list[uuid.UUID | None], heads: dict[uuid.UUID, Head]) -> Iterator[Covered]:
    secret = settings.SEAL_SECRET
    rows = [row for row in order if row is not None]
    found = dict(Sheet.objects.filter(pk__in=rows).values_list("pk", "body"))
    for row in order:
        if row is None:
            yield from blank_covers(1, server_secret=secret)
        else:
            try:
                body = body_uncover(bytes(found[row]), server_secret=secret)
            except SealError:  # altered: its copy opens for nobody any more
                yield from blank_covers(1, server_secret=secret)
            else:
                yield sheet_cover(heads[row], body, server_secret=secret)


def _keep(rows: Iterable[Covered]) -> None:
    Sheet.objects.bulk_create([Sheet(head=head, body=body) for head, body in rows])
