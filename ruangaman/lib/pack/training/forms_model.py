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
    Page,
    Requirement,
    Taught,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """checklist.toml ``[[behaviour]]`` or ``[[error]]``: what an observer looks for."""

    key: str
    title_id: str
    title_en: str
    text_id: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Taught):
    """checklist.toml."""

    key: str
    version: int
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    pass_percent: int
    behaviour: tuple[Point, ...]
    error: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``[[question]]`` of the induction: one right choice and the reason."""

    key: str
    text_id: str
    text_en: str
    reason_id: str
    reason_en: str
    choice: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Induction(Taught):
    """induction.toml."""

    key: str
    version: int
    title_id: str
    title_en: str
    minutes: int
    pass_percent: int
    acknowledgement_id: str
    acknowledgement_en: str
    page: tuple[Page, ...]
    question: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """``[[…choice]]`` of a form without a right answer."""

    key: str
    text_id: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """evaluation.toml ``[[form.question]]``; ``level`` is Kirkpatrick's."""

    key: str
    level: int
    kind: str
    text_id: str
    text_en: str
    choice: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Taught):
    """evaluation.toml ``[[form]]``."""

    key: str
    version: int
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    question: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """self_check.toml ``[[answer]]``: the same answers for every question."""

    key: str
    text_id: str
    text_en: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """self_check.toml ``[[band]]``: what is said from ``least`` points on."""

    key: str
    least: int
    title_id: str
    title_en: str
    text_id: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck(Taught):
    """self_check.toml."""

    key: str
    version: int
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    question: tuple[Option, ...]
    answer: tuple[Weighed, ...]
    band: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedKind:
    """events.toml ``[[event.counted]]``."""

    kind_id: str
    kind_en: str
    number: int


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
    support_name: str
    support_way: str
    opt_out: str
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
