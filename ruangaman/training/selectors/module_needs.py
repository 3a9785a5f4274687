"""What the next training should give more time to, and hours for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ruangaman.training.models import Content
from ruangaman.training.selectors.content import contents
from ruangaman.training.selectors.evaluation_form import module_titles
from ruangaman.training.selectors.module_facts import ModuleFacts, module_facts

MOST_MODULES = 6
"""A training with more modules than this gives none of them more time."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A module, its figures (None where a source does not speak), and the need from 0 to 1.

    ``jp`` are the hours proposed for the next training; 0 for none.
    """

    number: int
    title: str
    need: float
    right: float | None
    right_before: float | None
    more_time: float | None
    confidence: float | None
    role_play: float | None
    jp: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All modules by need, with the sources behind them."""

    facts: ModuleFacts
    modules: Sequence[Ranked]

    @property
    def proposed(self) -> list[Ranked]:
        """The modules that get hours."""
        return [one for one in self.modules if one.jp]


def plan(today: dt.date, jp: int) -> Plan:
    """Return the modules by need, the greatest first, with ``jp`` hours given out among them."""
    facts = module_facts(today)
    ranked = sorted(_ranked(facts), key=lambda one: (-one.need, one.number))
    chosen = _chosen(ranked)
    hours = shared_out([one.need for one in chosen], jp)
    given = {one.number: hours[place] for place, one in enumerate(chosen)}
    return Plan(facts, [replace(one, jp=given.get(one.number, 0)) for one in ranked])


def titles_id() -> dict[int, str]:
    """Return the Indonesian titles of modules by number, as they are kept in an event."""
    bodies = [one.body for one in contents(Content.Kind.MODULE)]
    return {int(body["number"]): str(body["title_id"]) for body in bodies}


def shared_out(needs: Sequence[float], hours: int) -> list[int]:
    """Give out whole hours in proportion to needs: one each first, the rest by largest remainder.

    With fewer hours than needs the last ones get none.
    """
    many = min(len(needs), hours)
    if not many:
        return [0] * len(needs)
    total = sum(needs[:many]) or 1.0
    rest = hours - many
    wished = [rest * need / total for need in needs[:many]]
    given = [1 + int(one) for one in wished]
    order = sorted(range(many), key=lambda place: (int(wished[place]) - wished[place], place))
    for place in order[: hours - sum(given)]:
        given[place] += 1
    return given + [0] * (len(needs) - many)


def _ranked(facts: ModuleFacts) -> list[Ranked]:
    """Return the modules that any source speaks of, with their need.

    The fewer sources speak of a module, the closer its need is drawn to the average of all: one
    source alone does not push a module to the top.
    """
    found = [(number, title, _figures(facts, number)) for number, title in module_titles().items()]
    parts = {number: _parts(figures) for number, _, figures in found}
    said = [part for each in parts.values() for part in each]
    average = sum(said) / len(said) if said else 0.0
    return [
        Ranked(number, title, (sum(mine) + average) / (len(mine) + 1), *figures)
        for number, title, figures in found
        if (mine := parts[number])
    ]


_Figures = tuple[float | None, float | None, float | None, float | None, float | None]


def _figures(facts: ModuleFacts, number: int) -> _Figures:
    return (
        facts.right.figures.get(number),
        facts.right_before.figures.get(number),
        facts.more_time.figures.get(number),
        facts.confidence.figures.get(number),
        facts.role_play.figures.get(number),
    )


def _parts(figures: _Figures) -> list[float]:
    """Return what each source says of a module's need, from 0 to 1."""
    right, before, more, sure, played = figures
    known = right if right is not None else before
    parts = [
        None if known is None else 1 - known / 100,
        None if more is None else more / 100,
        None if sure is None else (5 - sure) / 4,
        None if played is None else 1 - played / 100,
    ]
    return [part for part in parts if part is not None]


def _chosen(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the modules with at least the average need, and not too many of them."""
    if not ranked:
        return []
    average = sum(one.need for one in ranked) / len(ranked)
    return [one for one in ranked if one.need >= average and one.need > 0][:MOST_MODULES]
