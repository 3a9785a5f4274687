"""What happened in a year, for the management review: counts of prevention, nobody by name.

Each fact is plain JSON, because the review keeps what it saw when it is closed; words are
added when it is shown (``oversight.review_words``). About reports there are releases alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from ruangaman.core.models import RuleValue
from ruangaman.core.rules import WEAK_MARKS, rules_in_force, verified
from ruangaman.network.models import UnitChange
from ruangaman.network.selectors.coverage import coverage
from ruangaman.oversight.models import Figure, Release, Review, ReviewDecision
from ruangaman.oversight.selectors.duty_shares import CODE
from ruangaman.oversight.selectors.indicators import indicators, province_series
from ruangaman.policy.models import Action
from ruangaman.policy.selectors.overview import counted, province
from ruangaman.surveys.models import Briefing, Survey
from ruangaman.surveys.thresholds import LEAST_ANSWERS
from ruangaman.training.models import Certificate, Event, Participant

MOST = 60
"""So many changes of units stand in a review; of more, their number."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year as far as it has come."""

    year: int
    today: dt.date

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, 1, 1)

    @property
    def last(self) -> dt.date:
        """Its last day, or today."""
        return min(dt.date(self.year, 12, 31), self.today)

    def within(self, field: str) -> Q:
        """Return the condition that a day lies in it."""
        return Q(**{f"{field}__gte": self.first, f"{field}__lte": self.last})


def review_facts(year: int) -> dict[str, Any]:
    """Return all facts of a year by their name in the pack."""
    asked = Year(year, timezone.localdate())
    return {name: ask(asked) for name, ask in _FACTS.items()}


def _earlier(asked: Year) -> list[dict[str, Any]]:
    """The decisions of the review before, as they stand."""
    before = Review.objects.filter(year__lt=asked.year, state=Review.State.CLOSED)
    newest = before.order_by("-year").first()
    if newest is None:
        return []
    rows = ReviewDecision.objects.filter(review=newest).select_related("action")
    return [decision_fact(row, newest.year, asked.today) for row in rows]


def decision_fact(row: ReviewDecision, year: int, today: dt.date) -> dict[str, Any]:
    """Return a decision with the state of its action; ``late`` is open past its day."""
    action = row.action
    state = action.state if action else Action.State.OPEN
    due = action.due if action else row.due
    late = state == Action.State.OPEN and due < today
    return {
        "year": year,
        "what": action.what if action else row.what,
        "who": action.who if action else row.who,
        "due": due.isoformat(),
        "state": "late" if late else str(state),
    }


def _units(asked: Year) -> dict[str, Any]:
    changes = UnitChange.objects.filter(asked.within("day"), cancelled_at=None)
    kinds = dict(changes.order_by().values_list("kind").annotate(many=Count("pk")))
    listed = changes.prefetch_related("sides").order_by("day", "recorded_at")[:MOST]
    return {
        "kinds": kinds,
        "changes": [
            {
                "day": one.day.isoformat(),
                "kind": one.kind,
                "before": sorted(side.name for side in one.sides.all() if not side.after),
                "after": sorted(side.name for side in one.sides.all() if side.after),
            }
            for one in listed
        ],
    }


def _rules(asked: Year) -> list[dict[str, str]]:
    rows = RuleValue.objects.filter(asked.within("valid_from")).order_by("valid_from", "key")
    return [
        {"label_id": one.label_id, "label_en": one.label_en, "day": one.valid_from.isoformat()}
        for one in rows
    ]


def _indicators(asked: Year) -> list[dict[str, Any]]:
    """The first and the newest value of the year of each, and of the December before."""
    codes = [one.code for one in indicators() if not one.released]
    since = dt.date(asked.year - 1, 12, 1)
    series = province_series(codes, since, asked.last)
    return [{"code": code, **_ends(series[code])} for code in codes]


def _ends(found: dict[dt.date, Figure]) -> dict[str, Any]:
    known = [one for _month, one in sorted(found.items()) if one.value is not None]
    newest = max(found.items(), default=None)
    why = newest[1].why if newest and newest[1].value is None else ""
    if not known:
        return {"first": None, "last": None, "why": why or "not_recorded"}
    first, last = (
        {"month": one.month.isoformat(), "value": one.value} for one in (known[0], known[-1])
    )
    return {"first": first, "last": last, "why": why}


def _consistency(asked: Year) -> list[dict[str, Any]]:
    """Of each month, for each duty: units that kept it up, that did not, not known."""
    rows = Figure.objects.filter(asked.within("month"), code=CODE).order_by("month")
    return [{"month": one.month.isoformat(), "duties": one.detail} for one in rows]


def _assessments(asked: Year) -> dict[str, Any]:
    found = province(asked.year)
    return {
        "states": counted(asked.year),
        "verified": found.verified,
        "mean": found.mean,
        "standards": dict(found.standards),
    }


def _actions(asked: Year) -> dict[str, dict[str, int]]:
    """Actions of the year's plans, of units and of the province."""
    rows = Action.objects.filter(year=asked.year)
    late = Q(state=Action.State.OPEN, due__lt=asked.today)
    wanted = {str(state): Count("pk", filter=Q(state=state)) for state in Action.State}
    units = rows.exclude(unit_code="").aggregate(late=Count("pk", filter=late), **wanted)
    own = rows.filter(unit_code="").aggregate(late=Count("pk", filter=late), **wanted)
    return {"units": units, "province": own}


def _training(asked: Year) -> dict[str, int]:
    held = Event.objects.filter(asked.within("last"), state=Event.State.CLOSED)
    there = Participant.objects.filter(event__in=held, attendances__isnull=False)
    issued = Certificate.objects.filter(asked.within("issued_on"), revoked_on=None)
    return {
        "events": held.count(),
        "participants": there.distinct().count(),
        "certificates": issued.count(),
    }


def _briefings(asked: Year) -> dict[str, int]:
    rows = Briefing.objects.filter(asked.within("day"), withdrawn=False)
    rows = rows.filter(kind=Briefing.Kind.BRIEFING)
    found: dict[str, int] = rows.aggregate(
        briefings=Count("pk"),
        units=Count("unit_code", distinct=True),
        reached=Sum("reached", default=0),
    )
    return found


def _surveys(asked: Year) -> list[dict[str, Any]]:
    rows = Survey.objects.filter(asked.within("closed_on"), state=Survey.State.CLOSED)
    sums = rows.annotate(answered=Sum("strata__answered"), drawn=Sum("strata__drawn"))
    return [
        {
            "title_id": one.title,
            "title_en": one.title_en or one.title,
            "day": one.closed_on.isoformat() if one.closed_on else "",
            "answered": one.answered if (one.answered or 0) >= LEAST_ANSWERS else None,
            "drawn": one.drawn or 0,
        }
        for one in sums.order_by("closed_on", "pk")
    ]


def _releases(asked: Year) -> list[dict[str, str]]:
    """Which semesters were released; the figures stand in the releases."""
    rows = Release.objects.filter(asked.within("released_on")).order_by("sequence")
    found = rows.values_list("semester", "released_on")
    return [{"semester": semester, "day": day.isoformat()} for semester, day in found]


def _network(asked: Year) -> dict[str, Any]:
    found = coverage(asked.last)
    return {
        "units": found.units,
        "focal_points": found.focal_points,
        "certified": found.certified,
    }


def _unverified(_: Year) -> dict[str, Any]:
    rules = rules_in_force().values()
    open_ones = [one for one in rules if not verified(one) and one.mark in WEAK_MARKS]
    return {
        "all": len(rules),
        "rules": [{"label_id": one.label_id, "label_en": one.label_en} for one in open_ones],
    }


_FACTS: dict[str, Callable[[Year], Any]] = {
    "earlier": _earlier,
    "units": _units,
    "rules": _rules,
    "indicators": _indicators,
    "consistency": _consistency,
    "assessments": _assessments,
    "actions": _actions,
    "training": _training,
    "briefings": _briefings,
    "surveys": _surveys,
    "releases": _releases,
    "network": _network,
    "unverified": _unverified,
}
