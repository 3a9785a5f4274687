"""What is attacked: releases of random worlds, written by a process of its own.

``python -m tests.disclosure.victim HOW SEED WORLDS FOLDER [GRID]``. HOW is ``real`` or one of the
planted weak versions: ``primary`` hides small cells only; ``alone`` protects each table by itself;
``forgetful`` does not think of what was released before; ``again`` releases corrected records once
more; ``shares`` computes percentages of all counts, hidden ones too. Each world gets a folder with
what is published, and ``known.json`` with what everybody knows. The truth goes to standard output,
for the score only.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruangaman.lib.suppression import (
    HIDDEN,
    TOTAL,
    At,
    Axis,
    Counts,
    Earlier,
    Hidden,
    Link,
    protect,
    tally,
    value_of,
)

Record = dict[str, str | Sequence[str]]
Table = tuple[str, ...]
Cells = Mapping[At, int | Hidden]

SIZES = (12, 30, 45, 60, 60, 120, 300, 1000)
HALVES = (("2026-S1", "2026-01", "2026-06"), ("2026-S2", "2026-07", "2026-12"))
SHAPES: dict[str, list[Table]] = {
    "star": [("a", "b"), ("a", "c"), ("a", "d")],
    "chain": [("a", "b"), ("b", "c"), ("c", "d")],
    "ring": [("a", "b"), ("b", "c"), ("a", "c")],
    "square": [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")],
    "cube": [("a", "b", "c"), ("a", "d")],
    "many": [("a", "b"), ("m", "a")],
    "alone": [("a", "b"), ("c",)],
}
REALISTIC: list[Table] = [
    ("type", "sex"),
    ("type", "age"),
    ("type", "relation"),
    *((one,) for one in ("place", "setting", "channel", "disability", "doctor", "legal", "wish")),
    ("service",),
]
CODES = {"type": 6, "sex": 4, "age": 5, "relation": 5, "place": 6, "disability": 3, "service": 9}


class World:
    """One random world: its axes, its records in two semesters, and its tables."""

    def __init__(self, lot: random.Random, grid: str) -> None:
        self.lot = lot
        realistic = grid != "small"
        self.size = int(grid) if realistic else lot.choice(SIZES)
        self.tables = REALISTIC if realistic else SHAPES[lot.choice(sorted(SHAPES))]
        names = dict.fromkeys(axis for table in self.tables for axis in table)
        sizes = CODES if realistic else {one: lot.choice((2, 2, 3, 4)) for one in sorted(names)}
        self.axes = {one: self._axis(one, sizes.get(one, 4)) for one in names}
        self.weights: dict[Any, list[float]] = {}
        self.linked = not realistic and lot.random() < 0.3

    def _axis(self, name: str, size: int) -> Axis:
        return Axis(name, tuple(f"{name}{at}" for at in range(size)), many=name in ("m", "service"))

    def records(self) -> list[Record]:
        """Draw the records of a semester; codes hang together with that of the first axis."""
        return [
            self._record() for _ in range(max(3, round(self.size * self.lot.uniform(0.7, 1.3))))
        ]

    def _record(self) -> Record:
        made: Record = {}
        first = ""
        for name, axis in self.axes.items():
            if axis.many:
                made[name] = [code for code in axis.codes if self.lot.random() < 0.35]
                continue
            weights = self.weights.setdefault(
                (name, first), [self.lot.random() ** 3 + 0.01 for _ in axis.codes]
            )
            code = self.lot.choices(axis.codes, weights)[0]
            first = first or code
            made[name] = code
        made["sent"] = self.lot.choices(("yes", "no"), (1, 5))[0]
        return made

    def counts(self, records: list[Record], tables: list[Table]) -> tuple[list[Counts], list[Link]]:
        """Tally the tables, and for some worlds a table of a part of the records."""
        made = [
            tally("_".join(one), "records", [self.axes[axis] for axis in one], records)
            for one in tables
        ]
        if not self.linked:
            return made, []
        sent, first = Axis("sent", ("yes", "no")), next(iter(self.axes.values()))
        part = [one for one in records if one["sent"] == "yes"]
        made.append(tally("sent", "records", [sent], records))
        made.append(tally("part", "records", [first], part, among="sent"))
        return made, [Link((("sent", ("yes",)),), (("part", (TOTAL,)),))]


def releases(how: str, world: World) -> Iterator[tuple[int, int, list[Counts], Any, list[Link]]]:
    """Yield half, number, true tables, what is published of them, and links."""
    for half in range(len(HALVES)):
        records = world.records()
        cut = world.lot.random() < 0.3 and len(world.tables) > 1
        first = world.tables[:-1] if cut else world.tables
        tables, links = world.counts(records, first)
        cells = _cells(how, tables, links, [])
        yield half, 1, tables, cells, links
        before = [_earlier(table, cells[table.key]) for table in tables]
        if cut:  # the grid has grown
            more, links = world.counts(records, world.tables)
            yield half, 2, more, _cells(how, more, links, before), links
        elif world.lot.random() < 0.3 or how == "again":  # somebody corrects a record
            records[0] = world.records()[0]
            changed, links = world.counts(records, first)
            if tables != changed:
                try:
                    yield half, 2, changed, _cells(how, changed, links, before), links
                except ValueError:
                    continue


def _earlier(table: Counts, cells: Cells) -> Earlier:
    return Earlier(
        table, {at: count for at, count in cells.items() if not isinstance(count, Hidden)}
    )


def _cells(
    how: str, tables: list[Counts], links: list[Link], earlier: list[Earlier]
) -> dict[str, Cells]:
    if how == "primary":
        return {one.key: _primary(one) for one in tables}
    if how == "alone":
        return {one.key: protect([one]).published(one.key) for one in tables}
    kept = earlier if how in ("real", "shares") else []
    made = protect(tables, linked=links, earlier=kept)
    return {one.key: made.published(one.key) for one in tables}


def _primary(table: Counts) -> Cells:
    floor = 5 if table.totals[(TOTAL,) * len(table.axes)] >= 50 else 10
    return {at: count if count >= floor else HIDDEN for at, count in table.totals.items()}


def indicators(how: str, tables: list[Counts], cells: Mapping[str, Cells]) -> list[Any]:
    """Return what is computed of each table: one of its codes, and its share of two and of all."""
    found = []
    for table in tables:
        whole = (TOTAL,) * len(table.axes)
        first, second = ((code, *whole[1:]) for code in table.axes[0].codes[:2])
        counts: Mapping[At, Any] = table.totals if how == "shares" else cells[table.key]
        for some, of in (((first,), ()), ((first,), (first, second)), ((second,), (whole,))):
            value = value_of(counts, some, of)
            names = ("count", "of_count", "percent")
            if value and not of:
                told = {"count": value.count}
            elif value:
                told = dict(zip(names, (value.count, value.of, value.percent), strict=True))
            else:
                told = {"hidden": HIDDEN.value}
            if how == "shares":  # as a page would that tells percentages only
                told = {name: n for name, n in told.items() if name == "percent"}
            found.append({"table": table.key, "some": some, "of": of, **told})
    return found


def document(
    how: str, half: int, number: int, tables: list[Counts], cells: Mapping[str, Cells]
) -> Any:
    """Return the published document."""
    semester, first, last = HALVES[half]
    return {
        "indicators": indicators(how, tables, cells),
        "format": "ruangaman release 1",
        "grid": number,
        "semester": semester,
        "from": first,
        "until": last,
        "number": number,
        "tables": [
            {
                "key": table.key,
                "counts": table.counts,
                "among": table.among,
                "axes": [
                    {"key": a.key, "many": a.many, "codes": [{"code": c} for c in a.codes]}
                    for a in table.axes
                ],
                "cells": [
                    {"at": at, "hidden": count.value}
                    if isinstance(count, Hidden)
                    else {"at": at, "count": count}
                    for at, count in cells[table.key].items()
                ],
            }
            for table in tables
        ],
    }


def main(how: str, seed: int, worlds: int, folder: Path, grid: str) -> None:
    truth: list[Any] = []
    for place in range(worlds):
        world = World(random.Random(f"{seed} {place}"), grid)
        mine = folder / f"{place:04}"
        mine.mkdir(parents=True)
        known, told = [], []
        for half, number, tables, cells, links in releases(how, world):
            name = HALVES[half][0]
            body = json.dumps(document(how, half, number, tables, cells))
            (mine / f"{name}-{number}.json").write_text(body, "utf-8")
            known += [
                {"document": f"{name} {number}", "left": one.left, "right": one.right}
                for one in links
            ]
            for table in tables:
                told += [(f"{name} {number}", table.key, *pair) for pair in table.totals.items()]
        (mine / "known.json").write_text(json.dumps(known), "utf-8")
        truth.append(told)
    sys.stdout.write(json.dumps(truth))


if __name__ == "__main__":
    main(
        sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), (*sys.argv, "small")[5]
    )
