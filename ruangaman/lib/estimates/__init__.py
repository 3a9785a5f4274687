"""Estimates from a survey: shares with their margins, without Django and without models.

What comes in are counts by stratum; what goes out is never cut to 0 … 1 (``Estimate.shown`` is for
drawing). ``groups`` says which of them may be shown at all.
"""

from ruangaman.lib.estimates.crosswise import (
    SMALL_ATTENTION,
    Corrected,
    Pairs,
    corrected,
    crosswise,
    privacy_epsilon,
)
from ruangaman.lib.estimates.groups import Group, groups_shown, joined
from ruangaman.lib.estimates.planning import (
    answers_needed,
    margin_corrected,
    margin_crosswise,
    margin_direct,
)
from ruangaman.lib.estimates.shares import Cell, Estimate, direct, stratified
from ruangaman.lib.estimates.tallies import EVER, NEVER, Tallying, any_of, pair_of

__all__ = [
    "EVER",
    "NEVER",
    "SMALL_ATTENTION",
    "Cell",
    "Corrected",
    "Estimate",
    "Group",
    "Pairs",
    "Tallying",
    "answers_needed",
    "any_of",
    "corrected",
    "crosswise",
    "direct",
    "groups_shown",
    "joined",
    "margin_corrected",
    "margin_crosswise",
    "margin_direct",
    "pair_of",
    "privacy_epsilon",
    "stratified",
]
