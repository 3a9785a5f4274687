"""What a unit's self-assessments said over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ruangaman.core.rules import rule_numbers
from ruangaman.network.models import Unit
from ruangaman.policy import readings
from ruangaman.policy.models import Answer, Assessment
from ruangaman.policy.selectors.assessments import OPEN
from ruangaman.policy.selectors.lineage import forebears_of


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its state, and once it is sent, what it adds up to; ``scores`` by standard."""

    year: int
    state: str
    label: str
    points: readings.Points | None
    capacity: readings.Capacity | None
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class History:
    """The years of a unit, the newest first, and the units from which it went on."""

    years: Sequence[Year]
    forebears: Sequence[tuple[str, str]]


def history(code: str) -> History:
    """Return the years of a unit, in a fixed number of queries."""
    rows = Assessment.objects.filter(unit_code=code).order_by("-year").prefetch_related("answers")
    thresholds = rule_numbers(*readings.RULES)
    before = forebears_of([code])
    names: dict[str, str] = {}
    if before:
        listed = Unit.objects.filter(code__in=before).order_by("pk")
        names = dict(listed.values_list("code", "name"))
    return History([_year(row, thresholds) for row in rows], sorted(names.items()))


def effective(answer: Answer, *, verified: bool) -> tuple[int | None, str]:
    """Return score and ``met`` that count: once verified, what the coordinator found."""
    if not verified:
        return answer.score, answer.met
    score = answer.score if answer.found is None else answer.found
    return score, answer.found_met or answer.met


def _year(row: Assessment, thresholds: dict[str, int]) -> Year:
    if row.state in OPEN:
        return Year(row.year, row.state, str(row.get_state_display()), None, None, {})
    verified = row.state == Assessment.State.VERIFIED
    counted = [(one, *effective(one, verified=verified)) for one in row.answers.all()]
    scores = {
        one.key: score
        for one, score, _met in counted
        if one.view == Answer.View.STANDARD and score is not None
    }
    mets = [met for one, _score, met in counted if one.view == Answer.View.CAPACITY]
    return Year(
        row.year,
        row.state,
        str(row.get_state_display()),
        readings.points(scores.values()),
        readings.capacity(mets, thresholds) if mets else None,
        scores,
    )
