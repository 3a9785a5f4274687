"""Semesters: the only lengths of time for which figures about reports exist."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

_KEY = re.compile(r"(20[0-9]{2})-S([12])")
_MONTHS = 6


@dataclass(frozen=True, slots=True, order=True)
class Semester:
    """Half a year in the province's own time; ``half`` is 1 (January to June) or 2."""

    year: int
    half: int

    @property
    def key(self) -> str:
        """Return ``2026-S1``."""
        return f"{self.year}-S{self.half}"

    @property
    def months(self) -> tuple[str, ...]:
        """Return its months as ``2026-01``."""
        first = (self.half - 1) * _MONTHS + 1
        return tuple(f"{self.year}-{month:02}" for month in range(first, first + _MONTHS))

    @property
    def ends_on(self) -> dt.date:
        """Return its last day."""
        return self.following.begins_on - dt.timedelta(days=1)

    @property
    def begins_on(self) -> dt.date:
        """Return its first day."""
        return dt.date(self.year, (self.half - 1) * _MONTHS + 1, 1)

    @property
    def following(self) -> Semester:
        """Return the one after it."""
        return Semester(self.year, 2) if self.half == 1 else Semester(self.year + 1, 1)

    @property
    def before(self) -> Semester:
        """Return the one before it."""
        return Semester(self.year, 1) if self.half == 2 else Semester(self.year - 1, 2)

    @property
    def words(self) -> str:
        """Return its name for people."""
        said = {"half": self.half, "year": self.year}
        return _("Semester %(half)s tahun %(year)s") % said


def semester_read(text: str) -> Semester | None:
    """Return the semester whose key this is; None for anything else."""
    found = _KEY.fullmatch(text)
    return Semester(int(found[1]), int(found[2])) if found else None


def semester_of(day: dt.date) -> Semester:
    """Return the semester of a day."""
    return Semester(day.year, 1 if day.month <= _MONTHS else 2)


def semester_now() -> Semester:
    """Return the running semester, by the province's clock and no other."""
    return semester_of(timezone.localdate())
