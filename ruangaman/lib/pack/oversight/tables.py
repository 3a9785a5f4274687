"""tables.toml: the fixed grid of figures about reports, the same each semester.

An axis names a field of the sealed lines and the codes that are counted; the last code without
``of`` takes what no other one takes. Every table counts *all* lines of its kind, so that no table
tells the size of a part of another one. Tables that share an axis share its sums. A table says
which indicators are computed of it, and of which of its codes.
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
        "key counts axes title_id title_en source mark reviewed_by reviewed_on",
        value=table("indicator part some of", optional=True),
    ),
}
COUNTS = ("records", "contacts", "answers", "incidents")
"""Kinds of sealed lines."""
MOST_AXES = 2
TOTAL = "*"
"""Of a value: all lines that the table counts."""

Released = Mapping[str, tuple[str, ...]]
"""Indicators that exist in releases, with the keys of their parts."""


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
class Value:
    """``[[table.value]]``: an indicator, or a part of one, is ``some`` of the codes of the table.

    With ``of`` it is their share of these codes; ``*`` is the total.
    """

    indicator: str
    part: str
    some: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Taught):
    """A table of the grid; ``value`` are the indicators that are computed from its cells.

    ``grid`` is the version of the whole grid.
    """

    key: str
    grid: int
    counts: str
    title_id: str
    title_en: str
    axes: tuple[Axis, ...]
    value: tuple[Value, ...]


def tables(found: Mapping[str, tuple[Node, ...]], released: Released) -> tuple[Table, ...]:
    """The tables in the order of the file."""
    distinct(found["axis"])
    distinct(found["table"])
    axes = {one.key: one for one in (_axis(node) for node in found["axis"])}
    versions = [node.line.number("version", least=1) for node in found["grid"]]
    version = (versions and versions[0]) or 1
    _no_twins(found["table"])
    return tuple(_table(node, axes, version, released) for node in found["table"])


def _no_twins(found: tuple[Node, ...]) -> None:
    """Note an indicator that is computed twice."""
    seen: dict[tuple[object, object], int] = {}
    for line in (one.line for node in found for one in node.inner["value"]):
        at = (line.cells.get("indicator"), line.cells.get("part", ""))
        if at in seen:
            line.fault("indicator", "duplicate", value=at[0], limit=seen[at])
        seen[at] = line.line


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


def _table(node: Node, axes: Mapping[str, Axis], version: int, released: Released) -> Table:
    line = node.line
    title_id, title_en = line.pair("title", limit=LABEL)
    named = line.choices("axes", tuple(axes))
    if len(named) > MOST_AXES:
        line.fault("axes", "too-many", value=len(named), limit=MOST_AXES)
    chosen = tuple(axes[one] for one in named if one in axes)
    return Table(
        key=line.slug("key"),
        grid=version,
        counts=line.choice("counts", COUNTS),
        title_id=title_id,
        title_en=title_en,
        axes=chosen,
        value=tuple(_value(one.line, chosen, released) for one in node.inner["value"]),
        **line.review(),
    )


def _value(line: Line, axes: tuple[Axis, ...], released: Released) -> Value:
    """Read an indicator's codes; only of a table of one axis, in which no line stands twice."""
    if len(axes) != 1 or axes[0].many:
        line.fault("some", "one-axis")
    codes = (*(code.code for axis in axes for code in axis.codes), TOTAL)
    indicator = line.choice("indicator", tuple(released))
    some, of = line.choices("some", codes), line.choices("of", codes, required=False)
    for field, named in (("some", some), ("of", of)):
        if TOTAL in named and len(named) > 1:
            line.fault(field, "total-and-codes")
    if of and TOTAL not in of:
        for code in set(some) - set(of):
            line.fault("some", "not-in-whole", value=code)
    return Value(
        indicator=indicator,
        part=line.choice("part", released.get(indicator, ()), required=False),
        some=some,
        of=of,
    )
