"""What an assessment adds up to: points of the eight standards, and the level of the second view.

Points are 0 to 2 for each standard (MOS-PSEA as a self-assessment). The second view follows the
UN's capacity assessment of partners; its thresholds are rule values of the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.policy.models import Answer

FULL, MEDIUM, MOST_NOT_APPLICABLE = "capacity_full", "capacity_medium", "capacity_not_applicable"
RULES = (FULL, MEDIUM, MOST_NOT_APPLICABLE)
POINTS = 2
"""Most points of one standard."""
Met = Answer.Met


class Level(models.TextChoices):
    """How a unit stands in the second view."""

    FULL = "full", _("penuh")
    MEDIUM = "medium", _("sedang")
    LOW = "low", _("rendah")


@dataclass(frozen=True, slots=True)
class Points:
    """Points of the standards that have a score, and how many there could be."""

    total: int
    most: int
    answered: int

    @property
    def whole(self) -> bool:
        """Say whether every standard has a score."""
        return self.answered * POINTS == self.most and self.most > 0


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many core standards are met, not met, not applicable; ``level`` once all are answered.

    "Not applicable" counts like met: what does not concern a unit is no gap of it (ADR 0059).
    """

    met: int
    not_met: int
    not_applicable: int
    count: int
    level: Level | None

    @property
    def begun(self) -> bool:
        """Say whether any core standard is answered."""
        return self.met + self.not_met + self.not_applicable > 0


def points(scores: Iterable[int | None]) -> Points:
    """Return what these scores add up to; None is a standard without one."""
    found = list(scores)
    given = [one for one in found if one is not None]
    return Points(sum(given), POINTS * len(found), len(given))


def capacity(answers: Iterable[str], thresholds: Mapping[str, int]) -> Capacity:
    """Return the reading of these answers (``Answer.Met``, empty for none)."""
    found = list(answers)
    met, not_met, na = (found.count(one) for one in (Met.MET, Met.NOT_MET, Met.NOT_APPLICABLE))
    whole = bool(found) and met + not_met + na == len(found)
    level = level_of(met + na, thresholds) if whole else None
    return Capacity(met, not_met, na, len(found), level)


def level_of(fulfilled: int, thresholds: Mapping[str, int]) -> Level | None:
    """Return the level of so many core standards fulfilled; None where the pack has no rule."""
    full, medium = thresholds.get(FULL), thresholds.get(MEDIUM)
    if full is None or medium is None:
        return None
    if fulfilled >= full:
        return Level.FULL
    return Level.MEDIUM if fulfilled >= medium else Level.LOW
