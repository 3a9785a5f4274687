"""All records that may stand behind published tables, as columns of whole numbers.

A column counts the records with one combination of codes in one clique of axes (see ``cliques``).
Each form is a sum of columns; cliques agree where they meet; links hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ruangaman.lib.suppression.cliques import cliques, meetings
from ruangaman.lib.suppression.forms import (
    Form,
    axes_of,
    combined,
    facts_joined,
    form_of,
    groups_of,
    impossible_of,
    links_of,
    some_of_many,
)
from ruangaman.lib.suppression.lines import Lines
from ruangaman.lib.suppression.model import Counts, Link
from ruangaman.lib.suppression.solving import sparse, stacked

if TYPE_CHECKING:
    from ruangaman.lib.suppression.solving import Ints

MOST_COLUMNS = 60_000
"""Axes that are tangled up more than this cannot be looked at together."""

Row = dict[int, int]
Tie = tuple[list[Form], list[Form], str]


@dataclass(frozen=True)
class World:
    """The forms of tables that hang together, and what is always true of the columns."""

    forms: list[Form]
    counts: Ints
    told: Ints
    """For each form the number of places in which it would be read; 0: by subtraction only."""

    sums: Any
    """Forms by columns."""

    equal: Any
    """Rows whose sum is 0 whatever the records are."""

    at_least: Any
    """Rows whose sum is 0 or more."""

    impossible: frozenset[int]
    whole_of: dict[str, int]
    """Where the number of all records of a population stands."""

    lines: Lines
    linked: frozenset[str]
    """Populations of which the number of records follows from other tables."""

    @cached_property
    def rows(self) -> Any:
        """Everything that can be known, by columns: forms, then what is always true."""
        return stacked([[self.sums], [self.equal], [self.at_least]])

    @cached_property
    def rows_moving(self) -> Any:
        """The same, with two more columns for each form: by how much it is changed, up or down."""
        forms = len(self.forms)
        down = sparse([{place: -1} for place in range(forms)], forms)
        return stacked(
            [[self.sums, down, -down], [self.equal, None, None], [self.at_least, None, None]]
        )

    @cached_property
    def index(self) -> dict[Form, int]:
        """Where each form stands."""
        return {form: place for place, form in enumerate(self.forms)}


class _Columns:
    """Columns of all populations, and the sums of them that forms are."""

    def __init__(self) -> None:
        self.count = 0
        self.equal: list[Row] = []
        self.axes: dict[str, dict[str, tuple[str, ...]]] = {}
        self._blocks: dict[str, list[tuple[frozenset[str], dict[frozenset[Any], int]]]] = {}

    def add(self, population: str, tables: Sequence[Counts]) -> None:
        axes = self.axes[population] = axes_of(tables)
        sizes = {axis: len(codes) for axis, codes in axes.items()}
        together = cliques((frozenset(one) for table in tables for one in groups_of(table)), sizes)
        blocks = []
        for clique in together:
            block = {}
            for at in combined({axis: axes[axis] for axis in sorted(clique)}):
                block[at] = self.count
                self.count += 1
                if self.count > MOST_COLUMNS:
                    raise ValueError(f"the axes {sorted(clique)} are tangled up too much")
            blocks.append((clique, block))
        self._blocks[population] = blocks
        for one, other, shared in meetings(together):
            for at in combined({axis: axes[axis] for axis in sorted(shared)}):
                left = _sum(blocks[one][1], at)
                self.equal.append(left | dict.fromkeys(_sum(blocks[other][1], at), -1))

    def row(self, form: Form) -> Row:
        axes = {axis for axis, _ in form.at}
        fitting = [block for clique, block in self._blocks[form.population] if axes <= clique]
        return _sum(min(fitting, key=len), form.at)

    def difference(self, left: Sequence[Form], right: Sequence[Form]) -> Row:
        found = defaultdict[int, int](int)
        for sign, side in ((1, left), (-1, right)):
            for form in side:
                for place in self.row(form):
                    found[place] += sign
        return dict(found)


def worlds(
    tables: Sequence[Counts], links: Sequence[Link], earlier: Sequence[Counts]
) -> Iterator[World]:
    """Return a world for each group of tables that hang together by population or by link."""
    named = {table.key: table for table in tables}
    everything = [*tables, *earlier]
    group = {table.population: {table.population} for table in everything}
    for link in links:
        joint = set().union(*(group[named[key].population] for key, _ in link.left + link.right))
        group |= dict.fromkeys(joint, joint)
    for populations in {id(one): one for one in group.values()}.values():
        mine = [table for table in everything if table.population in populations]
        keys = {table.key for table in mine}
        near = [one for one in links if (one.left + one.right)[0][0] in keys]
        yield _world(mine, list(links_of(near, named)), [one for one in tables if one.key in keys])


def _world(tables: Sequence[Counts], links: Sequence[Tie], new: Sequence[Counts]) -> World:
    import numpy as np

    columns = _Columns()
    populations = sorted({table.population for table in tables})
    for one in populations:
        columns.add(one, [table for table in tables if table.population == one])
    facts = facts_joined(tables)
    at_least = [columns.difference(left, [right]) for left, right in some_of_many(tables)]
    for left, right, sign in links:
        (columns.equal if sign == "=" else at_least).append(columns.difference(right, left))
    forms = list(facts)
    index = {form: place for place, form in enumerate(forms)}
    return World(
        forms=forms,
        counts=np.array(list(facts.values()), dtype=np.int64),
        told=_told(new, index),
        sums=sparse([columns.row(form) for form in forms], columns.count),
        equal=sparse(columns.equal, columns.count),
        at_least=sparse(at_least, columns.count),
        impossible=frozenset(index[form] for form in impossible_of(tables)),
        whole_of={one: index[Form(one, frozenset())] for one in populations},
        lines=Lines(forms, columns.axes),
        linked=frozenset(f.population for a, b, _ in links for f in a + b if not f.at),
    )


def _told(tables: Sequence[Counts], index: dict[Form, int]) -> Ints:
    import numpy as np

    told = np.zeros(len(index), dtype=np.int64)
    for table in tables:
        for at in table.places():
            told[index[form_of(table, at)]] += 1
    return told


def _sum(block: dict[frozenset[Any], int], at: frozenset[Any]) -> Row:
    return {place: 1 for codes, place in block.items() if at <= codes}
