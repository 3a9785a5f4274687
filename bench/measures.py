"""What was measured, against its budget."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Rows = Iterator["Measure"]


@dataclass(slots=True)
class Measure:
    """A value with a budget: one figure for each run, the calibration beside each run.

    ``pick`` says which figure stands for all: ``median``, or ``worst`` (a lost report is lost,
    however often the others arrived). Without ``budget`` the value is told, not judged.
    """

    row: str
    what: str
    unit: str
    budget: float | None = None
    at_least: bool = False
    pick: str = "median"
    runs: list[float] = field(default_factory=list)
    calibration: list[float] = field(default_factory=list)
    note: str = ""

    def add(self, value: float, calibration: float) -> None:
        """Take the figure of a run and the calibration beside it, in milliseconds."""
        self.runs.append(value)
        self.calibration.append(calibration)

    @property
    def value(self) -> float:
        """The figure that stands for all runs."""
        if self.pick == "worst":
            return min(self.runs) if self.at_least else max(self.runs)
        return statistics.median(self.runs)

    @property
    def met(self) -> bool | None:
        """Whether the budget is met; None without one."""
        if self.budget is None:
            return None
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    @property
    def missed_by(self) -> float:
        """By how much of the budget it is missed, as a fraction; 0 when it is met."""
        if self.met is not False or self.budget is None:
            return 0.0
        return abs(self.value - self.budget) / self.budget if self.budget else self.value

    def to_json(self) -> dict[str, Any]:
        """Return everything that is known of it."""
        return {
            "row": self.row,
            "what": self.what,
            "value": round(self.value, 3),
            "unit": self.unit,
            "budget": self.budget,
            "budget_is": "at least" if self.at_least else "at most",
            "met": self.met,
            "pick": self.pick,
            "runs": [round(run, 3) for run in self.runs],
            "calibration_ms": {
                "median": round(statistics.median(self.calibration), 1),
                "least": round(min(self.calibration), 1),
                "most": round(max(self.calibration), 1),
            },
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that could not be measured here, and what it lacks."""

    row: str
    reason: str


class CannotMeasure(Exception):
    """The machine lacks what a row needs; the text says what, and how to get it."""


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value below which ``percent`` of the values lie (nearest rank)."""
    if not values:
        raise ValueError("percentile of nothing")
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(int(rank), 1) - 1]
