"""A number or a share out of cells that are published: what one shows says nothing about another.

Only counts that everybody may read go in, so that whoever knows the tables learns nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.suppression.model import At

PLACES = 1
"""A share is published in percent with so many decimals."""


@dataclass(frozen=True, slots=True)
class Value:
    """So many; of so many, and the share in percent, where it is one."""

    count: int
    of: int | None = None
    percent: float | None = None


def value_of(cells: Mapping[At, Any], some: Sequence[At], of: Sequence[At] = ()) -> Value | None:
    """Return the sum of the cells ``some``, as a share of the cells ``of`` where there are any.

    ``cells`` are published: a count, or anything else where it is hidden. None where one of those
    named is hidden or missing, or there is nothing to divide by.
    """
    count = _sum(cells, some)
    if count is None or not of:
        return None if count is None else Value(count)
    whole = _sum(cells, of)
    return Value(count, whole, round(100 * count / whole, PLACES)) if whole else None


def _sum(cells: Mapping[At, Any], places: Sequence[At]) -> int | None:
    found = [cells.get(one) for one in places]
    counts = [one for one in found if isinstance(one, int)]
    return sum(counts) if len(counts) == len(found) else None
