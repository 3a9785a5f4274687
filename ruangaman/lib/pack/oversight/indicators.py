"""indicators.toml: what is measured, how, how often, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ruangaman.lib.pack.cells import LABEL, SOURCE, TEXT
from ruangaman.lib.pack.training.forms import distinct
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table

FILE = "indicators.toml"
GROUPS = ("network", "training", "policy", "culture", "services", "reports")
FREQUENCIES = ("month", "quarter", "semester", "year", "two_years", "course")
VALUES = ("percent", "number", "days", "hours", "per_thousand", "points", "gain")
BETTER = ("up", "down")
SHAPE = {
    "indicator": table(
        "key group title_id title_en definition_id definition_en formula_id formula_en"
        " data_id data_en frequency owner_id owner_en value better target released"
        " unit_title_id unit_title_en unit_yes source source_en mark reviewed_by reviewed_on",
        part=table("key title_id title_en value", optional=True),
        limit=table("key value unit reason_id reason_en", optional=True),
    )
}
LIMITS = {"p1": ("signed",), "a1": ("lasts",), "a2": ("lasts",)}
"""What the software must be told to compute an indicator."""
LIMIT_UNITS = ("percent", "months")
_KEY = re.compile(r"[a-z][0-9]{1,2}")
_MOST_TARGET = 10_000
_MOST_LIMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """``[[indicator.part]]``: one of several figures of an indicator."""

    key: str
    title_id: str
    title_en: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """``[[indicator.limit]]``: a threshold that no law sets, and why it is this one."""

    key: str
    value: int
    unit: str
    reason_id: str
    reason_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackIndicator(Taught):
    """An indicator. ``code`` is the key as people write it ("C1").

    ``target`` is in the unit ``value``; what is ``released`` has none, and no value of a unit.
    ``unit_title`` says what a unit's own value means; empty: units have none.
    """

    key: str
    code: str
    group: str
    title_id: str
    title_en: str
    definition_id: str
    definition_en: str
    formula_id: str
    formula_en: str
    data_id: str
    data_en: str
    frequency: str
    owner_id: str
    owner_en: str
    value: str
    better: str
    target: int | None
    released: bool
    unit_title_id: str
    unit_title_en: str
    unit_yes: bool
    source_en: str
    part: tuple[Part, ...]
    limit: tuple[Limit, ...]


def indicators(found: Mapping[str, tuple[Node, ...]]) -> tuple[PackIndicator, ...]:
    """The indicators in the order of the file."""
    distinct(found["indicator"])
    return tuple(_indicator(node) for node in found["indicator"])


def _indicator(node: Node) -> PackIndicator:
    line = node.line
    key, released = _key(line), line.flag("released")
    title_id, title_en = line.pair("title", limit=LABEL)
    definition_id, definition_en = line.pair("definition", limit=TEXT)
    formula_id, formula_en = line.pair("formula", limit=TEXT)
    data_id, data_en = line.pair("data", limit=TEXT)
    owner_id, owner_en = line.pair("owner", limit=LABEL)
    unit_id, unit_en = line.pair("unit_title", limit=LABEL, required=False)
    distinct(node.inner["part"])
    limits = tuple(_limit(one.line) for one in node.inner["limit"])
    _limits_told(node, key, limits, (definition_id, definition_en))
    return PackIndicator(
        key=key,
        code=key.upper(),
        group=line.choice("group", GROUPS),
        title_id=title_id,
        title_en=title_en,
        definition_id=definition_id,
        definition_en=definition_en,
        formula_id=formula_id,
        formula_en=formula_en,
        data_id=data_id,
        data_en=data_en,
        frequency=line.choice("frequency", FREQUENCIES),
        owner_id=owner_id,
        owner_en=owner_en,
        value=line.choice("value", VALUES),
        better=line.choice("better", BETTER, required=False),
        target=_target(line, released=released),
        released=released,
        unit_title_id=_unit(line, unit_id, released=released),
        unit_title_en=unit_en,
        unit_yes=line.flag("unit_yes"),
        source_en=line.reference("source_en", limit=SOURCE, required=False),
        part=tuple(_part(inner.line) for inner in node.inner["part"]),
        limit=limits,
        **line.review(),
    )


def _key(line: Line) -> str:
    key = line.slug("key")
    if key and not _KEY.fullmatch(key):
        line.fault("key", "bad-code", value=key, limit="c1")
    return key


def _target(line: Line, *, released: bool) -> int | None:
    """The target; figures about reports never have one: more of them is not worse."""
    target = line.number("target", most=_MOST_TARGET, required=False)
    if target is not None and released:
        line.fault("target", "target-of-reports", value=target)
    return target


def _unit(line: Line, title: str, *, released: bool) -> str:
    """What a unit's value means; figures about reports are never of one unit."""
    if title and released:
        line.fault("unit_title_id", "unit-of-reports")
    return title


def _part(line: Line) -> Part:
    title_id, title_en = line.pair("title", limit=LABEL)
    return Part(
        key=line.slug("key"),
        title_id=title_id,
        title_en=title_en,
        value=line.choice("value", VALUES),
    )


def _limit(line: Line) -> Limit:
    reason_id, reason_en = line.pair("reason", limit=TEXT)
    return Limit(
        key=line.slug("key"),
        value=line.number("value", least=1, most=_MOST_LIMIT) or 0,
        unit=line.choice("unit", LIMIT_UNITS),
        reason_id=reason_id,
        reason_en=reason_en,
    )


def _limits_told(
    node: Node, key: str, limits: tuple[Limit, ...], definitions: tuple[str, ...]
) -> None:
    """Note a limit that is missing or unknown, or that people are not told in the definition."""
    distinct(node.inner["limit"])
    needed = LIMITS.get(key, ())
    for name in set(needed) - {one.key for one in limits}:
        node.line.fault("key", "missing-row", value=name)
    for inner, one in zip(node.inner["limit"], limits, strict=True):
        inner.line.choice("key", needed)
        if one.value and not all(
            re.search(rf"(?<![0-9]){one.value}(?![0-9])", text) for text in definitions
        ):
            inner.line.fault("value", "limit-not-told", value=one.value)
