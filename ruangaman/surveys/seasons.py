"""When a campaign is on: days of every year ("25-11") as days of one year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Season:
    """One time of a campaign, both days included."""

    first: dt.date
    last: dt.date

    def is_on(self, day: dt.date) -> bool:
        """Say whether it is on."""
        return self.first <= day <= self.last

    def is_over(self, day: dt.date) -> bool:
        """Say whether it is past."""
        return self.last < day


def season_in(year: int, first: str, last: str) -> Season:
    """Return the season that begins in ``year``; one over New Year ends in the next."""
    begins, ends = _day(year, first), _day(year, last)
    return Season(begins, ends if ends >= begins else _day(year + 1, last))


def season_near(first: str, last: str, today: dt.date) -> Season:
    """Return the season that is on, else the next one."""
    seasons = (season_in(today.year + step, first, last) for step in (-1, 0, 1))
    return next(one for one in seasons if not one.is_over(today))


def _day(year: int, rule: str) -> dt.date:
    day, month = rule.split("-")
    return dt.date(year, int(month), int(day))
