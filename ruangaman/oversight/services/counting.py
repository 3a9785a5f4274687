"""The worker's part: opens the queue with both halves, counts, protects, forgets.

Lines and counts that are not protected exist in memory only. Killed anywhere, it begins again with
the halves that were given, or has finished: the one transaction that writes the draft also
destroys them.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import connection, transaction

from ruangaman.core.progress import Count
from ruangaman.core.rules import rule_numbers
from ruangaman.lib.coded_opening import Pairs
from ruangaman.lib.sealing import KeyPair, SealError
from ruangaman.lib.statistics import CodedRecord
from ruangaman.lib.suppression import Protected, Unprotectable, protect
from ruangaman.oversight.facts import Fields, counts_of, fields_of, month_of
from ruangaman.oversight.grid import Grid, counted, grid
from ruangaman.oversight.halves import WORKER, half_open
from ruangaman.oversight.marks import draft_mark
from ruangaman.oversight.models import Draft, DraftHalf
from ruangaman.oversight.published import body_of, report_of
from ruangaman.oversight.semesters import Semester, semester_read
from ruangaman.oversight.services.opening import HOLDERS, halves_ask_again, pairs_of
from ruangaman.oversight.services.turns import State, release_noted
from ruangaman.oversight.waiting import STEPS
from ruangaman.reporting.services.lines import Lines, Stopped, lines_opened

log = logging.getLogger("ruangaman.oversight.counting")

FLOOR, BASE, BASE_FLOOR = "statistics_least", "statistics_base", "statistics_base_least"
_LEAST = {FLOOR: 5, BASE: 50, BASE_FLOOR: 10}
"""Rules of the pack may be stricter than these, never milder."""

Told = Callable[[int, int], None]


def drafts_count(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Count every draft for which both halves are here; return how many.

    One worker at a time: a draft that stands at work was left by one that is gone.
    """
    done = 0
    with WORKER.alone() as mine:
        if not mine:
            return 0
        key = WORKER.pair()
        for one in Draft.objects.filter(state__in=(State.WAITING, State.WORKING)).order_by("pk"):
            if stop():
                break
            done += _count(one, key, stop)
        if done:
            _settle()
    return done


def protected_of(
    grid: Grid, lines: Iterable[CodedRecord], semester: Semester, *, told: Told | None = None
) -> Protected:
    """Count the lines of a semester into the grid, and protect the tables together."""
    kinds: dict[str, list[Fields]] = defaultdict(list)
    months = frozenset(semester.months)
    for line in lines:
        if month_of(line) in months:
            kinds[counts_of(line)].append(fields_of(line))
    tables = [table for kind in grid.kinds() for table in counted(grid, kind, kinds[kind])]
    given = rule_numbers(*_LEAST)
    floor, base, base_floor = (max(least, given.get(key, 0)) for key, least in _LEAST.items())
    return protect(tables, floor=floor, small_base=base, base_floor=base_floor, progress=told)


def _count(draft: Draft, key: KeyPair, stop: Callable[[], bool]) -> bool:
    told = Count(draft.pk)
    try:
        pairs = _pairs(draft, key)
        if not pairs:
            halves_ask_again(draft, "halves")
            return False
        _state(draft, State.WORKING)
        lines = lines_opened(pairs, told=_half(told, 0), stop=stop)
        return _finish(draft, lines, told)
    except Stopped:
        _state(draft, State.WAITING)
    except Unprotectable:
        _fail(draft, "protection")
    except Exception:
        log.exception("the figures of a semester could not be counted")
        _fail(draft, "error")
    finally:
        told.close()
    return False


def _pairs(draft: Draft, key: KeyPair) -> Pairs:
    """Return the pairs of seeds; none when a half is for another key, or of no key in force."""
    rows = list(draft.halves.all())
    if len(rows) != HOLDERS:
        return []
    try:
        one, other = (
            half_open(bytes(row.given), key, draft=draft, holder=row.holder_id) for row in rows
        )
        return pairs_of(one, other)
    except (SealError, ValueError):
        return []


def _finish(draft: Draft, lines: Lines, told: Count) -> bool:
    """Write the draft and destroy the halves, or neither; False when somebody discarded it."""
    semester, tables = semester_read(draft.semester), grid()
    if semester is None or not tables.tables:
        raise ValueError("no semester, or no grid")
    protected = protected_of(tables, lines, semester, told=_half(told, STEPS // 2))
    draft.document = body_of(semester, tables, protected)
    draft.report = report_of(tables, protected)
    draft.incomplete, draft.state, draft.why = lines.unopened, State.READY, ""
    draft.mark = draft_mark(draft)
    with transaction.atomic():
        if not Draft.objects.filter(pk=draft.pk, state=State.WORKING).update(why=""):
            return False
        draft.revision += 1
        draft.save()
        DraftHalf.objects.filter(draft=draft).delete()
        release_noted(draft.semester, by=None, action="release_counted")
    return True


def _half(told: Count, begin: int) -> Told:
    """Tell one half of the work as a share of all."""

    def tell(done: int, total: int) -> None:
        told(begin + STEPS // 2 * done // max(total, 1), STEPS)

    return tell


def _fail(draft: Draft, why: str) -> None:
    with transaction.atomic():
        DraftHalf.objects.filter(draft=draft).delete()
        Draft.objects.filter(pk=draft.pk).update(state=State.FAILED, why=why)
        release_noted(draft.semester, by=None, action="release_count_failed", detail={"why": why})


def _state(draft: Draft, state: str) -> None:
    draft.state = state
    Draft.objects.filter(pk=draft.pk).update(state=state)


def _settle() -> None:
    """After the end: take a new key, and leave nothing in SQLite's journal."""
    if not DraftHalf.objects.exists():
        WORKER.forget()
        WORKER.pair()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
