"""How long a unit was without its focal point: arithmetic on days, nothing else (indicator C4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Days on which somebody held a place: the first, and the first after the last (or never)."""

    first: dt.date
    after: dt.date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which nobody held it: the first, and the day on which somebody did again."""

    since: dt.date
    filled: dt.date | None

    def days(self, today: dt.date) -> int:
        """Return how many days it lasted, or has lasted so far."""
        return ((self.filled or today) - self.since).days


def gaps(terms: Iterable[Term]) -> list[Gap]:
    """Return the gaps after the first term, in order. Terms may overlap and come in any order."""
    found: list[Gap] = []
    covered: dt.date | None = None
    open_ended = False
    for term in sorted(terms, key=lambda one: one.first):
        if term.after is not None and term.after <= term.first:
            continue
        if covered is not None and not open_ended and term.first > covered:
            found.append(Gap(covered, term.first))
        open_ended = open_ended or term.after is None
        if term.after is not None:
            covered = max(covered or term.after, term.after)
        elif covered is None:
            covered = term.first
    if covered is not None and not open_ended:
        found.append(Gap(covered, None))
    return found
