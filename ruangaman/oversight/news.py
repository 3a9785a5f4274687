"""What changed in a month: the province's figures, and the units that reached or lost something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ruangaman.core.heat_maps import Mark
from ruangaman.oversight.indicator_words import figure_said
from ruangaman.oversight.judging import Judged
from ruangaman.oversight.models import Figure
from ruangaman.oversight.picture import unit_page
from ruangaman.oversight.selectors.indicators import Indicator
from ruangaman.oversight.selectors.province import Line, Standing

NAMED = 5
"""So many units are named; of more it is said how many there are."""


@dataclass(frozen=True, slots=True)
class Named:
    """A unit that is named, and its page."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Units that reached something, or lost it: the first by name, and how many more."""

    number: int
    named: tuple[Named, ...]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.named)


@dataclass(frozen=True, slots=True)
class News:
    """What changed about an indicator: the province's figure, its step, and units.

    ``step`` is a figure with its sign, empty where one of the months has none.
    """

    code: str
    title: str
    now: str
    before: str
    step: str
    reached: Moved
    lost: Moved

    @property
    def moves(self) -> bool:
        """Say whether any unit reached it or lost it."""
        return bool(self.reached.number or self.lost.number)


def news_of(
    indicators: Sequence[Indicator],
    columns: Sequence[Judged],
    standings: Sequence[Standing],
    now: Mapping[str, Figure],
    before: Mapping[str, Figure],
) -> list[News]:
    """Return the indicators about which something changed, in the order of the pack."""
    places = {one.code: place for place, one in enumerate(columns)}
    found = (
        _news(one, places.get(one.code), standings, now.get(one.code), before.get(one.code))
        for one in indicators
        if not one.released
    )
    return [one for one in found if one.step or one.moves]


def _news(
    one: Indicator,
    place: int | None,
    standings: Sequence[Standing],
    now: Figure | None,
    before: Figure | None,
) -> News:
    value, earlier = now.value if now else None, before.value if before else None
    reached, lost = ([], []) if place is None else _moved(place, standings)
    return News(
        code=one.code,
        title=one.title,
        now=figure_said(value, one.value),
        before=figure_said(earlier, one.value),
        step=_step(value, earlier, one.value),
        reached=_named(reached),
        lost=_named(lost),
    )


def _moved(place: int, standings: Sequence[Standing]) -> tuple[list[Line], list[Line]]:
    """Return the units that reached it and those that lost it; both months must be known."""
    moves = [
        (unit, marks[place], earlier[place])
        for unit, _values, marks, earlier in standings
        if marks[place] is not earlier[place]
    ]
    known = [move for move in moves if Mark.UNKNOWN not in move[1:]]
    reached = [unit for unit, now, _before in known if now is Mark.FULL]
    return reached, [unit for unit, _now, before in known if before is Mark.FULL]


def _named(units: Sequence[Line]) -> Moved:
    first = sorted(units, key=lambda unit: unit.short_name.casefold())[:NAMED]
    return Moved(len(units), tuple(Named(one.short_name, unit_page(one.code)) for one in first))


def _step(value: float | None, earlier: float | None, kind: str) -> str:
    """Return a difference with its sign, empty where it shows none."""
    if value is None or earlier is None:
        return ""
    difference = round(value - earlier, 2 if kind == "gain" else 1)
    if not difference:
        return ""
    said = figure_said(abs(difference), kind if kind == "gain" else "number")
    sign = "+" if difference > 0 else "−"
    unit = _("poin") if kind == "percent" else ""
    return f"{sign}{said}\N{NO-BREAK SPACE}{unit}".strip()
