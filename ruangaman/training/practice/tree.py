"""A whole conversation as its authors look at it: every turn, where from, where to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruangaman.training.practice.graph import Drawing, depths, drawing
from ruangaman.training.practice.talk import Body, Talk


@dataclass(frozen=True, slots=True)
class Branch:
    """An answer with the entries of the checklist that it shows, and what comes then."""

    answer: Body
    shows: Sequence[Body]
    errors: Sequence[Body]
    ending: Body | None


@dataclass(frozen=True, slots=True)
class Place:
    """A turn: its number in the file, the turns that lead to it, and its answers."""

    number: int
    turn: Body
    comes_from: Sequence[str]
    branches: Sequence[Branch]


@dataclass(frozen=True, slots=True)
class Closing:
    """An ending and the turns that lead to it."""

    ending: Body
    comes_from: Sequence[str]


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything of a conversation, its picture, and the longest way."""

    talk: Talk
    places: Sequence[Place]
    closings: Sequence[Closing]
    picture: Drawing
    longest: int
    answers: int


def tree(talk: Talk, checklist: Body) -> Tree:
    """Return a checked conversation as its authors look at it."""
    sources = _sources(talk)
    places = [
        Place(
            number,
            turn,
            sources.get(turn["key"], ()),
            [_branch(talk, one, checklist) for one in turn["answer"]],
        )
        for number, turn in enumerate(talk.turns.values(), start=1)
    ]
    closings = [Closing(one, sources.get(one["key"], ())) for one in talk.endings.values()]
    deep = depths(talk)
    return Tree(
        talk=talk,
        places=places,
        closings=closings,
        picture=drawing(talk),
        longest=max(deep[key] for key in talk.endings),
        answers=sum(len(place.branches) for place in places),
    )


def _sources(talk: Talk) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, turn in talk.turns.items():
        for one in turn["answer"]:
            known = found.setdefault(one["then"], [])
            if key not in known:
                known.append(key)
    return found


def _branch(talk: Talk, answer: Body, checklist: Body) -> Branch:
    def named(kind: str, keys: Sequence[str]) -> list[Body]:
        known = {one["key"]: one for one in checklist[kind]}
        return [known.get(key, {"key": key, "title_id": key, "title_en": key}) for key in keys]

    return Branch(
        answer=answer,
        shows=named("behaviour", answer["shows"]),
        errors=named("error", answer["errors"]),
        ending=talk.endings.get(answer["then"]),
    )
