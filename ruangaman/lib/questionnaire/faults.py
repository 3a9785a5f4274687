"""What can be wrong with a definition, and the English sentences for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MESSAGES = {
    "wrong-type": "The wrong kind of value. Expected: {limit}.",
    "unknown-field": "This field is not known.",
    "missing-value": "This must not be empty.",
    "missing-translation": "The translation is missing.",
    "too-long": "Too long: {value} characters, at most {limit}.",
    "control-character": "A control character, {value}. Delete it.",
    "bad-key": "“{value}” is not a valid key: small letters, digits and hyphens.",
    "unknown-choice": "“{value}” is not known. Choose one of: {limit}.",
    "duplicate": "“{value}” is there twice.",
    "too-few": "{value} of them, at least {limit}.",
    "too-many": "{value} of them, at most {limit}.",
    "bad-number": "A number from {limit} is needed.",
    "too-long-survey": "Answering takes {value} minutes, at most {limit} may be asked.",
    "minutes": "{value} minutes are promised, answering takes {limit}.",
    "no-warning": "Questions about what happened need a warning before them.",
    "no-anchor": "Crosswise items need one anchor item beside them.",
    "half": "This is too near to one half: nothing could be learnt.",
    "own-birthday": "Never a person's own birthday: the personnel number shows it.",
    "free-text": "There is no free text in a survey.",
}
"""Every fault code with its sentence; pages have their own."""


@dataclass(frozen=True, slots=True)
class DefinitionFault:
    """One fault. ``place`` leads to it: ("sections", 0, "items", 2, "text_id")."""

    place: tuple[str | int, ...]
    code: str
    value: object = ""
    limit: object = ""

    @property
    def field(self) -> str:
        """The name of the field, "" where the whole is meant."""
        last = self.place[-1] if self.place else ""
        return last if isinstance(last, str) else ""

    def __str__(self) -> str:
        """The sentence, with its place before it."""
        where = ".".join(str(step) for step in self.place)
        return f"{where}: {MESSAGES[self.code].format(value=self.value, limit=self.limit)}"


class DefinitionError(ValueError):
    """A definition nobody may be asked; ``faults`` holds everything that is wrong with it."""

    def __init__(self, faults: Iterable[DefinitionFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
