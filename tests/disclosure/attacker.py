"""What an attacker computes from published documents: how closely each hidden cell is known.

Whoever reads releases knows that counts are whole numbers of records, which tables count the same
records, what the periods are, any ``known`` sums, and of what an indicator is computed. All records
of a period are one table over all axes; every count is a sum in it, every share a bound on two.
Linear programs give the least and the most that may stand in a hidden cell; where they end in
fractions, whole-number programs do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from math import prod
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tests.disclosure.reading import NO, YES, Cell, Document, Pairs, cells_of

JOINT = 6_000
"""More combinations of codes than this are not looked at one by one, but table by table."""

FAR, NEARLY, SMALL = 1e5, 1e-6, 1_000
NEAR = 0.0501
"""A share of one decimal may have been so much more or less."""


class Found(NamedTuple):
    """A hidden cell of a document, and the least and most that may stand there.

    With ``before`` a published cell, and by how much it changed since that document.
    """

    document: str
    table: str
    at: tuple[str, ...]
    low: int
    high: int
    before: str = ""


def _groups(table: Mapping[str, Any]) -> Iterator[dict[str, tuple[str, ...]]]:
    """Return axes of one choice that stand together, each code of many being one of them."""
    codes = {one["key"]: tuple(code["code"] for code in one["codes"]) for one in table["axes"]}
    many = {one["key"] for one in table["axes"] if one.get("many")}
    alone = {axis: given for axis, given in codes.items() if axis not in many}
    yield alone
    for axis in many:
        for code in codes[axis]:
            yield {**alone, f"{axis}={code}": (YES, NO)}


@dataclass
class Model:
    """Everything that may be true of the records: columns that are sums, and rows about them."""

    columns: int = 0
    rows: list[dict[int, float]] = field(default_factory=list)
    ends: list[tuple[float, float]] = field(default_factory=list)
    blocks: dict[Any, list[tuple[frozenset[str], dict[Pairs, int]]]] = field(default_factory=dict)

    def add(self, where: Any, axes: Mapping[str, tuple[str, ...]], tables: list[Any]) -> None:
        """Give a population in one period its columns."""
        whole = prod(map(len, axes.values())) <= JOINT
        parts = [frozenset(axes)] if whole else [frozenset(one) for one in tables]
        parts = list(dict.fromkeys(one for one in parts if not any(one < more for more in parts)))
        mine = self.blocks[where] = []
        for part in parts:
            names = sorted(part)
            block = {}
            for codes in product(*(axes[name] for name in names)):
                block[frozenset(zip(names, codes, strict=True))] = self.columns
                self.columns += 1
            mine.append((part, block))
        for (one, left), (other, right) in combinations(mine, 2):
            shared = sorted(one & other)
            for codes in product(*(axes[name] for name in shared)):
                at = frozenset(zip(shared, codes, strict=True))
                self.rows.append(_inside(left, at) | dict.fromkeys(_inside(right, at), -1))
                self.ends.append((0, 0))

    def sum(self, where: Any, pairs: Pairs) -> dict[int, float]:
        """Return the columns that a cell counts."""
        axes = {axis for axis, _ in pairs}
        fitting = [block for part, block in self.blocks[where] if axes <= part]
        return _inside(min(fitting, key=len), pairs)


def _inside(block: Mapping[Pairs, int], pairs: Pairs) -> dict[int, float]:
    return {column: 1 for at, column in block.items() if pairs <= at}


class Attack:
    """An attack on documents of which all may be true together."""

    def __init__(self, documents: list[Document], known: Iterable[Mapping[str, Any]] = ()) -> None:
        self.cells = list(cells_of(documents))
        self.model = Model()
        self.spans = self._spans(documents)
        self._columns(documents)
        for cell in self.cells:
            if cell.count is not None:
                self._row(self._sum(cell), cell.count)
        self.places = {(one.document, one.table, one.at): one for one in self.cells}
        for fact in known:
            self._fact(fact)
        for one in documents:
            for value in one.get("indicators", ()):
                if "hidden" not in value:
                    self._value(f"{one['semester']} {one['number']}", value)

    @staticmethod
    def _spans(documents: Iterable[Document]) -> list[tuple[str, str]]:
        """Cut time where a period begins or ends, so that a year is the sum of its halves."""
        ends = {_after(one["until"]) for one in documents}
        return list(pairwise(sorted({one["from"] for one in documents} | ends)))

    def _columns(self, documents: list[Document]) -> None:
        axes = defaultdict[str, dict[str, tuple[str, ...]]](dict)
        tables = defaultdict[str, list[Any]](list)
        for one in documents:
            for table in one["tables"]:
                population = f"{table['counts']}/{table.get('among', '')}"
                for group in _groups(table):
                    axes[population] |= group
                    tables[population].append(group)
        for population, given in axes.items():
            for span in self.spans:
                self.model.add((population, span), given, tables[population])

    def _sum(self, cell: Cell) -> dict[int, float]:
        first, end = cell.months[0], _after(cell.months[1])
        found: dict[int, float] = {}
        for span in self.spans:
            if first <= span[0] and span[1] <= end:
                found |= self.model.sum((cell.population, span), cell.pairs)
        return found

    def _fact(self, fact: Mapping[str, Any]) -> None:
        total = defaultdict[int, float](float)
        for sign, side in ((1, fact["left"]), (-1, fact["right"])):
            for key, at in side:
                for column in self._sum(self.places[fact["document"], key, tuple(at)]):
                    total[column] += sign
        self._row(dict(total), 0)

    def _value(self, document: str, value: Mapping[str, Any]) -> None:
        """Read an indicator: both its counts, and what its rounded share says of them."""
        some, of = (
            self._added([self.places[document, value["table"], tuple(at)] for at in value[side]])
            for side in ("some", "of")
        )
        for side, name in ((some, "count"), (of, "of_count")):
            if name in value:
                self._row(dict(side), value[name])
        if "percent" in value:
            for end, span in ((-NEAR, (0, np.inf)), (NEAR, (-np.inf, 0))):
                share = defaultdict[int, float](float, {at: 100 * n for at, n in some.items()})
                for at, n in of.items():
                    share[at] -= (value["percent"] + end) * n
                self._row(dict(share), *span)

    def _added(self, cells: Iterable[Cell]) -> dict[int, float]:
        total = defaultdict[int, float](float)
        for cell in cells:
            for column in self._sum(cell):
                total[column] += 1
        return total

    def _row(self, columns: dict[int, float], low: float, high: float | None = None) -> None:
        self.model.rows.append(columns)
        self.model.ends.append((low, low if high is None else high))

    def narrow(self, width: int) -> list[Found]:
        """Return the hidden cells that are known more closely than ``width``."""
        hidden = defaultdict[frozenset[int], list[Cell]](list)
        for cell in self.cells:
            if cell.count is None:
                hidden[frozenset(self._sum(cell))].append(cell)
        bounds = _Bounds(self.model, list(hidden), width)
        found = []
        for place, cells in enumerate(hidden.values()):
            low, high = bounds.of(place)
            if high - low < width:
                found += [Found(c.document, c.table, c.at, low, high) for c in cells]
        return found


class _Bounds:
    """The least and the most of sums of columns; one solution tells something of all of them."""

    def __init__(self, model: Model, sums: list[frozenset[int]], width: int) -> None:
        low, high = np.array(model.ends, dtype=float).reshape(-1, 2).T
        self.known = LinearConstraint(_matrix(model.rows, model.columns), low, high)
        self.sums = _matrix([dict.fromkeys(one, 1) for one in sums], model.columns)
        self.width, self.columns = width, model.columns
        self.least = np.full(len(sums), np.inf)
        self.most = np.full(len(sums), -np.inf)
        lot = np.random.default_rng(7)
        for _ in range(8):
            near = np.flatnonzero(self.most - self.least < width)
            if not len(near):
                break
            self._end(lot.choice([-1.0, 1.0], len(near)) @ self.sums[near])

    def of(self, place: int) -> tuple[int, int]:
        """Return both ends, exactly unless they are known to be far enough from each other."""
        row = self.sums[[place]].toarray()[0].astype(float)
        ends = [0.0, 0.0]
        for whole in (False, True):
            for end, sign in enumerate((1.0, -1.0)):
                if self._far(place):
                    return int(self.least[place]), int(self.most[place])
                ends[end] = float(row @ self._end(sign * row, whole=whole))
            if ends[1] - ends[0] < self.width - NEARLY:
                break
        return round(np.ceil(ends[0] - NEARLY)), round(np.floor(ends[1] + NEARLY))

    def _far(self, place: int) -> bool:
        return bool(self.most[place] - self.least[place] >= self.width)

    def _end(self, cost: Any, *, whole: bool = False) -> Any:
        found = milp(
            cost,
            constraints=self.known,
            bounds=Bounds(0.0, FAR),
            integrality=np.ones(self.columns) if whole else None,
            options={"presolve": whole or self.columns > SMALL},  # a small one: sooner solved
        )
        if found.x is None:
            raise Impossible(found.message)
        near = np.rint(found.x)
        if np.abs(found.x - near).max() < NEARLY:
            seen = self.sums @ near
            self.least, self.most = np.minimum(self.least, seen), np.maximum(self.most, seen)
        return found.x


class Impossible(Exception):
    """No records explain the documents together: some were changed between two of them."""


def attacked(
    documents: list[Document], known: Iterable[Mapping[str, Any]] = (), *, width: int
) -> list[Found]:
    """Return what is known too closely from everything together and from each two of the same."""
    found = list(_changed(documents, width))
    facts = list(known)
    try:
        return found + Attack(documents, facts).narrow(width)
    except Impossible:
        for one in documents:
            name = f"{one['semester']} {one['number']}"
            mine = [fact for fact in facts if fact["document"] == name]
            found += Attack([one], mine).narrow(width)
        return found


def _changed(documents: list[Document], width: int) -> Iterator[Found]:
    """Yield what two releases of one period tell of the few records that changed between them."""
    counts = defaultdict[Any, list[Cell]](list)
    for cell in cells_of(documents):
        if cell.count is not None:
            counts[cell.population, cell.months, cell.pairs].append(cell)
    for cells in counts.values():
        for one, other in combinations(cells, 2):
            change = abs((one.count or 0) - (other.count or 0))
            if 0 < change < width:
                yield Found(other.document, other.table, other.at, change, change, one.document)


def _matrix(rows: Sequence[Mapping[int, float]], width: int) -> Any:
    data = [number for row in rows for number in row.values()]
    line = [number for number, row in enumerate(rows) for _ in row]
    column = [place for row in rows for place in row]
    return csr_array((data, (line, column)), shape=(len(rows), width), dtype=float)


def _after(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"
