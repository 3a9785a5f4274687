"""briefing.toml: what a focal point needs to brief colleagues in twenty minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training.curriculum import VERSIONS
from ruangaman.lib.pack.training.forms import distinct, one, option
from ruangaman.lib.pack.training.forms_model import Option
from ruangaman.lib.pack.training.items import count_between
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table

FILE = "briefing.toml"
_TITLED = "key title_id title_en"
SHAPE = {
    "briefing": table(
        f"{_TITLED} version minutes intro_id intro_en source mark reviewed_by reviewed_on"
    ),
    "opening": table("key text_id text_en"),
    "step": table(f"{_TITLED} minutes say_id say_en tip_id tip_en"),
    "situation": table(f"{_TITLED} text_id text_en ask_id ask_en hear_id hear_en"),
    "question": table("key text_id text_en answer_id answer_en"),
    "never": table("key text_id text_en reason_id reason_en"),
    "channel": table(f"{_TITLED} text_id text_en"),
    "right": table("key text_id text_en"),
    "leaflet": table(f"{_TITLED} lines_id lines_en"),
}
HOW_MANY = {
    "opening": (3, 6),
    "step": (4, 10),
    "situation": (3, 3),
    "question": (4, 10),
    "never": (4, 10),
    "channel": (3, 6),
    "right": (3, 5),
    "leaflet": (2, 5),
}
_HOUR = 60
Found = Mapping[str, tuple[Node, ...]]


class Parts(TypedDict):
    """Everything of a kit below its head."""

    opening: tuple[Option, ...]
    step: tuple[Step, ...]
    situation: tuple[Situation, ...]
    question: tuple[Answered, ...]
    never: tuple[Reasoned, ...]
    channel: tuple[Titled, ...]
    right: tuple[Option, ...]
    leaflet: tuple[Leaflet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``[[step]]``: some minutes of the script, with the words to say."""

    key: str
    minutes: int
    title_id: str
    title_en: str
    say_id: tuple[str, ...]
    say_en: tuple[str, ...]
    tip_id: str
    tip_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """``[[situation]]``: something invented to talk about, and what should have been heard."""

    key: str
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    ask_id: tuple[str, ...]
    ask_en: tuple[str, ...]
    hear_id: tuple[str, ...]
    hear_en: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Option):
    """``[[question]]``: a hard question, and an answer."""

    answer_id: str
    answer_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned(Option):
    """``[[never]]``: what is never done, and why."""

    reason_id: str
    reason_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled(Option):
    """``[[channel]]``: where help is."""

    title_id: str
    title_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """``[[leaflet]]``: a part of the sheet that staff take along."""

    key: str
    title_id: str
    title_en: str
    lines_id: tuple[str, ...]
    lines_en: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Taught):
    """The kit; its steps take as many minutes as it says."""

    key: str
    version: int
    minutes: int
    title_id: str
    title_en: str
    intro_id: str
    intro_en: str
    opening: tuple[Option, ...]
    step: tuple[Step, ...]
    situation: tuple[Situation, ...]
    question: tuple[Answered, ...]
    never: tuple[Reasoned, ...]
    channel: tuple[Titled, ...]
    right: tuple[Option, ...]
    leaflet: tuple[Leaflet, ...]


def briefing(found: Found) -> tuple[Briefing, ...]:
    """The kit of the pack."""
    for name in HOW_MANY:
        distinct(found[name])
    parts = _parts(found)
    return tuple(_briefing(node.line, found, parts) for node in one(found["briefing"]))


def _briefing(line: Line, found: Found, parts: Parts) -> Briefing:
    title_id, title_en = line.pair("title", limit=LABEL)
    intro_id, intro_en = line.pair("intro", limit=TEXT)
    for name, (least, most) in HOW_MANY.items():
        count_between(line, name, len(found[name]), least, most)
    minutes = line.number("minutes", least=1, most=_HOUR) or 0
    taken = sum(step.minutes for step in parts["step"])
    if minutes and taken != minutes:
        line.fault("minutes", "wrong-total", value=taken, limit=minutes)
    return Briefing(
        key=line.slug("key"),
        version=line.number("version", least=1, most=VERSIONS) or 0,
        minutes=minutes,
        title_id=title_id,
        title_en=title_en,
        intro_id=intro_id,
        intro_en=intro_en,
        **parts,
        **line.review(),
    )


def _parts(found: Found) -> Parts:
    return {
        "opening": tuple(option(node.line) for node in found["opening"]),
        "step": tuple(_step(node.line) for node in found["step"]),
        "situation": tuple(_situation(node.line) for node in found["situation"]),
        "question": tuple(
            Answered(**_pairs(node.line, "text", "answer")) for node in found["question"]
        ),
        "never": tuple(Reasoned(**_pairs(node.line, "text", "reason")) for node in found["never"]),
        "channel": tuple(Titled(**_pairs(node.line, "title", "text")) for node in found["channel"]),
        "right": tuple(option(node.line) for node in found["right"]),
        "leaflet": tuple(_leaflet(node.line) for node in found["leaflet"]),
    }


def _pairs(line: Line, *stems: str) -> dict[str, str]:
    """Return the key of an entry and its texts in both languages, by the names of its fields."""
    found = {"key": line.slug("key")}
    for stem in stems:
        limit = LABEL if stem == "title" else TEXT
        found[f"{stem}_id"], found[f"{stem}_en"] = line.pair(stem, limit=limit)
    return found


def _step(line: Line) -> Step:
    title_id, title_en = line.pair("title", limit=LABEL)
    say_id, say_en = line.paragraphs("say")
    tip_id, tip_en = line.pair("tip", limit=TEXT, required=False)
    return Step(
        key=line.slug("key"),
        minutes=line.number("minutes", least=1, most=_HOUR) or 0,
        title_id=title_id,
        title_en=title_en,
        say_id=say_id,
        say_en=say_en,
        tip_id=tip_id,
        tip_en=tip_en,
    )


def _situation(line: Line) -> Situation:
    title_id, title_en = line.pair("title", limit=LABEL)
    text_id, text_en = line.pair("text", limit=TEXT)
    ask_id, ask_en = line.paragraphs("ask")
    hear_id, hear_en = line.paragraphs("hear")
    return Situation(
        key=line.slug("key"),
        title_id=title_id,
        title_en=title_en,
        text_id=text_id,
        text_en=text_en,
        ask_id=ask_id,
        ask_en=ask_en,
        hear_id=hear_id,
        hear_en=hear_en,
    )


def _leaflet(line: Line) -> Leaflet:
    title_id, title_en = line.pair("title", limit=LABEL)
    lines_id, lines_en = line.paragraphs("lines")
    return Leaflet(
        key=line.slug("key"),
        title_id=title_id,
        title_en=title_en,
        lines_id=lines_id,
        lines_en=lines_en,
    )
