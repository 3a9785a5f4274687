"""Values of the indicators that exist in releases only, from published counts and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ruangaman.oversight.indicator_words import figure_said
from ruangaman.oversight.selectors.releases import cells_of

TOTAL = "*"


class Made(NamedTuple):
    """From which table: these codes divided by those; without ``of`` the number itself."""

    table: str
    some: tuple[str, ...]
    of: tuple[str, ...] = ()


MADE = {
    "R1": Made("outcome", (TOTAL,)),
    "R2": Made("answered", ("in-time",), ("in-time", "late")),
    "R3": Made("outcome", ("reached",), ("reached", "not-reached", "declined")),
    "R4": Made("within-72-hours", ("offered",), ("offered", "not-offered")),
    "R5": Made("sharing", ("consent",), ("consent", "exception")),
    "R6": Made("checks", ("done",), ("done", "open")),
    "D2": Made("notified", (TOTAL,)),
}
"""Tables and codes of the grid, by indicator. O1 is several answers, read as their tables."""


def tells(table: Mapping[str, Any], code: str) -> bool:
    """Say whether a table of a release tells of an indicator."""
    made = MADE.get(code)
    return bool(table["indicator"] == code or (made and made.table == table["key"]))


def value_said(document: Mapping[str, Any], code: str) -> str:
    """Return the value with its unit; nothing where a count it needs is not published."""
    made = MADE.get(code)
    found = next((one for one in document["tables"] if made and one["key"] == made.table), None)
    if made is None or found is None:
        return ""
    cells = cells_of(found)
    some = _sum(cells, made.some)
    if not made.of:
        return "" if some is None else figure_said(some, "number")
    every = _sum(cells, made.of)
    return "" if some is None or not every else figure_said(100 * some / every, "percent")


def _sum(cells: Mapping[tuple[str, ...], Any], codes: Iterable[str]) -> int | None:
    found = [cells.get((code,)) for code in codes]
    counts = [one for one in found if isinstance(one, int)]
    return sum(counts) if len(counts) == len(found) else None
