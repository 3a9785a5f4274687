"""The tree of a conversation as a drawing: turns in layers from the top, endings at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruangaman.training.practice.talk import Talk

WIDE, HIGH, GAP_X, GAP_Y, MARGIN = 128, 34, 22, 44, 10
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Box:
    """A turn or an ending: place of its left upper corner, and its kind of ending."""

    key: str
    label: str
    kind: str
    x: int
    y: int

    @property
    def middle(self) -> int:
        """Where its label stands."""
        return self.x + WIDE // 2

    @property
    def line(self) -> int:
        """The base line of its label."""
        return self.y + HIGH // 2 + 5


@dataclass(frozen=True, slots=True)
class Arrow:
    """An answer: from a turn to what follows; ``wrong`` where it makes a critical error."""

    path: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything of the picture, in its own units."""

    width: int
    height: int
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]


def drawing(talk: Talk) -> Drawing:
    """Return the picture of a conversation without circles."""
    layers = _layers(talk)
    columns = max(len(layer) for layer in layers)
    width = columns * (WIDE + GAP_X) - GAP_X + 2 * MARGIN
    boxes = {
        key: _box(talk, key, (place, len(layer)), row, width)
        for row, layer in enumerate(layers)
        for place, key in enumerate(layer)
    }
    height = len(layers) * (HIGH + GAP_Y) - GAP_Y + 2 * MARGIN
    return Drawing(width, height, tuple(boxes.values()), _arrows(talk, boxes))


def depths(talk: Talk) -> dict[str, int]:
    """Return how many turns the longest way to a turn passes; only without circles."""
    found = {str(talk.body["start"]): 0}
    for _round in talk.turns:  # the longest way has no more turns than there are
        for key, turn in talk.turns.items():
            for then in (one["then"] for one in turn["answer"] if key in found):
                found[then] = max(found.get(then, 0), found[key] + 1)
    return found


def _layers(talk: Talk) -> list[list[str]]:
    """Turns by depth; all endings stand in the last layers, at most four in one."""
    deep = depths(talk)
    layers: list[list[str]] = [[] for _ in range(1 + max(deep[key] for key in talk.turns))]
    for key in talk.turns:
        layers[deep[key]].append(key)
    endings = list(talk.endings)
    layers += [endings[place : place + 4] for place in range(0, len(endings), 4)]
    return layers


def _box(talk: Talk, key: str, place: tuple[int, int], row: int, width: int) -> Box:
    at, many = place
    left = (width - many * (WIDE + GAP_X) + GAP_X) // 2
    label = key if len(key) <= _LONGEST else f"{key[: _LONGEST - 1]}…"
    kind = talk.endings[key]["kind"] if key in talk.endings else ""
    return Box(key, label, kind, left + at * (WIDE + GAP_X), MARGIN + row * (HIGH + GAP_Y))


def _arrows(talk: Talk, boxes: dict[str, Box]) -> tuple[Arrow, ...]:
    found: dict[tuple[str, str], bool] = {}
    for key, turn in talk.turns.items():
        for one in turn["answer"]:
            found[key, one["then"]] = found.get((key, one["then"]), True) and bool(one["errors"])
    return tuple(Arrow(_path(boxes[a], boxes[b]), wrong) for (a, b), wrong in found.items())


def _path(above: Box, below: Box) -> str:
    """Return a curve from the foot of one box to the head of another."""
    x, y, to_x, to_y = above.middle, above.y + HIGH, below.middle, below.y
    bend = (to_y - y) // 2
    return f"M{x} {y}C{x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}"
