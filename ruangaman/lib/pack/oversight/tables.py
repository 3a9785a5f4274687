"""tables.toml: the fixed grid of figures about reports, the same each semester.

An axis names a field of the sealed lines and the codes that are counted; the last code without
``of`` takes what no other one takes. Every table counts *all* lines of its kind, so that no table
tells the size of a part of another one. Tables that share an axis share its sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruangaman.lib.pack.cells import LABEL
from ruangaman.lib.pack.training.forms import distinct
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table

FILE = "tables.toml"
SHAPE = {
    "grid": table("version"),
    "axis": table("key field title_id title_en many", code=table("key of label_id label_en")),
    "table": table(
        "key counts indicator axes title_id title_en source mark reviewed_by reviewed_on"
    ),
}
COUNTS = ("records", "contacts", "answers", "incidents")
"""Kinds of sealed lines."""
INDICATORS = ("R1", "R2", "R3", "R4", "R5", "R6", "D2", "O1")
MOST_AXES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of an axis; ``of`` are the values of the field that it takes, none: all others."""

    code: str
    of: tuple[str, ...]
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An axis of tables. ``many``: a line may have several values, and counts in each code."""

    key: str
    field: str
    many: bool
    title_id: str
    title_en: str
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Taught):
    """A table of the grid; ``indicator`` is the one that is computed from its cells, if any.

    ``grid`` is the version of the whole grid.
    """

    key: str
    grid: int
    counts: str
    indicator: str
    title_id: str
    title_en: str
    axes: tuple[Axis, ...]


def tables(found: Mapping[str, tuple[Node, ...]]) -> tuple[Table, ...]:
    """The tables in the order of the file."""
    distinct(found["axis"])
    distinct(found["table"])
    axes = {one.key: one for one in (_axis(node) for node in found["axis"])}
    versions = [node.line.number("version", least=1) for node in found["grid"]]
    version = (versions and versions[0]) or 1
    return tuple(_table(node.line, axes, version) for node in found["table"])


def _axis(node: Node) -> Axis:
    line = node.line
    distinct(node.inner["code"])
    codes = tuple(_code(one.line) for one in node.inner["code"])
    values = [value for one in codes for value in one.of]
    if len(values) != len(set(values)):
        line.fault("key", "two-codes", value=line.slug("key"))
    if not codes or codes[-1].of or not all(one.of for one in codes[:-1]):
        line.fault("key", "no-rest", value=line.slug("key"))
    title_id, title_en = line.pair("title", limit=LABEL)
    return Axis(
        key=line.slug("key"),
        field=line.key("field"),
        many=line.flag("many"),
        title_id=title_id,
        title_en=title_en,
        codes=codes,
    )


def _code(line: Line) -> Code:
    label_id, label_en = line.pair("label", limit=LABEL)
    given = line.cells.get("of", [])
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        line.fault("of", "wrong-type", limit="a list of texts")
        given = []
    return Code(code=line.slug("key"), of=tuple(given), label_id=label_id, label_en=label_en)


def _table(line: Line, axes: Mapping[str, Axis], version: int) -> Table:
    title_id, title_en = line.pair("title", limit=LABEL)
    named = line.choices("axes", tuple(axes))
    if len(named) > MOST_AXES:
        line.fault("axes", "too-many", value=len(named), limit=MOST_AXES)
    given = line.cells.get("indicator", "")
    return Table(
        key=line.slug("key"),
        grid=version,
        counts=line.choice("counts", COUNTS),
        indicator=line.choice("indicator", INDICATORS) if given else "",
        title_id=title_id,
        title_en=title_en,
        axes=tuple(axes[one] for one in named if one in axes),
        **line.review(),
    )
