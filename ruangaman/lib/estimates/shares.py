"""Shares that were asked directly: of one group, and of strata with their design weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from statistics import NormalDist
from typing import Final, Protocol, Self, TypeVar

LEVEL: Final = 0.95
Z: Final = NormalDist().inv_cdf(0.5 + LEVEL / 2)
"""Standard errors to either side of a 95 % interval."""

SMALL: Final = 10
"""Answers below which a stratum is counted together with its neighbour."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its standard error and 95 % interval, as the formula gives them: not cut off.

    ``answers`` is how many answers it rests on.
    """

    value: float
    error: float
    low: float
    high: float
    answers: int

    @property
    def margin(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2

    @property
    def shown(self) -> tuple[float, float, float]:
        """Low, value, high cut to 0 … 1, for a drawing only."""
        low, value, high = (min(max(one, 0.0), 1.0) for one in (self.low, self.value, self.high))
        return low, value, high

    @property
    def beyond(self) -> bool:
        """Say whether the value is no share: below 0 or above 1."""
        return not 0 <= self.value <= 1


class Counted(Protocol):
    """What is counted of a stratum and can be counted together with another."""

    @property
    def answers(self) -> int:
        """How many answered."""

    def __add__(self, other: Self, /) -> Self:
        """Count two strata as one."""


Answered = TypeVar("Answered", bound=Counted)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stratum: how many work there, how many answered the item, and how many of them "yes"."""

    staff: int
    answers: int
    yes: int

    def __add__(self, other: Cell) -> Cell:
        """Count two strata as one."""
        return Cell(self.staff + other.staff, self.answers + other.answers, self.yes + other.yes)

    @property
    def left(self) -> float:
        """The share of the staff that did not answer (finite population correction, 1 - f).

        Where more answered than were said to work there, nothing is left.
        """
        return max(0.0, 1 - self.answers / self.staff) if self.staff else 1.0


def direct(yes: int, answers: int, *, staff: int = 0) -> Estimate:
    """Estimate a share of one group with Wilson's interval (1927; Newcombe 1998, method 3).

    With ``staff`` known, the answers are taken for a random part of it: the interval is Wilson's
    with n (N - 1) / (N - n) in place of n, the standard error has the correction 1 - n/N.
    """
    if answers <= 0:
        raise ValueError("no answers")
    left = Cell(staff, answers, yes).left
    size = answers * (staff - 1) / (staff - answers) if staff > answers else inf
    low, high = _wilson(yes / answers, size if staff else answers)
    error = sqrt(_spread(yes, answers) / answers * left)
    return Estimate(yes / answers, error, low, high, answers)


def stratified(cells: Iterable[Cell]) -> Estimate:
    """Estimate a share of the whole staff from strata with unequal chances (Kish 1965, ch. 3).

    Design weight of an answer in stratum h: N_h / n_h, so the estimate is the sum of W_h p_h with
    W_h = N_h / N, and its variance the sum of W_h² (1 - n_h/N_h) p_h (1 - p_h) / (n_h - 1): the
    Taylor linearisation, exact for a mean with known W_h. Whoever did not answer is taken to be
    like whoever answered in the same stratum.

    The interval is Wilson's at the effective number of answers p (1 - p) / variance (Franco,
    Little, Louis and Slud 2019), or at Kish's 1 / sum(W_h² (1 - f_h) / n_h) where all said the
    same. A stratum of fewer than ``SMALL`` answers is counted as one with the next (collapsed).
    """
    found = gathered(list(cells))
    answers = sum(cell.answers for cell in found)
    if not answers:
        raise ValueError("no answers")
    shares = weights([cell.staff for cell in found])
    pairs = list(zip(shares, found, strict=True))
    value = sum(share * cell.yes / cell.answers for share, cell in pairs)
    variance = sum(
        share**2 * cell.left * _spread(cell.yes, cell.answers) / cell.answers
        for share, cell in pairs
    )
    least = sum(share**2 * cell.left / cell.answers for share, cell in pairs)
    size = 1 / least if least else inf
    if variance > 0 and 0 < value < 1:
        size = value * (1 - value) / variance
    low, high = _wilson(value, size)
    return Estimate(value, sqrt(variance), low, high, answers)


def gathered(cells: Sequence[Answered]) -> list[Answered]:
    """Count strata of few answers as one with the next; the last with the one before."""
    found: list[Answered] = []
    waiting: Answered | None = None
    for cell in cells:
        now = cell if waiting is None else waiting + cell
        waiting = now if now.answers < SMALL else None
        if waiting is None:
            found.append(now)
    if waiting is None:
        return found
    return [*found[:-1], found[-1] + waiting] if found else [waiting]


def weights(staff: Sequence[int]) -> list[float]:
    """Return the share of each stratum in the whole staff."""
    whole = sum(staff)
    return [one / whole if whole else 1 / len(staff) for one in staff]


def _spread(yes: int, answers: int) -> float:
    """Return the variance among the answers, with n - 1; that of one answer is the largest one."""
    if answers == 1:
        return 0.25
    share = yes / answers
    return answers / (answers - 1) * share * (1 - share)


def _wilson(share: float, size: float) -> tuple[float, float]:
    """Return Wilson's interval for a share of ``size`` answers; of all there are, the share."""
    if size == inf:
        return share, share
    middle = (share + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z * sqrt(share * (1 - share) / size + Z**2 / (4 * size**2)) / (1 + Z**2 / size)
    return (0.0 if share == 0 else middle - half), (1.0 if share == 1 else middle + half)
