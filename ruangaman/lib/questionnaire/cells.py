"""Takes the fields of one object of a definition, noting each fault where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from ruangaman.lib.questionnaire.faults import DefinitionFault

KEY, TITLE, PROSE, TEXT, LABEL, SOURCE = 24, 120, 800, 240, 120, 300
"""Longest key, title, introduction, question or sentence, label of an answer, source."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


class Cells:
    """The fields of one object; a faulty one gives a harmless value and a fault."""

    def __init__(
        self, value: object, place: tuple[str | int, ...], faults: list[DefinitionFault]
    ) -> None:
        self.place = place
        self.faults = faults
        self.fields: dict[str, object] = {}
        self._taken: set[str] = set()
        if isinstance(value, Mapping) and all(isinstance(name, str) for name in value):
            self.fields = dict(value)
        else:
            self.faults.append(DefinitionFault(place, "wrong-type", limit="an object"))

    def fault(self, field: str, code: str, value: object = "", limit: object = "") -> None:
        """Note a fault at a field."""
        place = (*self.place, field) if field else self.place
        self.faults.append(DefinitionFault(place, code, value, limit))

    def take(self, field: str) -> object:
        """The value of a field, which is known from now on."""
        self._taken.add(field)
        return self.fields.get(field)

    def strangers(self) -> None:
        """Note fields nobody took."""
        for field in sorted(self.fields.keys() - self._taken):
            self.fault(field, "unknown-field")

    def text(self, field: str, *, limit: int, required: bool = True) -> str:
        """One line of text."""
        value = self.take(field)
        if not isinstance(value, str | None):
            self.fault(field, "wrong-type", limit="text")
            return ""
        text = unicodedata.normalize("NFC", value or "").strip()
        if not text and required:
            self.fault(field, "missing-value")
        if len(text) > limit:
            self.fault(field, "too-long", len(text), limit)
        for sign in "" if text.isprintable() else text:
            if unicodedata.category(sign) in _HIDDEN:
                self.fault(field, "control-character", f"U+{ord(sign):04X}")
                break
        return text

    def pair(self, stem: str, *, limit: int, required: bool = True) -> tuple[str, str]:
        """A text in both languages: both or neither."""
        indonesian = self.text(f"{stem}_id", limit=limit, required=required)
        english = self.text(f"{stem}_en", limit=limit, required=False)
        if indonesian and not english:
            self.fault(f"{stem}_en", "missing-translation")
        if english and not indonesian and not required:
            self.fault(f"{stem}_id", "missing-translation")
        return indonesian, english

    def key(self, field: str = "key", *, limit: int = KEY) -> str:
        """A key of small letters, digits and hyphens."""
        key = self.text(field, limit=limit)
        if key and not _KEY.fullmatch(key):
            self.fault(field, "bad-key", key)
        return key

    def choice(self, field: str, allowed: tuple[str, ...], *, required: bool = True) -> str:
        """One of these words."""
        value = self.text(field, limit=SOURCE, required=required)
        if value and value not in allowed:
            self.fault(field, "unknown-choice", value, ", ".join(allowed))
            return ""
        return value

    def flag(self, field: str) -> bool:
        """True or false; absent means false."""
        value = self.take(field)
        if not isinstance(value, bool | None):
            self.fault(field, "wrong-type", limit="true or false")
        return value is True

    def whole(self, field: str, *, least: int, most: int) -> int:
        """A whole number in the range."""
        value = self.take(field)
        if type(value) is not int or not least <= value <= most:
            self.fault(field, "bad-number", limit=f"{least} to {most}")
            return 0
        return value

    def objects(self, field: str) -> list[Cells]:
        """A list of objects."""
        value = self.take(field)
        if not isinstance(value, list | tuple | None):
            self.fault(field, "wrong-type", limit="a list")
            return []
        found = enumerate(value or ())
        return [Cells(one, (*self.place, field, at), self.faults) for at, one in found]

    def many(self, field: str, number: int, least: int, most: int) -> None:
        """Note too few or too many of something."""
        if number < least:
            self.fault(field, "too-few", number, least)
        if number > most:
            self.fault(field, "too-many", number, most)
