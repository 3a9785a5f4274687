"""Sizes below which a survey says nothing, so that nobody is pointed at (domain 7.5)."""

from __future__ import annotations

from typing import Final

LEAST_STAFF: Final = 200
"""Staff of a stratum: a smaller one is joined to another before the survey opens."""

LEAST_ANSWERS: Final = 10
"""Answers below which nothing of a stratum is shown."""

ROUNDED: Final = 10
"""While a survey is open, the number of answers is told in steps of so many, once a night."""


def rounded(count: int) -> int:
    """Return a number of answers as it may be told or noted: down to a step, 0 below the first."""
    return count // ROUNDED * ROUNDED
