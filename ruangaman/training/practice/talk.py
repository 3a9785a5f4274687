"""A conversation of the pack, and the ways through it. Plain values; nothing is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Body = Mapping[str, Any]
MOST_CHARACTERS = 600
"""Longest way that is read, in characters; a conversation has at most some twenty turns."""
_WAY = re.compile(r"[a-z0-9-]{1,10}(?:\.[a-z0-9-]{1,10})*")
_SEED = re.compile(r"[0-9a-f]{8}")


class Impossible(ValueError):
    """Nobody can have come this way through this conversation."""


@dataclass(frozen=True, slots=True)
class Step:
    """A turn, and what was answered there."""

    turn: Body
    answer: Body


@dataclass(frozen=True, slots=True)
class Walk:
    """How far somebody came: the steps so far, and the turn or ending where she stands."""

    steps: Sequence[Step]
    turn: Body | None
    ending: Body | None

    @property
    def way(self) -> str:
        """The keys of the answers, as the form carries them."""
        return ".".join(step.answer["key"] for step in self.steps)


@dataclass(frozen=True)
class Talk:
    """A conversation: its entry of the pack, the version (digest), whether an expert read it."""

    body: Body
    version: str = ""
    reviewed: bool = False

    @cached_property
    def turns(self) -> dict[str, Body]:
        """The turns by key, in the order of the file."""
        return {turn["key"]: turn for turn in self.body["turn"]}

    @cached_property
    def endings(self) -> dict[str, Body]:
        """The endings by key, in the order of the file."""
        return {ending["key"]: ending for ending in self.body["ending"]}

    @property
    def key(self) -> str:
        """The key of the conversation."""
        return str(self.body["key"])

    def walk(self, way: str) -> Walk:
        """Go the way that a form carries, from the start; ``Impossible`` where nobody can go."""
        if len(way) > MOST_CHARACTERS or (way and not _WAY.fullmatch(way)):
            raise Impossible("no way at all")
        steps: list[Step] = []
        here = str(self.body["start"])
        for key in way.split(".") if way else ():
            turn = self.turns.get(here)
            answer = self.answer(turn, key) if turn is not None else None
            if turn is None or answer is None:
                raise Impossible("no such answer here")
            steps.append(Step(turn, answer))
            here = answer["then"]
        return Walk(tuple(steps), self.turns.get(here), self.endings.get(here))

    def answer(self, turn: Body, key: str) -> Body | None:
        """Return the answer with this key at a turn."""
        return next((one for one in turn["answer"] if one["key"] == key), None)


def seed_read(typed: str, fallback: str) -> str:
    """Return the seed that a form carries; anything else is as good as a new one."""
    return typed if _SEED.fullmatch(typed) else fallback


def shuffled(turn: Body, seed: str) -> list[Body]:
    """Return the answers of a turn in an order that is the same for the same seed."""

    def place(answer: Body) -> bytes:
        return hashlib.sha256(f"{seed} {turn['key']} {answer['key']}".encode()).digest()

    return sorted(turn["answer"], key=place)
