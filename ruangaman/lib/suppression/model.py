"""What is counted: tables over axes, what links them, and what was published before."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Final, Literal

TOTAL: Final = "*"
"""In the place of a code: all records, whatever they have on this axis."""

At = tuple[str, ...]
"""A cell's place: for each axis a code, or ``TOTAL``."""

Cell = tuple[str, At]
"""The key of a table, and a place in it."""


class Hidden(enum.Enum):
    """What stands where a count is hidden: one word, whatever the reason was.

    "Small" would say 0 to 4, which is narrower than what is promised.
    """

    HIDDEN = "protected"


HIDDEN: Final = Hidden.HIDDEN


class Unprotectable(ValueError):
    """What was published earlier, or is true by a link, leaves a cell open whatever is hidden."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What records are told apart by. With ``many`` a record may have several codes, or none.

    Tables of one population that have an axis in common agree in its totals: the same key must
    mean the same codes.
    """

    key: str
    codes: tuple[str, ...]
    many: bool = False

    def __post_init__(self) -> None:
        if not self.codes or len(set(self.codes)) < len(self.codes) or TOTAL in self.codes:
            raise ValueError(f"axis {self.key}: codes")


@dataclass(frozen=True)
class Counts:
    """One table of true counts.

    ``counts`` names what is counted and ``among`` a part of it (empty: all): tables with both
    alike count the same records, in the same period. ``cells`` has no totals, except over an axis
    with many choices, where ``TOTAL`` is the number of records and no sum. A missing cell is 0.
    ``impossible`` are cells that everybody knows to be empty: they are published as 0.
    """

    key: str
    counts: str
    axes: tuple[Axis, ...]
    cells: Mapping[At, int]
    among: str = ""
    impossible: frozenset[At] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if len({axis.key for axis in self.axes}) < len(self.axes):
            raise ValueError(f"table {self.key}: an axis stands in it twice")
        if sum(axis.many for axis in self.axes) > 1:
            raise ValueError(f"table {self.key}: one axis at most may have many choices")
        given = [(*axis.codes, TOTAL) if axis.many else axis.codes for axis in self.axes]
        unknown = set(self.cells) - set(product(*given))
        if unknown or min(self.cells.values(), default=0) < 0:
            raise ValueError(f"table {self.key}: {sorted(unknown)[:3] or 'a count below 0'}")
        if self.impossible - set(self.places()):
            raise ValueError(f"table {self.key}: impossible cells")

    @property
    def population(self) -> str:
        """What is counted, and of which part: the same for tables that count the same records."""
        return f"{self.counts}/{self.among}"

    def places(self) -> Iterator[At]:
        """Return every place, totals too, in the order of the codes."""
        return product(*((*axis.codes, TOTAL) for axis in self.axes))

    @cached_property
    def totals(self) -> Mapping[At, int]:
        """Return the count at every place."""
        found = Counter[At]()
        for at, count in self.cells.items():
            ways = [
                (code,) if axis.many else (code, TOTAL)
                for axis, code in zip(self.axes, at, strict=True)
            ]
            for place in product(*ways):
                found[place] += count
        return {place: found[place] for place in self.places()}


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of cells of different tables: the sums of both sides are equal, or at most."""

    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    sign: Literal["=", "<="] = "="


@dataclass(frozen=True, slots=True)
class Earlier:
    """A table of these very records as it was published before: these places are known for ever.

    ``counts`` has the true counts of today. ``protect`` refuses when a published one has changed.
    """

    counts: Counts
    published: Mapping[At, int]


def tally(
    key: str,
    counts: str,
    axes: Sequence[Axis],
    records: Iterable[Mapping[str, str | Sequence[str]]],
    *,
    among: str = "",
) -> Counts:
    """Count records by their fields, which have the names of the axes.

    ``ValueError`` for what is no code of its axis: a record that says nothing needs a code for it.
    """
    found = Counter[At]()
    for record in records:
        ways = []
        for axis in axes:
            value = record[axis.key]
            several = (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))
            ways.append((*several, TOTAL) if axis.many else several)
            if not axis.many and len(several) != 1:
                raise ValueError(f"{axis.key}: one code is needed")
        found.update(product(*ways))
    return Counts(key, counts, tuple(axes), dict(found), among)
