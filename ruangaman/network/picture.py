"""The picture of all units: groups of tiles, or of small shapes where there are many.

A state is never told by colour alone. A tile has a number, a mark and a name that is read out; a
small shape has a form of its own, and its group says in words how many there are of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ruangaman.network.labels import kind_label, kind_order
from ruangaman.network.selectors.coverage import State, UnitState

MOST_TILES = 120
"""Above this a tile for each unit is a wall: each group becomes small shapes."""
COLUMNS, CELL = 40, 12
SHAPES: Mapping[State, str] = {
    State.PAIR: "h10v10h-10z",
    State.ONE: "h10v10h-10zm3 3v4h4v-4z",
    State.NOT_READY: "v10h10z",
    State.WAITING: "h10v2h-10zm0 4h10v2h-10zm0 4h10v2h-10z",
    State.EXPIRED: "h5v5h5v5h-5v-5h-5z",
    State.TRAINED: "m3 3h4v4h-4z",
    State.VACANT: "h10v10h-10zm1 1v8h8v-8z",
}
"""How each state is drawn in a square of ten by ten, from its upper left corner."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A unit: its number in the picture, and how it stands."""

    number: int
    code: str
    name: str
    mark: str
    label: str


@dataclass(frozen=True, slots=True)
class Layer:
    """All shapes of a state in a group, as one path."""

    mark: str
    path: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many units of a group are in a state."""

    mark: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """Units that belong together; ``tiles``, or ``layers`` in a box of this size."""

    key: str
    name: str
    size: int
    counts: list[Count]
    tiles: list[Tile]
    layers: list[Layer]
    width: int
    height: int

    @property
    def words(self) -> str:
        """Say the group as somebody hears it who does not see it."""
        return ", ".join(
            f"{number_format(one.number)} {one.label[:1].lower()}{one.label[1:]}"
            for one in self.counts
            if one.number
        )


def by_kind(states: Sequence[UnitState]) -> list[Group]:
    """Return the groups of each kind of unit."""
    ordered = sorted(states, key=lambda one: kind_order(one.unit.kind))
    return _groups(ordered, lambda one: one.unit.kind, kind_label)


def by_region(states: Sequence[UnitState], names: Mapping[str, str]) -> list[Group]:
    """Return the groups of the province's own units and of each regency and city."""
    ordered = sorted(states, key=lambda one: one.unit.region)
    return _groups(
        ordered, lambda one: one.unit.region, lambda code: names.get(code, code) or _("Provinsi")
    )


def _groups(
    ordered: Sequence[UnitState], key: Callable[[UnitState], str], name: Callable[[str], str]
) -> list[Group]:
    tiled, number, groups = len(ordered) <= MOST_TILES, 0, []
    for value, found in groupby(ordered, key):
        members = list(found)
        groups.append(_group(value, name(value), members, number if tiled else None))
        number += len(members)
    return groups


def _group(key: str, name: str, members: list[UnitState], number: int | None) -> Group:
    counted = Counter(one.state for one in members)
    rows = -(-len(members) // COLUMNS)
    return Group(
        key=key,
        name=name,
        size=len(members),
        counts=[Count(state.value, str(state.label), counted[state]) for state in State],
        tiles=[] if number is None else list(map(_tile, range(number + 1, 10**9), members)),
        layers=[] if number is not None else _layers(counted),
        width=min(len(members), COLUMNS) * CELL,
        height=rows * CELL,
    )


def _tile(number: int, one: UnitState) -> Tile:
    return Tile(number, one.unit.code, one.unit.name, one.state.value, str(one.state.label))


def _layers(counted: Mapping[State, int]) -> list[Layer]:
    """Draw the shapes of each state after those of the state before, line by line."""
    layers, place = [], 0
    for state in State:
        many = counted[state]
        if many:
            corners = (divmod(spot, COLUMNS) for spot in range(place, place + many))
            shape = SHAPES[state]
            path = "".join(f"M{x * CELL + 1} {y * CELL + 1}{shape}" for y, x in corners)
            layers.append(Layer(state.value, path))
        place += many
    return layers


def legend(states: Sequence[UnitState]) -> list[dict[str, Any]]:
    """Return every state with its mark, its shape and how many units are in it."""
    counted = Counter(one.state for one in states)
    return [
        {
            "mark": state.value,
            "label": state.label,
            "shape": f"M1 1{SHAPES[state]}",
            "number": counted[state],
        }
        for state in State
    ]
