"""What can be learnt with so many answers, before anybody is asked."""

from __future__ import annotations

from math import ceil, sqrt

from ruangaman.lib.estimates.shares import Z


def margin_direct(answers: int, share: float, *, staff: int = 0) -> float:
    """Return half the width of the 95 % interval of a direct share; smaller when staff is known."""
    left = max(0.0, (staff - answers) / (staff - 1)) if staff > 1 else 1.0
    return Z * sqrt(share * (1 - share) / answers * left)


def margin_crosswise(answers: int, share: float, p: float) -> float:
    """Return the same for a crosswise share with harmless prevalence ``p``."""
    same = _same(share, p)
    return Z * sqrt(same * (1 - same) / answers) / abs(2 * p - 1)


def margin_corrected(
    answers: int, share: float, *, p: float, anchor_p: float, attention: float
) -> float:
    """Return the same for the corrected share, when the share ``attention`` of people reads.

    The variance of ``crosswise.corrected`` with the expected frequencies of both answers; they go
    together because the same people do not read.
    """
    item, anchor = attention * (_same(share, p) - 0.5), attention * (0.5 - anchor_p)
    ratio = item / anchor
    together = attention * (1 - attention) * (item / attention) * (anchor / attention)
    variance = (0.25 - item**2) - 2 * ratio * together + ratio**2 * (0.25 - anchor**2)
    return Z * sqrt(variance / answers) / abs(anchor) * abs((0.5 - anchor_p) / (2 * p - 1))


def answers_needed(margin: float, share: float, *, staff: int = 0) -> int:
    """Return how many answers a direct share needs for a margin; no more than there are staff."""
    many = Z**2 * share * (1 - share) / margin**2
    if staff > 1:
        many = many * staff / (staff - 1 + many)
    return min(ceil(many), staff) if staff else ceil(many)


def _same(share: float, p: float) -> float:
    """Return the share of "both true or both false"."""
    return share * p + (1 - share) * (1 - p)
