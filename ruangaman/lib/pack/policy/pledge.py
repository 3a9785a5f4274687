"""pledge.toml: what everybody at work reads and signs, with three questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training.curriculum import VERSIONS
from ruangaman.lib.pack.training.forms import distinct, one, question
from ruangaman.lib.pack.training.forms_model import Option, Question
from ruangaman.lib.pack.training.items import CHOICE, count_between
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table

FILE = "pledge.toml"
SHAPE = {
    "pledge": table(
        "key version valid_months keep_years minutes title_id title_en intro_id intro_en"
        " acknowledgement_id acknowledgement_en source mark reviewed_by reviewed_on"
    ),
    "point": table("key text_id text_en"),
    "question": table("key text_id text_en reason_id reason_en source mark", choice=CHOICE),
}
QUESTIONS = 3
POINTS = (3, 8)
_MINUTES, _MONTHS, _YEARS = 30, 60, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge(Taught):
    """The summary, the questions and the words that are signed; good for ``valid_months``.

    Signatures are kept for ``keep_years``.
    Whoever signed an earlier ``version`` is asked again.
    """

    key: str
    version: int
    valid_months: int
    keep_years: int
    minutes: int
    title_id: str
    title_en: str
    intro_id: str
    intro_en: str
    acknowledgement_id: str
    acknowledgement_en: str
    point: tuple[Option, ...]
    question: tuple[Question, ...]


def pledge(found: Mapping[str, tuple[Node, ...]]) -> tuple[Pledge, ...]:
    """The pledge of the pack; none where the file is empty."""
    points = tuple(_point(node.line) for node in found["point"])
    questions = tuple(question(node) for node in found["question"])
    distinct(found["point"])
    distinct(found["question"])
    return tuple(_pledge(node.line, points, questions) for node in one(found["pledge"]))


def _point(line: Line) -> Option:
    text_id, text_en = line.pair("text", limit=TEXT)
    return Option(key=line.slug("key"), text_id=text_id, text_en=text_en)


def _pledge(line: Line, points: tuple[Option, ...], questions: tuple[Question, ...]) -> Pledge:
    title_id, title_en = line.pair("title", limit=LABEL)
    intro_id, intro_en = line.pair("intro", limit=TEXT)
    acknowledgement_id, acknowledgement_en = line.pair("acknowledgement", limit=TEXT)
    count_between(line, "point", len(points), *POINTS)
    count_between(line, "question", len(questions), QUESTIONS, QUESTIONS)
    return Pledge(
        key=line.slug("key"),
        version=line.number("version", least=1, most=VERSIONS) or 0,
        valid_months=line.number("valid_months", least=1, most=_MONTHS) or 0,
        keep_years=line.number("keep_years", least=1, most=_YEARS) or 0,
        minutes=line.number("minutes", least=1, most=_MINUTES) or 0,
        title_id=title_id,
        title_en=title_en,
        intro_id=intro_id,
        intro_en=intro_en,
        acknowledgement_id=acknowledgement_id,
        acknowledgement_en=acknowledgement_en,
        point=points,
        question=questions,
        **line.review(),
    )
