"""``coverage``: how many units have a ready pair, one ready focal point, or none."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from django.http import HttpRequest
from django.utils import timezone

from ruangaman.api.framework import Document, Router, reads
from ruangaman.api.scopes import Scope
from ruangaman.network.selectors.coverage import State, UnitState, coverage, unit_states

router = Router()


class Counts(Document):
    """Units, and how they stand."""

    units: int
    ready_pair: int
    ready_one: int
    not_ready: int


class Group(Counts):
    """The units of one region or of one kind; ``code`` is empty for the province's own."""

    code: str


class CoverageDocument(Counts):
    """The province on a day; ``certified`` counts people with a valid certificate."""

    day: dt.date
    focal_points: int
    certified: int
    regions: list[Group]
    kinds: list[Group]


@reads(router, "coverage", scope=Scope.COVERAGE, name="coverage", answer=CoverageDocument)
def province(request: HttpRequest) -> CoverageDocument:  # noqa: ARG001
    """How the units stand today, in numbers."""
    today = timezone.localdate()
    states = unit_states(today)
    found = coverage(today, states)
    return CoverageDocument(
        day=today,
        units=found.units,
        ready_pair=found.ready_pair,
        ready_one=found.ready_one,
        not_ready=found.not_ready,
        focal_points=found.focal_points,
        certified=found.certified,
        regions=_grouped(states, "region"),
        kinds=_grouped(states, "kind"),
    )


def _grouped(states: list[UnitState], by: str) -> list[Group]:
    counted: defaultdict[str, Counter[State]] = defaultdict(Counter)
    for one in states:
        counted[getattr(one.unit, by)][one.state] += 1
    return [_group(code, counted[code]) for code in sorted(counted)]


def _group(code: str, states: Counter[State]) -> Group:
    units, pair, one = states.total(), states[State.PAIR], states[State.ONE]
    rest = units - pair - one
    return Group(code=code, units=units, ready_pair=pair, ready_one=one, not_ready=rest)
