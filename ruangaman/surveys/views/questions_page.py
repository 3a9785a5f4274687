"""The page of a survey's questions, as those who write it see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from ruangaman.core.rules import WEAK_MARKS
from ruangaman.lib.questionnaire import (
    DefinitionFault,
    Item,
    Kind,
    Questionnaire,
    questionnaire_draft,
)
from ruangaman.lib.questionnaire.duration import MOST
from ruangaman.surveys.forms.faults import sentence
from ruangaman.surveys.models import Survey
from ruangaman.surveys.selectors.questions import (
    Standing,
    crosswise_wait,
    standing_of_questions,
)
from ruangaman.surveys.words import KINDS, choices_of, told

_HEAD = ("title_id", "title_en", "intro_id", "intro_en", "warning_id", "warning_en")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A question on the page; ``percent`` and ``source`` are those of a crosswise item."""

    key: str
    kind: str
    text: str
    period: str
    answers: tuple[tuple[str, bool], ...]
    pair: tuple[str, ...] = ()
    percent: float = 0
    source: str = ""
    why: str = ""
    weak: bool = False
    anchor: bool = False
    off: bool = False


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section on the page."""

    key: str
    title: str
    intro: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class FaultLine:
    """What is missing, and where it is mended; without an address it is about the whole."""

    words: str
    about: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Everything on the page."""

    head: Questionnaire
    title: str
    intro: str
    warning: str
    minutes: int
    most: int
    sections: tuple[SectionLine, ...]
    faults: tuple[FaultLine, ...]
    has_crosswise: bool
    waits: tuple[str, ...]


def questions_page(survey: Survey) -> QuestionsPage:
    """Return the page; minutes and faults are those of what would be asked now."""
    whole, _faults = questionnaire_draft(survey.definition)
    standing = standing_of_questions(survey)
    waits = tuple(crosswise_wait(survey)) if whole.has_crosswise else ()
    off = not standing.asked.has_crosswise
    return QuestionsPage(
        head=whole,
        title=told(whole, "title"),
        intro=told(whole, "intro"),
        warning=told(whole, "warning"),
        minutes=standing.asked.minutes,
        most=MOST,
        sections=tuple(
            SectionLine(
                section.key,
                told(section, "title"),
                told(section, "intro"),
                tuple(_item(item, off=off) for item in section.items),
            )
            for section in whole.sections
        ),
        faults=tuple(_fault(survey, standing, fault) for fault in standing.faults),
        has_crosswise=whole.has_crosswise,
        waits=waits,
    )


def _item(item: Item, *, off: bool) -> ItemLine:
    answers = tuple((words, code in item.positive) for code, words in choices_of(item))
    kind = str(KINDS[item.kind])
    if item.kind != Kind.CROSSWISE:
        return ItemLine(item.key, kind, told(item, "text"), told(item, "period"), answers)
    return ItemLine(
        key=item.key,
        kind=kind,
        text=told(item, "statement"),
        period="",
        answers=(),
        pair=(told(item, "statement"), told(item, "harmless")),
        percent=round(item.p * 100, 1),
        source=item.p_source,
        why=told(item, "harmless_why"),
        weak=item.p_mark in WEAK_MARKS,
        anchor=item.anchor,
        off=off,
    )


def _fault(survey: Survey, standing: Standing, fault: DefinitionFault) -> FaultLine:
    """Return a fault with the page on which it is mended."""
    words, place = sentence(fault), fault.place
    match place:
        case ("sections", int(at), "items", int(within), *_):
            item = standing.asked.sections[at].items[within]
            return FaultLine(words, told(item, "text"), _url("item_change", survey, item.key))
        case ("sections", int(at), *_):
            section = standing.asked.sections[at]
            return FaultLine(
                words, told(section, "title"), _url("section_change", survey, section.key)
            )
        case (str(name), *_) if name in _HEAD:
            return FaultLine(words, "", _url("questions_head", survey))
    return FaultLine(words)


def _url(name: str, survey: Survey, *keys: str) -> str:
    """Return an address; "" for a key that no address can have."""
    return reverse(f"surveys:{name}", args=[survey.pk, *keys]) if all(keys) else ""
