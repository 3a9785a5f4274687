"""standards.toml and capacity.toml: what a unit looks at once a year, with examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training.forms import distinct
from ruangaman.lib.pack.training.items import count_between, no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, Table, table

FILE, CAPACITY_FILE = "standards.toml", "capacity.toml"
ACTION = 300
"""Longest proposed action, in characters: a unit copies it into its plan."""
COUNT = 8
"""MOS-PSEA has eight standards, the UN's tool for implementing partners eight core standards."""
EXAMPLE_UNITS = ("unit", "hospital", "small")
"""Whom an example is for: a unit of the province, a hospital, a small office."""

_COMMON = (
    "key number title_id title_en question_id question_en evidence_id evidence_en action_id"
    " action_en source mark reviewed_by reviewed_on"
)
_EXAMPLE = table("unit text_id text_en")
SHAPE: dict[str, Table] = {
    "standard": table(
        f"{_COMMON} pillar_id pillar_en zero_id zero_en one_id one_en two_id two_en",
        example=_EXAMPLE,
    )
}
CAPACITY_SHAPE: dict[str, Table] = {
    "standard": table(
        f"{_COMMON} met_id met_en not_met_id not_met_en not_applicable_id not_applicable_en"
        " standards",
        example=_EXAMPLE,
    )
}
Found = Mapping[str, tuple[Node, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """``[[standard.example]]``: what it looks like in one kind of place."""

    unit: str
    text_id: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guided(Taught):
    """What both readings say at each standard; ``action`` is proposed where there is a gap."""

    key: str
    number: int
    title_id: str
    title_en: str
    question_id: str
    question_en: str
    evidence_id: tuple[str, ...]
    evidence_en: tuple[str, ...]
    action_id: str
    action_en: str
    example: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(_Guided):
    """One of the eight standards of MOS-PSEA, scored 0, 1 or 2."""

    pillar_id: str
    pillar_en: str
    zero_id: str
    zero_en: str
    one_id: str
    one_en: str
    two_id: str
    two_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreStandard(_Guided):
    """One of the eight core standards for partners: met, not met, or not applicable.

    It cannot be "not applicable" where ``not_applicable`` is empty. ``standards`` are the keys of
    the eight standards of which it is another view.
    """

    met_id: str
    met_en: str
    not_met_id: str
    not_met_en: str
    not_applicable_id: str
    not_applicable_en: str
    standards: tuple[str, ...]


def standards(found: Found) -> tuple[Standard, ...]:
    """The eight standards in the order of their numbers."""
    made = [(node.line, _standard(node)) for node in found["standard"]]
    _check(found["standard"], [(line, one.number) for line, one in made])
    return tuple(sorted((one for _, one in made), key=lambda one: one.number))


def capacity(found: Found, known: Sequence[Standard]) -> tuple[CoreStandard, ...]:
    """The eight core standards in the order of their numbers."""
    keys = [one.key for one in known]
    made = [(node.line, _core(node, keys)) for node in found["standard"]]
    _check(found["standard"], [(line, one.number) for line, one in made])
    return tuple(sorted((one for _, one in made), key=lambda one: one.number))


def _check(nodes: tuple[Node, ...], numbers: list[tuple[Line, int]]) -> None:
    distinct(nodes)
    no_twins([(line, str(number)) for line, number in numbers], "number")
    for node in nodes[:1]:
        count_between(node.line, "number", len(nodes), COUNT, COUNT)


def _standard(node: Node) -> Standard:
    line = node.line
    title, question, action = _texts(line)
    pillar_id, pillar_en = line.pair("pillar", limit=LABEL)
    zero_id, zero_en = line.pair("zero", limit=TEXT)
    one_id, one_en = line.pair("one", limit=TEXT)
    two_id, two_en = line.pair("two", limit=TEXT)
    evidence_id, evidence_en = line.paragraphs("evidence")
    return Standard(
        key=line.slug("key"),
        number=line.number("number", least=1, most=COUNT) or 0,
        title_id=title[0],
        title_en=title[1],
        question_id=question[0],
        question_en=question[1],
        evidence_id=evidence_id,
        evidence_en=evidence_en,
        action_id=action[0],
        action_en=action[1],
        example=_examples(node),
        pillar_id=pillar_id,
        pillar_en=pillar_en,
        zero_id=zero_id,
        zero_en=zero_en,
        one_id=one_id,
        one_en=one_en,
        two_id=two_id,
        two_en=two_en,
        **line.review(),
    )


def _core(node: Node, known: Sequence[str]) -> CoreStandard:
    line = node.line
    title, question, action = _texts(line)
    met_id, met_en = line.pair("met", limit=TEXT)
    not_met_id, not_met_en = line.pair("not_met", limit=TEXT)
    not_applicable_id, not_applicable_en = line.pair("not_applicable", limit=TEXT, required=False)
    evidence_id, evidence_en = line.paragraphs("evidence")
    return CoreStandard(
        key=line.slug("key"),
        number=line.number("number", least=1, most=COUNT) or 0,
        title_id=title[0],
        title_en=title[1],
        question_id=question[0],
        question_en=question[1],
        evidence_id=evidence_id,
        evidence_en=evidence_en,
        action_id=action[0],
        action_en=action[1],
        example=_examples(node),
        met_id=met_id,
        met_en=met_en,
        not_met_id=not_met_id,
        not_met_en=not_met_en,
        not_applicable_id=not_applicable_id,
        not_applicable_en=not_applicable_en,
        standards=line.choices("standards", known),
        **line.review(),
    )


def _texts(line: Line) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    """Title, question and proposed action in both languages."""
    return (
        line.pair("title", limit=LABEL),
        line.pair("question", limit=TEXT),
        line.pair("action", limit=ACTION),
    )


def _examples(node: Node) -> tuple[Example, ...]:
    """An example for each kind of place, once."""
    nodes = node.inner["example"]
    found = []
    for one in nodes:
        text_id, text_en = one.line.pair("text", limit=TEXT)
        unit = one.line.choice("unit", EXAMPLE_UNITS)
        found.append((one.line, Example(unit=unit, text_id=text_id, text_en=text_en)))
    no_twins([(line, one.unit) for line, one in found], "unit")
    count_between(node.line, "example", len(nodes), len(EXAMPLE_UNITS), len(EXAMPLE_UNITS))
    return tuple(one for _, one in found)
