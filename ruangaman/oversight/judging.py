"""What a unit's value means: its target reached, on the way, not yet, or not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ruangaman.core.heat_maps import Mark
from ruangaman.oversight.indicator_words import figure_said
from ruangaman.oversight.selectors.indicators import Indicator

ALL = 100.0
"""The value of yes where a unit's own value is yes or no."""

LACKS = (Mark.NONE, Mark.PART)
"""It is known that something is missing."""
Judge = Callable[[float | None], Mark]


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator that units are looked at by, and what a value of it means."""

    indicator: Indicator
    judge: Judge

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def title(self) -> str:
        """What it means for one unit."""
        return self.indicator.unit_title

    def said(self, value: float | None) -> str:
        """Return a value as people read it; empty where its mark says all of it."""
        if value is None or self.indicator.unit_yes:
            return ""
        return figure_said(value, self.indicator.value)


def judged(indicators: Iterable[Indicator]) -> list[Judged]:
    """Return the indicators by which units can be looked at, in the order of the pack.

    They have a value for each unit and something to reach. What is about reports never does.
    """
    return [
        Judged(one, judge)
        for one in indicators
        if one.by_unit and not one.released and (judge := _judge(one))
    ]


class _Judged(dict[float | None, Mark]):
    """What values mean, by value: thousands of units have few different ones."""

    def __init__(self, mean: Callable[[float], Mark]) -> None:
        """Keep what ``mean`` says of a value; none is not known."""
        super().__init__({None: Mark.UNKNOWN})
        self._mean = mean

    def __missing__(self, value: float | None) -> Mark:
        """Find out what a value means, once."""
        found = self[value] = Mark.UNKNOWN if value is None else self._mean(value)
        return found


def _judge(one: Indicator) -> Judge | None:
    if one.unit_yes:
        return _Judged(_at_least(ALL)).__getitem__
    if one.target is None:
        return None
    mean = _at_most(one.target) if one.better == "down" else _at_least(one.target)
    return _Judged(mean).__getitem__


def _at_least(target: float) -> Callable[[float], Mark]:
    """Anything above nothing is on the way to the target."""
    return lambda value: Mark.FULL if value >= target else Mark.PART if value > 0 else Mark.NONE


def _at_most(target: float) -> Callable[[float], Mark]:
    """Up to twice the target is on the way to it."""
    return lambda value: (
        Mark.FULL if value <= target else Mark.PART if value <= 2 * target else Mark.NONE
    )
