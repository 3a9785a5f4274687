"""Shares that nobody was asked directly: the crosswise model, and its correction by an anchor.

Neither is corrected for a finite population: even if everybody answered, nobody knows of whom the
harmless sentence is true, so that this part of the uncertainty stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from ruangaman.lib.estimates.shares import Cell, Estimate, Z, gathered, weights

SMALL_ATTENTION: Final = 0.75
"""Below this share of attentive people the corrected figure rests on too much correction [D]."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """People of a stratum who answered both an item and the anchor, by both answers.

    ``same_one``: "same" at the item, "exactly one" at the anchor.
    """

    staff: int
    same_same: int
    same_one: int
    one_same: int
    one_one: int

    @property
    def answers(self) -> int:
        """How many there are."""
        return self.same_same + self.same_one + self.one_same + self.one_one

    def __add__(self, other: Pairs) -> Pairs:
        """Count two strata as one."""
        return Pairs(
            self.staff + other.staff,
            self.same_same + other.same_same,
            self.same_one + other.same_one,
            self.one_same + other.one_same,
            self.one_one + other.one_one,
        )


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected estimate, and the share of attentive people that it rests on.

    ``estimate`` is None where the attentive share cannot be told from none: dividing by it would
    give any number at all.
    """

    estimate: Estimate | None
    attention: Estimate

    @property
    def weak(self) -> bool:
        """Say whether so many answered at random that the corrected figure is hardly to be used."""
        return self.attention.value < SMALL_ATTENTION


def crosswise(cells: Iterable[Cell], p: float) -> Estimate:
    """Estimate the share of whom the sensitive sentence is true (Yu, Tian and Tang 2008).

    ``yes`` of a cell counts "both true or both false", ``p`` is the known prevalence of the
    harmless sentence. With lambda the share of "yes": (lambda + p - 1) / (2p - 1), and the standard
    error is the root of lambda (1 - lambda) / ((n - 1) (2p - 1)²); strata as in ``stratified``.
    """
    slope = _slope(p)
    found = gathered(list(cells))
    answers = sum(cell.answers for cell in found)
    if answers < 2:
        raise ValueError("two answers are needed")
    value = error = 0.0
    for weight, cell in zip(weights([cell.staff for cell in found]), found, strict=True):
        share = cell.yes / cell.answers
        value += weight * share
        error += weight**2 * share * (1 - share) / (cell.answers - 1)
    return _normal((value + p - 1) / slope, sqrt(error) / abs(slope), answers)


def corrected(cells: Iterable[Pairs], p: float, anchor_p: float) -> Corrected:
    """Correct the crosswise estimate for people who answer at random (Atsusaka and Stevenson 2023).

    Political Analysis 31 (1), doi 10.1017/pan.2021.43. Of the anchor's sensitive sentence it is
    known that it is true for nobody. Whoever reads answers it "same" with probability 1 - p',
    whoever does not with 1/2; so the attentive share is gamma = (lambda' - 1/2) / (1/2 - p'). The
    estimate is the crosswise one minus its bias, which is 1/2 + (lambda - 1/2) / (gamma (2p - 1)).

    The paper and its package take the variance by bootstrap. Here it is the delta method: the
    estimate is linear in the ratio r = (lambda - 1/2) / (lambda' - 1/2), whose linearised variable
    (y - 1/2) - r (a - 1/2) holds both variances and the covariance of the two answers, in each
    stratum with n - 1 and design weights. It assumes that as many read the item as the anchor.
    """
    slope = _slope(p)
    _slope(anchor_p)
    found = gathered(list(cells))
    answers = sum(cell.answers for cell in found)
    if answers < 2:
        raise ValueError("two answers are needed")
    item, _ = _mean(found, lambda y, _: y - 0.5)
    anchor, spread = _mean(found, lambda _, a: a - 0.5)
    scale = 0.5 - anchor_p
    attention = _normal(anchor / scale, sqrt(spread) / abs(scale), answers)
    if attention.low <= 0:
        return Corrected(None, attention)
    ratio = item / anchor
    _, variance = _mean(found, lambda y, a: (y - 0.5) - ratio * (a - 0.5))
    error = sqrt(variance) / abs(anchor) * abs(scale / slope)
    return Corrected(_normal(0.5 + ratio * scale / slope, error, answers), attention)


def privacy_epsilon(p: float) -> float:
    """Return how much one answer can tell at most, as log-odds: ln((1 - p) / p) for p < 1/2.

    The bound of local differential privacy, if the harmless fact is unknown to whoever looks.
    """
    _slope(p)
    return abs(log((1 - p) / p))


def _slope(p: float) -> float:
    if not 0 < p < 1 or p == 0.5:
        raise ValueError("p must be between 0 and 1, and not one half")
    return 2 * p - 1


def _normal(value: float, error: float, answers: int) -> Estimate:
    return Estimate(value, error, value - Z * error, value + Z * error, answers)


def _mean(cells: Sequence[Pairs], of: Callable[[int, int], float]) -> tuple[float, float]:
    """Return the weighted mean of a variable of both answers, and its variance."""
    mean = variance = 0.0
    for weight, cell in zip(weights([cell.staff for cell in cells]), cells, strict=True):
        counted = (
            (cell.same_same, of(1, 1)),
            (cell.same_one, of(1, 0)),
            (cell.one_same, of(0, 1)),
            (cell.one_one, of(0, 0)),
        )
        n = cell.answers
        middle = sum(count * value for count, value in counted) / n
        squares = sum(count * (value - middle) ** 2 for count, value in counted)
        mean += weight * middle
        variance += weight**2 * squares / (n - 1) / n
    return mean, variance
