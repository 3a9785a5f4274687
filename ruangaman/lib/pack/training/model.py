"""What a pack teaches, as values; names are those of the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """Content with its origin. Both ``reviewed_*`` are set by an expert, or neither."""

    source: str
    mark: str
    reviewed_by: str
    reviewed_on: date | None

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """``[[…choice]]``: an answer to a question with one right answer."""

    key: str
    text_id: str
    text_en: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Taught):
    """items/mNN.toml ``[[item]]``; ``module`` comes from the name of the file."""

    key: str
    module: int
    form: str
    pair: str
    must_pass: str
    text_id: str
    text_en: str
    reason_id: str
    reason_en: str
    choice: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """dialogues/*.toml ``[[turn.answer]]``: what one can say, and what that does.

    An answer that shows a behaviour and makes no error mends the error right before it, unless
    its author says that it ``mends_nothing``.
    """

    key: str
    text_id: str
    text_en: str
    then: str
    feedback_id: str
    feedback_en: str
    shows: tuple[str, ...]
    errors: tuple[str, ...]
    mends_nothing: bool = False

    @property
    def mends(self) -> bool:
        """Say whether it mends an error right before it."""
        return bool(self.shows) and not self.errors and not self.mends_nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """dialogues/*.toml ``[[turn]]``; without ``who`` it is what happens."""

    key: str
    who_id: str
    who_en: str
    says_id: str
    says_en: str
    answer: tuple[Reply, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """dialogues/*.toml ``[[ending]]``."""

    key: str
    kind: str
    title_id: str
    title_en: str
    text_id: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue(Taught):
    """dialogues/*.toml: one branching conversation."""

    key: str
    number: int
    version: int
    title_id: str
    title_en: str
    scene_id: str
    scene_en: str
    goal_id: str
    goal_en: str
    modules: tuple[int, ...]
    minutes: int
    start: str
    turn: tuple[Turn, ...]
    ending: tuple[Ending, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Module(Taught):
    """curriculum.toml ``[[module]]``; ``self_jp`` are the hours of working through it alone."""

    key: str
    number: int
    version: int
    title_id: str
    title_en: str
    outcome_id: str
    outcome_en: str
    basic_jp: int
    advanced_jp: int
    refresher_jp: int
    self_jp: int
    study_id: tuple[str, ...]
    study_en: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Taught):
    """curriculum.toml ``[[requirement]]``: what a role needs; ``key`` is made of both."""

    key: str
    role: str
    course: str
    within_months: int
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """curriculum.toml ``[bridge]``: how an event of before counts as basic training."""

    event: str
    self_study_jp: int
    role_play: bool
    text_id: str
    text_en: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum(Taught):
    """curriculum.toml ``[curriculum]``, with the totals of its modules."""

    key: str
    version: int
    valid_from: date | None
    title_id: str
    title_en: str
    basic_jp: int
    advanced_jp: int
    refresher_jp: int
    bridge: tuple[Bridge, ...]
