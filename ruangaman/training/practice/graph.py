"""The tree of a conversation as a drawing: turns in layers from the top, endings at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruangaman.training.practice.talk import Talk

WIDE, HIGH, GAP_X, GAP_Y, MARGIN, SWING = 128, 34, 22, 36, 10, 60
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
    """Return the picture of a conversation without circles.

    The shortest way to a good ending is a column on the left, detours stand beside it.
    """
    layers, straight = _layers(talk), straight_way(talk)
    boxes: dict[str, Box] = {}
    for row, layer in enumerate(layers):
        side = [key for key in layer if key not in straight]
        for key in layer:
            column = 0 if key in straight else 1 + side.index(key)
            left = MARGIN + SWING + column * (WIDE + 2 * GAP_X)
            if key in talk.endings:
                left = MARGIN + layer.index(key) * (WIDE + GAP_X)
            boxes[key] = _box(talk, key, left, row)
    width = max(one.x for one in boxes.values()) + WIDE + MARGIN
    height = len(layers) * (HIGH + GAP_Y) - GAP_Y + 2 * MARGIN
    return Drawing(width, height, tuple(boxes.values()), _arrows(talk, boxes))


def straight_way(talk: Talk) -> list[str]:
    """Return the turns of the shortest way to a good ending; without one, the start alone."""
    start = str(talk.body["start"])
    ways, seen = [[start]], {start}
    for way in ways:
        for one in talk.turns[way[-1]]["answer"]:
            then = one["then"]
            if then in talk.endings and talk.endings[then]["kind"] == "good":
                return way
            if then in talk.turns and then not in seen:
                seen.add(then)
                ways.append([*way, then])
    return [start]


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


def _box(talk: Talk, key: str, left: int, row: int) -> Box:
    label = key if len(key) <= _LONGEST else f"{key[: _LONGEST - 1]}…"
    kind = talk.endings[key]["kind"] if key in talk.endings else ""
    return Box(key, label, kind, left, MARGIN + row * (HIGH + GAP_Y))


def _arrows(talk: Talk, boxes: dict[str, Box]) -> tuple[Arrow, ...]:
    found: dict[tuple[str, str], bool] = {}
    for key, turn in talk.turns.items():
        for one in turn["answer"]:
            found[key, one["then"]] = found.get((key, one["then"]), True) and bool(one["errors"])
    return tuple(Arrow(_path(boxes[a], boxes[b]), wrong) for (a, b), wrong in found.items())


def _path(above: Box, below: Box) -> str:
    """Return a curve between two boxes; one that passes others of its column swings out left."""
    rows = (below.y - above.y) // (HIGH + GAP_Y)
    if above.x == below.x and rows > 1:
        out = above.x - min(SWING, 12 + 8 * rows)
        y, to_y = above.y + HIGH // 2, below.y + HIGH // 2
        return f"M{above.x} {y}C{out} {y} {out} {to_y} {below.x} {to_y}"
    x, y, to_x, to_y = above.middle, above.y + HIGH, below.middle, below.y
    bend = (to_y - y) // 2
    return f"M{x} {y}C{x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}"
