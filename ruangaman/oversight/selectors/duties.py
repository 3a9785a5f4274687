"""Which duties each unit kept up in a month: on its last day, or so far in the running one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from ruangaman.core.rules import RuleMissing, rule
from ruangaman.network.selectors.coverage import UnitState, unit_states
from ruangaman.oversight.models import Content, UnitMonth
from ruangaman.oversight.selectors.duty_sources import KEPT, LACKING, Told
from ruangaman.oversight.selectors.duty_sources.appointed import decree_told, pair_told
from ruangaman.oversight.selectors.duty_sources.briefed import units_briefed
from ruangaman.oversight.selectors.duty_sources.policies import Policies
from ruangaman.oversight.selectors.duty_sources.services import Directory
from ruangaman.oversight.selectors.duty_sources.surveyed import Surveys

Held = dict[str, bool | None]
Source = Callable[[UnitState], Told]


@dataclass(frozen=True, slots=True)
class DutyMonth:
    """What a unit kept up: true, false, or None with the reason in ``why``; by the duty's key."""

    held: Held = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The day that is looked at, for which units; ``now`` where it is today."""

    day: dt.date
    now: bool
    codes: Collection[str] | None
    seen: Mapping[str, Held]


def duties_on(units: Iterable[str] | None, month: dt.date) -> dict[str, Held]:
    """Return for each unit in force what it kept up in a month, by the duty's key.

    ``units`` are codes, None for all; ``month`` is any day of it. A unit that was no more on the
    month's last day, or not yet, is left out. The number of queries does not grow with units.
    """
    return {code: one.held for code, one in duties_told(units, month).items()}


def duties_told(units: Iterable[str] | None, month: dt.date) -> dict[str, DutyMonth]:
    """Return what ``duties_on`` returns, and why something cannot be known."""
    today, first = timezone.localdate(), month.replace(day=1)
    if first > today:
        return {}
    codes = None if units is None else tuple(units)
    day = min(last_day(first), today)
    asked = _Asked(day, day == today, codes, _seen(first, codes) if day < today else {})
    states = unit_states(asked.day, codes)
    sources = {one.key: _source(one, asked) for one in duty_contents()}
    return {state.unit.code: _month(state, sources) for state in states}


def duty_contents() -> list[Content]:
    """Return the duties of the pack in its order."""
    found = Content.objects.filter(kind=Content.Kind.DUTY, current=True)
    return list(found.order_by("position", "key"))


def last_day(month: dt.date) -> dt.date:
    """Return the last day of the month of ``month``."""
    return (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def _month(state: UnitState, sources: Mapping[str, Source]) -> DutyMonth:
    told = {key: source(state) for key, source in sources.items()}
    return DutyMonth(
        held={key: value for key, (value, _) in told.items()},
        why={key: why for key, (_, why) in told.items() if why},
    )


def _seen(month: dt.date, codes: Collection[str] | None) -> dict[str, Held]:
    """Return what was written while the month ran."""
    rows = UnitMonth.objects.filter(month=month)
    if codes is not None:
        rows = rows.filter(unit_code__in=codes)
    return dict(rows.values_list("unit_code", "duties"))


def _source(duty: Content, asked: _Asked) -> Source:
    return _SOURCES[duty.key](duty.body, asked)


def _decree(_: Mapping[str, Any], __: _Asked) -> Source:
    return decree_told


def _pair(_: Mapping[str, Any], asked: _Asked) -> Source:
    return lambda state: pair_told(state, now=asked.now, seen=asked.seen.get(state.unit.code) or {})


def _briefing(body: Mapping[str, Any], asked: _Asked) -> Source:
    briefed = units_briefed(asked.day, body["months"], asked.codes)
    return lambda state: KEPT if state.unit.code in briefed else LACKING


def _policy(body: Mapping[str, Any], asked: _Asked) -> Source:
    found = Policies(asked.day, body["documents"], now=asked.now)
    return lambda state: found.told(state.unit.code)


def _directory(body: Mapping[str, Any], asked: _Asked) -> Source:
    try:
        days = rule(body["rule"]).value
    except RuleMissing:
        days = None
    if days is None:
        return lambda _: (None, "no_rule")
    found = Directory(asked.day, days, body["least"], now=asked.now)
    return lambda state: found.told(state.unit.region)


def _survey(body: Mapping[str, Any], asked: _Asked) -> Source:
    found = Surveys(asked.day, body["months"])
    return lambda state: found.told(state.unit.code)


_SOURCES: dict[str, Callable[[Mapping[str, Any], _Asked], Source]] = {
    "decree": _decree,
    "pair": _pair,
    "briefing": _briefing,
    "policy": _policy,
    "directory": _directory,
    "survey": _survey,
}
