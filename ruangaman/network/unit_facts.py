"""What rooms tell about prevention in one unit: for the page of its head. Nothing about reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from ruangaman.people.models import Role

NETWORK = frozenset({Role.COORDINATOR.value, Role.HEAD_OF_UNIT.value})
"""Roles that open the pages of the network."""


class Tone(Enum):
    """Whether something is as it should be."""

    GOOD = "good"
    MISSING = "missing"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is about, how it stands, and on which page it is done.

    ``opens`` are the roles that may open that page; everybody who sees the line, where it is empty.
    """

    title: str
    words: str
    tone: Tone = Tone.PLAIN
    href: str = ""
    opens: frozenset[str] = frozenset()


Source = Callable[[str, dt.date], Iterable[Fact]]
_rooms: dict[str, Source] = {}
_ORDER = ("network", "policy", "training", "surveys")


def also_told(room: str, source: Source) -> None:
    """Let a room tell about a unit (code) on a day."""
    _rooms[room] = source


def facts_of(code: str, today: dt.date) -> list[Fact]:
    """Return what every room tells about a unit, the network first."""
    rooms = [room for room in _ORDER if room in _rooms]
    rooms += [room for room in _rooms if room not in _ORDER]
    return [fact for room in rooms for fact in _rooms[room](code, today)]
