"""Modules as somebody works through them alone: pages, then questions, and what is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruangaman.core.pack_content import said
from ruangaman.network.models import Person
from ruangaman.training.models import Content, Study, StudyStep
from ruangaman.training.selectors.content import contents

A_PAGE = 2
"""Paragraphs on one page: as much as a phone shows with little scrolling."""

PRACTICE = "C"
Done = Mapping[tuple[int, int], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A page to read, or a question (``item``); ``key`` is what is remembered of it."""

    key: str
    number: int
    done: bool
    paragraphs: Sequence[str] = ()
    item: Content | None = None


@dataclass(frozen=True, slots=True)
class StudyModule:
    """A module with its steps; ``studied`` is set once it was worked through."""

    content: Content
    steps: Sequence[Step]
    studied: Study | None

    @property
    def number(self) -> int:
        """The number in the curriculum."""
        return int(self.content.body["number"])

    @property
    def version(self) -> int:
        """The version whose hours are credited."""
        return int(self.content.body["version"])

    @property
    def jp(self) -> int:
        """Hours of working through it alone."""
        return int(self.content.body["self_jp"])

    @property
    def title(self) -> str:
        """The title in the language of the page."""
        return str(said(self.content.body, "title"))

    @property
    def outcome(self) -> str:
        """What one can do afterwards."""
        return str(said(self.content.body, "outcome"))

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)

    @property
    def next(self) -> int:
        """The number of the first step that is not done, else the first."""
        return next((step.number for step in self.steps if not step.done), 1)


def study_modules(person: Person | None) -> list[StudyModule]:
    """Return every module with what this person has done of it, in four queries."""
    items: dict[int, list[Content]] = defaultdict(list)
    for item in contents(Content.Kind.ITEM):
        if item.body["form"] == PRACTICE:
            items[int(item.body["module"])].append(item)
    studied, done = _studied(person), _done(person)
    found = []
    for content in contents(Content.Kind.MODULE):
        place = (int(content.body["number"]), int(content.body["version"]))
        credit = studied.get(place)
        steps = _steps(content.body, items[place[0]], done.get(place, frozenset()), credit)
        found.append(StudyModule(content, steps, credit))
    return found


def study_module(number: int, person: Person | None) -> StudyModule | None:
    """Return one module; None where the curriculum has no such number."""
    return next((one for one in study_modules(person) if one.number == number), None)


def study_hours(person: Person) -> dict[int, int]:
    """Return the hours of self-study by module; of several versions the newest."""
    rows = Study.objects.filter(person=person).order_by("version")
    return {row.module: row.jp for row in rows}


def _studied(person: Person | None) -> dict[tuple[int, int], Study]:
    rows = Study.objects.filter(person=person) if person else []
    return {(row.module, row.version): row for row in rows}


def _done(person: Person | None) -> Done:
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for row in StudyStep.objects.filter(person=person) if person else ():
        found[row.module, row.version].add(row.step)
    return {place: frozenset(keys) for place, keys in found.items()}


def _steps(
    body: Mapping[str, Any], items: Sequence[Content], done: frozenset[str], credit: Study | None
) -> list[Step]:
    texts = list(said(body, "study"))
    pages = [texts[at : at + A_PAGE] for at in range(0, len(texts), A_PAGE)]
    keys = [f"p{number}" for number in range(1, len(pages) + 1)] + [item.key for item in items]
    return [
        Step(
            key=key,
            number=number,
            done=credit is not None or key in done,
            paragraphs=pages[number - 1] if number <= len(pages) else (),
            item=items[number - 1 - len(pages)] if number > len(pages) else None,
        )
        for number, key in enumerate(keys, start=1)
    ]
