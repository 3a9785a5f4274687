"""A questionnaire as values; names are those of the definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ruangaman.lib.questionnaire import duration


class Kind(StrEnum):
    """The closed kinds of items; a kind for free text does not exist."""

    CHOICE = "choice"
    AGREE = "agree"
    BEHAVIOUR = "behaviour"
    CROSSWISE = "crosswise"


KINDS = tuple(kind.value for kind in Kind)

AGREE = ("1", "2", "3", "4", "5")
"""Codes of an agreement item, 5 agrees most."""

BEHAVIOUR = ("never", "once", "few", "many")
"""Codes of a behaviour item: how often in the period."""

CROSSWISE = ("same", "one")
"""Codes of a crosswise item: both statements are true or both false; exactly one is true."""

_FIXED = {Kind.AGREE: AGREE, Kind.BEHAVIOUR: BEHAVIOUR, Kind.CROSSWISE: CROSSWISE}
_POSITIVE = {Kind.AGREE: ("4", "5"), Kind.BEHAVIOUR: BEHAVIOUR[1:], Kind.CROSSWISE: ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer to a choice; ``positive`` ones are what the indicator counts."""

    code: str
    text_id: str
    text_en: str
    positive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question. Fields of other kinds are empty.

    ``months`` is the period of a behaviour item. ``statement`` is the sensitive sentence of a
    crosswise item, ``harmless`` the other one, true for the share ``p`` of people; ``about`` says
    of whom and what it is, so that no two items of a survey ask the same. ``anchor`` marks the item
    whose sensitive sentence is true for nobody.
    """

    key: str
    kind: Kind
    text_id: str
    text_en: str
    help_id: str = ""
    help_en: str = ""
    options: tuple[Option, ...] = ()
    months: int = 0
    period_id: str = ""
    period_en: str = ""
    statement_id: str = ""
    statement_en: str = ""
    harmless_id: str = ""
    harmless_en: str = ""
    harmless_why_id: str = ""
    harmless_why_en: str = ""
    about: str = ""
    p: float = 0.0
    p_source: str = ""
    p_mark: str = ""
    anchor: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes an answer can have."""
        return _FIXED.get(self.kind) or tuple(option.code for option in self.options)

    @property
    def positive(self) -> tuple[str, ...]:
        """The codes an indicator counts; a crosswise answer alone says nothing."""
        if self.kind == Kind.CHOICE:
            return tuple(option.code for option in self.options if option.positive)
        return _POSITIVE[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A page of items that belong together."""

    key: str
    title_id: str
    title_en: str
    intro_id: str = ""
    intro_en: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """A whole survey. ``warning`` stands on a page of its own before what may hurt."""

    key: str
    measures: str
    title_id: str
    title_en: str
    intro_id: str
    intro_en: str
    warning_id: str = ""
    warning_en: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        """All items in their order."""
        for section in self.sections:
            yield from section.items

    @property
    def minutes(self) -> int:
        """How long answering takes, rounded up."""
        return duration.minutes(self)

    @property
    def has_crosswise(self) -> bool:
        """Whether any item is crosswise."""
        return any(item.kind == Kind.CROSSWISE for item in self.items)

    def item(self, key: str) -> Item | None:
        """The item of a key."""
        return next((item for item in self.items if item.key == key), None)

    def without_crosswise(self) -> Questionnaire:
        """The same with crosswise items off; a section of nothing else goes too."""
        kept = (
            replace(section, items=tuple(i for i in section.items if i.kind != Kind.CROSSWISE))
            for section in self.sections
        )
        return replace(self, sections=tuple(section for section in kept if section.items))
