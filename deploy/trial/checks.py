"""The list of what is tried; each entry fails with a sentence or counts as passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deploy.trial.scratch import Scratch

Check = Callable[[Scratch], None]


class Failed(Exception):
    """What was expected did not happen."""


class NotHere(Exception):
    """This machine lacks what the check needs; it counts as neither passed nor failed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A check, and the sentence that is printed about it."""

    sentence: str
    check: Check


ENTRIES: list[Entry] = []


def tried(sentence: str) -> Callable[[Check], Check]:
    """Add a function to the list, in the order in which it is written."""

    def add(check: Check) -> Check:
        ENTRIES.append(Entry(sentence, check))
        return check

    return add


def expect(holds: object, otherwise: object) -> None:
    """Go on, or fail with what was there instead."""
    if not holds:
        raise Failed(str(otherwise)[:2000])
