"""Which axes must be looked at together so that linked tables are understood wholly.

Tables that agree in the totals they share need not come from one set of records: of type by sex,
sex by age, and age by type, each may allow what all three together exclude. But once the axes are
grouped into the cliques of a chordal graph, counts for each clique that agree where cliques meet
always belong to some set of records (Vorob'ev 1962; Lauritzen, Graphical Models, 1996, 2.1 and
4.4; Dobra and Fienberg 2000): so whole numbers for the cliques are exactly what may be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import prod

Axes = frozenset[str]


def cliques(tables: Iterable[Axes], sizes: Mapping[str, int]) -> list[Axes]:
    """Return the largest cliques of a chordal graph in which each table's axes are one clique.

    Axes are taken out one after the other, first whoever needs fewest new edges (min-fill).
    """
    near: dict[str, set[str]] = {axis: set() for axis in sizes}
    for table in tables:
        for one, other in combinations(table, 2):
            near[one].add(other)
            near[other].add(one)
    found: list[Axes] = []
    while near:
        axis = min(near, key=lambda one: (_missing(near, one), _cells(near, one, sizes), one))
        around = near.pop(axis)
        for one in around:
            near[one] |= around - {one}
            near[one].discard(axis)
        found.append(frozenset({axis, *around}))
    return [one for one in found if not any(one < other for other in found)] or [frozenset()]


def meetings(found: list[Axes]) -> list[tuple[int, int, Axes]]:
    """Return a junction tree: pairs of cliques, and the axes in which they must agree.

    A spanning tree with the largest meetings is one (Jensen and Jensen 1994).
    """
    joined, rest, tree = [0], list(range(1, len(found))), []
    while rest:
        one, other = max(
            ((one, other) for one in joined for other in rest),
            key=lambda pair: (len(found[pair[0]] & found[pair[1]]), -pair[1], -pair[0]),
        )
        tree.append((one, other, found[one] & found[other]))
        joined.append(other)
        rest.remove(other)
    return tree


def _missing(near: Mapping[str, set[str]], axis: str) -> int:
    return sum(other not in near[one] for one, other in combinations(near[axis], 2))


def _cells(near: Mapping[str, set[str]], axis: str, sizes: Mapping[str, int]) -> int:
    return prod(sizes[one] for one in {axis, *near[axis]})
