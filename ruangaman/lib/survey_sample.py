"""How many people a survey needs to learn something."""

from __future__ import annotations

from typing import Final

CROSSWISE_LEAST: Final = 1_000
"""People asked, from which a crosswise figure of the province says something.

With a true share of 6.3 % and p = 0.25 its 95 % interval is 5.6 points to either side at 1,000.
"""


def enough_for_crosswise(n: int) -> bool:
    """Whether ``n`` people are enough for crosswise items."""
    return n >= CROSSWISE_LEAST
