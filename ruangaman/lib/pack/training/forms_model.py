"""Forms, the induction and events of a pack, as values; names are those of the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ruangaman.lib.pack.training.model import (
    Choice,
    Curriculum,
    Dialogue,
    Item,
    Module,
    Requirement,
    Taught,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """checklist.toml ``[[behaviour]]`` or ``[[error]]``: what an observer looks for.

    ``tip`` says how to practise it, ``mend`` what to do after an error.
    """

    key: str
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    tip_id: str
    tip_en: str
    mend_id: str
    mend_en: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """checklist.toml ``[pass]``: the least share of behaviours in percent, the most errors."""

    behaviours: int
    errors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Taught):
    """checklist.toml."""

    key: str
    needed: Pass
    behaviour: tuple[Point, ...]
    error: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """induction.toml ``[[page]]``."""

    key: str
    minutes: int
    title_id: str
    title_en: str
    paragraphs_id: tuple[str, ...]
    paragraphs_en: tuple[str, ...]
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """induction.toml ``[[question]]``: one right choice and the reason."""

    key: str
    text_id: str
    text_en: str
    reason_id: str
    reason_en: str
    source: str
    mark: str
    choice: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Induction(Taught):
    """induction.toml."""

    key: str
    version: int
    title_id: str
    title_en: str
    intro_id: str
    intro_en: str
    minutes: int
    pass_percent: int
    acknowledgement_id: str
    acknowledgement_en: str
    page: tuple[Page, ...]
    question: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer without right or wrong, or a statement to answer."""

    key: str
    text_id: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """evaluation.toml ``[[question]]``; ``level`` is Kirkpatrick's, ``when`` the form."""

    key: str
    level: int
    when: str
    kind: str
    text_id: str
    text_en: str
    choice: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Taught):
    """evaluation.toml: the questions of both forms."""

    key: str
    version: int
    question: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """self_check.toml ``[[step]]``: the same answers for every statement."""

    key: str
    points: int
    text_id: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck(Taught):
    """self_check.toml; ``band`` says words from and to so many points, as dicts of the file."""

    key: str
    version: int
    title_id: str
    title_en: str
    intro_id: str
    intro_en: str
    step: tuple[Step, ...]
    statement: tuple[Option, ...]
    band: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedKind:
    """events.toml ``[[event.counted]]``."""

    kind: str
    label_id: str
    label_en: str
    count: int
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEvent:
    """events.toml ``[[event]]``: an event that was, as a report tells it, without persons."""

    key: str
    title_id: str
    title_en: str
    course: str
    first: date
    last: date
    venue: str
    organiser: str
    funding: str
    note_id: str
    note_en: str
    declared: int | None
    explanation_id: str
    explanation_en: str
    jp: int
    source: str
    mark: str
    counted: tuple[CountedKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """Everything below ``training/``."""

    curriculum: tuple[Curriculum, ...] = ()
    modules: tuple[Module, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    items: tuple[Item, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    checklist: tuple[Checklist, ...] = ()
    induction: tuple[Induction, ...] = ()
    evaluation: tuple[Form, ...] = ()
    self_check: tuple[SelfCheck, ...] = ()
    events: tuple[PackEvent, ...] = ()
