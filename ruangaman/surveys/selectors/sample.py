"""What a survey can teach with so many answers, worked out before it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruangaman.lib.estimates import margin_corrected, margin_crosswise, margin_direct
from ruangaman.lib.questionnaire import Kind, questionnaire_draft
from ruangaman.surveys.models import Stratum, Survey
from ruangaman.surveys.thresholds import LEAST_ANSWERS, LEAST_STAFF

_STEPS = (100, 200, 400, 1_000, 3_000, 10_000)
ATTENTION = 0.8
"""Share of attentive people that the plan counts on [D]."""

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """Margins with so many answers; ``crosswise`` by the harmless prevalences of the survey."""

    answers: int
    chosen: bool
    direct: float
    crosswise: tuple[float, ...]
    corrected: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Lines from few answers to many; strata with their answers and margin (None: not shown)."""

    lines: tuple[Line, ...]
    strata: tuple[tuple[Stratum, int, float | None], ...]
    prevalences: tuple[float, ...]


def strata_of(survey: Survey) -> list[Stratum]:
    """Return the strata of a survey in their order."""
    return list(survey.strata.order_by("position").defer("unit_codes"))


def expected(strata: Sequence[Stratum]) -> int:
    """Return how many answers to expect where nobody said: half of those asked."""
    asked = sum(one.drawn for one in strata) or sum(one.staff for one in strata)
    return max(int(asked * HALF), LEAST_ANSWERS)


def plan_of(survey: Survey, strata: Sequence[Stratum], *, answers: int, share: float) -> Plan:
    """Return what can be learnt with ``answers`` answers when ``share`` would say yes."""
    staff = sum(one.staff for one in strata)
    answers = min(answers, staff) if staff else answers
    found = [
        one for one in questionnaire_draft(survey.definition)[0].items if one.kind == Kind.CROSSWISE
    ]
    anchor = next((one.p for one in found if one.anchor), None)
    prevalences = tuple(sorted({one.p for one in found if not one.anchor and _usable(one.p)}))
    steps = sorted({answers, *(one for one in _STEPS if not staff or one <= staff)})
    lines = tuple(
        Line(
            answers=one,
            chosen=one == answers,
            direct=margin_direct(one, share, staff=staff),
            crosswise=tuple(margin_crosswise(one, share, p) for p in prevalences),
            corrected=_corrected(one, share, prevalences, anchor),
        )
        for one in steps
    )
    return Plan(lines, _strata(strata, staff, answers, share), prevalences)


def _corrected(
    answers: int, share: float, prevalences: Sequence[float], anchor: float | None
) -> float | None:
    """Return the margin of the widest corrected figure."""
    if anchor is None or not _usable(anchor) or not prevalences:
        return None
    return max(
        margin_corrected(answers, share, p=p, anchor_p=anchor, attention=ATTENTION)
        for p in prevalences
    )


def _usable(p: float) -> bool:
    return 0 < p < 1 and p != HALF


def _strata(
    strata: Sequence[Stratum], staff: int, answers: int, share: float
) -> tuple[tuple[Stratum, int, float | None], ...]:
    if len(strata) < 2 or not staff:
        return ()
    lines = []
    for one in strata:
        some = round(answers * one.staff / staff)
        shown = some >= LEAST_ANSWERS and one.staff >= LEAST_STAFF
        lines.append((one, some, margin_direct(some, share, staff=one.staff) if shown else None))
    return tuple(lines)
