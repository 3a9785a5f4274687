"""Which groups may be shown, so that neither a group nor a difference of groups is a small one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A stratum at one item: staff, answers, and how many of these said what is counted."""

    staff: int
    answers: int
    yes: int

    def __add__(self, other: Group) -> Group:
        """Count two as one."""
        return Group(self.staff + other.staff, self.answers + other.answers, self.yes + other.yes)


def groups_shown(
    groups: Sequence[Group], *, answers: int, staff: int, sides: bool
) -> frozenset[int]:
    """Return the places of the groups that may stand beside the figure of all together.

    Hidden is what has fewer than ``answers`` answers or ``staff`` people and, with ``sides`` (an
    item about what happened to people), what has fewer than ``answers`` "yes" or "no". All minus
    those shown gives the hidden ones together. So they are two at least and together large enough
    themselves; until then the smallest of the shown ones is hidden too.
    """
    small = {
        place for place, one in enumerate(groups) if not _large(one, answers, staff, sides=sides)
    }
    rest = sorted(set(range(len(groups))) - small, key=lambda place: (groups[place].answers, place))
    while small and rest and not _apart(groups, small, answers, staff, sides=sides):
        small.add(rest.pop(0))
    return frozenset(rest)


def joined(counts: Mapping[str, int], least: int) -> frozenset[str]:
    """Return the codes of one item that are told as one figure, because some were hardly chosen.

    All codes add up to a known number, so a single small one would be their difference. What nobody
    chose is no answer of anybody, and stays.
    """
    small = {code for code, count in counts.items() if 0 < count < least}
    rest = sorted(counts.keys() - small, key=lambda code: counts[code])
    while small and rest and (len(small) < 2 or sum(counts[one] for one in small) < least):
        small.add(rest.pop(0))
    return frozenset(small)


def _large(one: Group, answers: int, staff: int, *, sides: bool) -> bool:
    if one.answers < answers or one.staff < staff:
        return False
    return not sides or min(one.yes, one.answers - one.yes) >= answers


def _apart(
    groups: Sequence[Group], hidden: AbstractSet[int], answers: int, staff: int, *, sides: bool
) -> bool:
    """Say whether the hidden ones cannot be told by taking the shown ones from the whole."""
    together = sum((groups[place] for place in hidden), Group(0, 0, 0))
    return len(hidden) > 1 and _large(together, answers, staff, sides=sides)
