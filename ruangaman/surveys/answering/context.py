"""What each page of a survey shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from ruangaman.directory.selectors import hotlines
from ruangaman.lib.questionnaire import Item, Kind, Questionnaire, Section
from ruangaman.surveys.answering.forms import SectionForm, field_of
from ruangaman.surveys.answering.pages import Page, pages_of
from ruangaman.surveys.answering.steps import Step
from ruangaman.surveys.words import answer_words, told


@dataclass(frozen=True, slots=True)
class Asked:
    """One item on its page; the sentences of a crosswise item are its ``pair``."""

    field: BoundField
    period: str
    help: str
    pair: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of the check: what was asked, and the answer, "" where it was left out."""

    text: str
    pair: tuple[str, ...]
    words: str


def page_context(asked: Questionnaire, step: Step) -> dict[str, Any]:
    """Return the context of ``public/survey/<name>.html``; ``name`` stands in it."""
    pages = pages_of(asked)
    number = min(max(step.number, 0), len(pages) - 1)
    page = pages[number]
    return {
        "name": page.name,
        "number": number,
        "at": number + 1,
        "of": len(pages),
        "has_back": number > 0,
        "hotlines": hotlines(),
        "heading": told(asked, "title"),
        "steps_hidden": page.name == "intro",
    } | _content(asked, page, step)


def _content(asked: Questionnaire, page: Page, step: Step) -> dict[str, Any]:
    if page.section:
        return _section(page.section, step)
    if page.name == "check":
        return {"answered_parts": _groups(asked, step.answers), "answered": len(step.answers)}
    if page.name == "explain":
        return _explained(asked)
    text = told(asked, "warning" if page.name == "warning" else "intro")
    return {"text": text, "minutes": asked.minutes, "warned": bool(asked.warning_id)}


def _explained(asked: Questionnaire) -> dict[str, Any]:
    """Say whom to think of, and what has to be known of them: ``birth``, ``phone`` or ``both``."""
    told_of: dict[str, set[str]] = {}
    for item in asked.items:
        if item.kind == Kind.CROSSWISE:
            who, _dash, what = item.about.partition("-")
            told_of.setdefault(who, set()).add("phone" if what == "digit" else "birth")
    known = {who: "both" if len(what) > 1 else min(what) for who, what in told_of.items()}
    return {
        "friend": known.get("friend", ""),
        "cousin": known.get("cousin", ""),
        "phones_only": set(known.values()) == {"phone"},
    }


def _section(section: Section, step: Step) -> dict[str, Any]:
    form = step.form or SectionForm(section, answers=step.answers)
    return {
        "form": form,
        "section_title": told(section, "title"),
        "intro": told(section, "intro"),
        "items": [
            Asked(form[field_of(item)], told(item, "period"), told(item, "help"), pair_of(item))
            for item in section.items
        ],
    }


def pair_of(item: Item) -> tuple[str, ...]:
    """Return the two sentences of a crosswise item; nothing for others."""
    if item.kind != Kind.CROSSWISE:
        return ()
    return told(item, "statement"), told(item, "harmless")


def _groups(
    asked: Questionnaire, answers: Mapping[str, str]
) -> list[tuple[int, str, list[Answered]]]:
    """Return sections with their page number, title and lines."""
    found = []
    for number, page in enumerate(pages_of(asked)):
        if page.section:
            lines = [
                Answered(
                    text=told(item, "text"),
                    pair=pair_of(item),
                    words=answer_words(item, answers.get(item.key, "")),
                )
                for item in page.section.items
            ]
            found.append((number, told(page.section, "title"), lines))
    return found
