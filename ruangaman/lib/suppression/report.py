"""What may be published, and for those who release it what was hidden and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ruangaman.lib.suppression.model import HIDDEN, At, Hidden

Reason = Literal["small", "base", "complement", "total", "earlier"]
"""Below the floor; below that of a small base; so that others cannot be worked out; because the
number of all records is hidden; because it was hidden when these records were published before."""


@dataclass(frozen=True, slots=True)
class HiddenCell:
    """A hidden cell. ``proved``: so wide is its interval at least. Reasons are never published."""

    table: str
    at: At
    reason: Reason
    proved: int


@dataclass(frozen=True, slots=True)
class TableReport:
    """Of one table: its cells, how many are not small, and how many of these are published."""

    table: str
    cells: int
    large: int
    published: int
    hidden: Mapping[Reason, int]


@dataclass(frozen=True, slots=True)
class Report:
    """What was hidden and why; it says nothing of any hidden count but the reason."""

    tables: tuple[TableReport, ...]
    hidden: tuple[HiddenCell, ...]

    @property
    def share(self) -> float:
        """Return the share of the cells that are not small which stay published."""
        large = sum(one.large for one in self.tables)
        return sum(one.published for one in self.tables) / large if large else 1.0

    @property
    def narrowest(self) -> int | None:
        """Return the width proved for the hidden cell that can be narrowed most."""
        return min((one.proved for one in self.hidden), default=None)


@dataclass(frozen=True, slots=True)
class Protected:
    """The tables of a release, protected together."""

    tables: Mapping[str, Mapping[At, int | Hidden]]
    report: Report

    def published(self, table: str) -> Mapping[At, int | Hidden]:
        """Return the table with this key: at every place, totals too, a count or ``HIDDEN``."""
        return self.tables[table]

    def cells(self, table: str) -> list[dict[str, object]]:
        """Return the cells as they stand in the published document."""
        return [
            {"at": list(at), "hidden": count.value}
            if isinstance(count, Hidden)
            else {"at": list(at), "count": count}
            for at, count in self.tables[table].items()
        ]


def reported(
    tables: Mapping[str, Mapping[At, int | Hidden]],
    small: Mapping[tuple[str, At], Reason],
    hidden: Mapping[tuple[str, At], HiddenCell],
) -> Report:
    """Count what is published and what is not; ``small`` are the cells below their floor."""
    rows = []
    for key, cells in tables.items():
        large = [at for at in cells if (key, at) not in small]
        rows.append(
            TableReport(
                table=key,
                cells=len(cells),
                large=len(large),
                published=sum(cells[at] is not HIDDEN for at in large),
                hidden=Counter(hidden[key, at].reason for at in cells if (key, at) in hidden),
            )
        )
    return Report(tuple(rows), tuple(hidden.values()))
