"""Which further cells are hidden so that one that can be pinned down no longer can.

The linear program of Kelly, Golden and Assad (1992) and of Fischetti and Salazar (Management
Science 47, 2001) in the form for one cell: the cheapest change of published counts that moves the
cell far enough. What changes must be hidden. Weights are sharpened in rounds, so that few cells
change much rather than many a little (Candes, Wakin and Boyd 2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruangaman.lib.suppression.solving import minimum

if TYPE_CHECKING:
    from ruangaman.lib.suppression.search import Search
    from ruangaman.lib.suppression.solving import Floats, Ints

_ROUNDS = 3
_LITTLE = 1e-6


@dataclass(frozen=True, slots=True)
class Choice:
    """Forms to hide, what that costs, and the columns that show why."""

    forms: tuple[int, ...]
    cost: float
    columns: Floats


def chosen(search: Search, form: int, *, may: Ints, price: Floats) -> Choice | None:
    """Return what to hide for ``form``, of the forms that ``may`` be hidden; ``None``: nothing can.

    Tried are a higher and a lower count in the cell, in fractions first and then in whole numbers.
    """
    aims = (int(search.low[form]) + search.width, int(search.high[form]) - search.width)
    for whole in (False, True):
        found = [
            one
            for aim in aims
            if aim >= 0 and (one := _choice(search, form, aim, may, price, whole=whole))
        ]
        fresh = [one for one in found if one.forms]
        if fresh:
            return min(fresh, key=lambda one: one.cost)
    return None


def _choice(
    search: Search, form: int, aim: int, may: Ints, price: Floats, *, whole: bool
) -> Choice | None:
    import numpy as np

    free = ((search.hidden == 0) & (may > 0)).astype(np.int64)
    weights = price
    best: Choice | None = None
    before: tuple[int, ...] = ()
    for _ in range(1 if whole else _ROUNDS):
        columns = _moved(search, form, aim, free, weights, whole=whole)
        if columns is None:
            return None
        change = np.abs(search.world.sums @ columns - search.world.counts)
        moved = tuple(np.flatnonzero((free > 0) & (change > _LITTLE)).tolist())
        cost = float(price[list(moved)].sum())
        if best is None or cost < best.cost:
            best = Choice(moved, cost, columns)
        if len(moved) < 2 or moved == before:
            break
        before = moved
        weights = price / (change + 0.5)
    return best


def _moved(
    search: Search, form: int, aim: int, free: Ints, weights: Floats, *, whole: bool
) -> Floats | None:
    """Return columns with ``aim`` in the form, changing free forms as cheaply as can be."""
    import numpy as np

    world = search.world
    program = search.program(free=free)
    program.rows, program.whole = world.rows_moving, whole
    goal = np.where(free > 0, world.counts, np.nan)
    goal[form] = aim
    at = np.flatnonzero(~np.isnan(goal))
    program.low[at] = program.high[at] = goal[at]
    moves = np.where(free > 0, np.inf, 0.0)
    program.most = np.concatenate([program.most, moves, moves])
    cost = np.concatenate([np.zeros(world.sums.shape[1]), weights, weights])
    found = minimum(cost, program)
    return None if found is None else found[: world.sums.shape[1]]
