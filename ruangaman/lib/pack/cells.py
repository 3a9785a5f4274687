"""Turns the raw cells of one row into values, noting each fault where it stands."""

import re
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from datetime import date, time
from typing import TypedDict

from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.files import RawRow
from ruangaman.lib.pack.phones import HOURS, PHONE_IN_TEXT
from ruangaman.lib.pack.vocabulary import MARKS

CODE, NAME, SHORT, LABEL, TEXT, SOURCE = 64, 200, 60, 120, 600, 300
"""Longest text, in characters, of a code, name, short name, label, paragraph, source."""

MOST = 1_000_000_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_REGION = re.compile(r"[0-9]{2}(?:\.[0-9]{2}){0,2}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_HIDDEN = frozenset({"Cf", "Co", "Cs", "Zl", "Zp"})


class Origin(TypedDict):
    """The fields of ``model.Sourced``."""

    source: str
    mark: str
    verified_by: str
    verified_on: date | None


class Row:
    """Reads the cells of a raw row; a faulty cell gives a harmless value and a fault."""

    def __init__(self, raw: RawRow, faults: FaultList) -> None:
        self.file = raw.file
        self.line = raw.row
        self._raw = raw
        self._faults = faults

    def fault(self, field: str, code: str, *, value: object = "", limit: object = "") -> None:
        """Notes a fault of this row at ``field``."""
        row = self._raw.lines.get(field, self.line)
        self._faults.add(file=self.file, row=row, field=field, code=code, value=value, limit=limit)

    def _string(self, field: str, *, required: bool) -> str:
        value = self._raw.cells.get(field, "")
        if not isinstance(value, str):
            self.fault(field, "wrong-type", limit="text")
            return ""
        value = value.strip()
        if not value and required and field not in self._raw.absent:
            self.fault(field, "missing-value")
        return value

    def text(self, field: str, *, limit: int, required: bool = True) -> str:
        """Text for the screen: one line, no hidden characters, no telephone number."""
        return self._said(field, self._string(field, required=required), limit)

    def _said(self, field: str, value: str, limit: int) -> str:
        value = self._clean(field, value, limit)
        if number := PHONE_IN_TEXT.search(value):
            self.fault(field, "number-outside-hotlines", value=number[0])
        return value

    def reference(self, field: str, *, limit: int, required: bool = True) -> str:
        """Text that may hold numbers, such as a source; otherwise as ``text``."""
        return self._clean(field, self._string(field, required=required), limit)

    def _clean(self, field: str, value: str, limit: int) -> str:
        if len(value) > limit:
            self.fault(field, "too-long", value=len(value), limit=limit)
        for char in value:
            kind = unicodedata.category(char)
            if kind == "Cc":
                self.fault(field, "control-character", value=f"U+{ord(char):04X}")
                break
            if kind in _HIDDEN:
                self.fault(field, "hidden-character", value=f"U+{ord(char):04X}")
                break
        return value

    def pair(self, stem: str, *, limit: int, required: bool = True) -> tuple[str, str]:
        """The Indonesian and English text of ``stem``; both or, if not required, none."""
        indonesian = self.text(f"{stem}_id", limit=limit, required=required)
        english = self.text(f"{stem}_en", limit=limit, required=False)
        if indonesian and not english and f"{stem}_en" not in self._raw.absent:
            self.fault(f"{stem}_en", "missing-translation")
        elif english and not indonesian and not required:
            self.fault(f"{stem}_id", "missing-translation")
        return indonesian, english

    def _coded(
        self, field: str, pattern: re.Pattern[str], example: str, *, required: bool = True
    ) -> str:
        value = self._string(field, required=required)
        if value and not (pattern.fullmatch(value) and len(value) <= CODE):
            self.fault(field, "bad-code", value=value, limit=example)
            return ""
        return value

    def slug(self, field: str, *, required: bool = True) -> str:
        return self._coded(field, _SLUG, "dinas-kesehatan", required=required)

    def key(self, field: str) -> str:
        return self._coded(field, _KEY, "hiv_pep")

    def region_code(self, field: str, *, required: bool = True) -> str:
        return self._coded(field, _REGION, "53.01", required=required)

    def choice(self, field: str, choices: Collection[str], *, required: bool = True) -> str:
        value = self._string(field, required=required)
        return value if not value or self._known(field, value, choices) else ""

    def _known(self, field: str, value: str, choices: Collection[str]) -> bool:
        if value not in choices:
            self.fault(field, "unknown-choice", value=value, limit=", ".join(choices))
        return value in choices

    def codes(self, field: str, *, required: bool = True) -> tuple[str, ...]:
        """Several codes: a TOML array, or in CSV separated by semicolons."""
        value = self._raw.cells.get(field, "")
        parts = value.split(";") if isinstance(value, str) else value
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            self.fault(field, "wrong-type", limit="a list of texts")
            return ()
        found = tuple(part.strip() for part in parts if part.strip())
        if not found and required and field not in self._raw.absent:
            self.fault(field, "missing-value")
        for position, part in enumerate(found):
            if part in found[:position]:
                self.fault(field, "duplicate", value=part, limit=self.line)
        return found

    def slugs(self, field: str) -> tuple[str, ...]:
        """Several codes that no table of the pack lists, such as languages; may be empty."""
        found = self.codes(field, required=False)
        for value in found:
            if not (_SLUG.fullmatch(value) and len(value) <= CODE):
                self.fault(field, "bad-code", value=value, limit="id")
        return found

    def choices(
        self, field: str, choices: Collection[str], *, required: bool = True
    ) -> tuple[str, ...]:
        found = self.codes(field, required=required)
        return tuple(value for value in found if self._known(field, value, choices))

    def day(self, field: str, *, required: bool = False) -> date | None:
        """A calendar date as 2026-11-23."""
        value = self._string(field, required=required)
        if not value:
            return None
        with suppress(ValueError):
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
        self.fault(field, "bad-date", value=value)
        return None

    def clock_time(self, field: str) -> time | None:
        """A time of day as 07:30; None where it cannot be read."""
        value = self._string(field, required=True)
        with suppress(ValueError):
            if _TIME.fullmatch(value):
                return time.fromisoformat(value)
        if value:
            self.fault(field, "bad-time", value=value)
        return None

    def hours(self, field: str) -> str:
        value = self._string(field, required=False)
        if value and not HOURS.fullmatch(value):
            self.fault(field, "bad-hours", value=value)
        return value

    def number(
        self, field: str, *, least: int = 0, most: int = MOST, required: bool = True
    ) -> int | None:
        """A whole number in the range; None where it is empty or cannot be read."""
        value = self._raw.cells.get(field, "")
        text = str(value).strip()
        if not text or isinstance(value, bool | float) or not _INTEGER.fullmatch(text):
            if text:
                self.fault(field, "not-a-number", value=text)
            elif required and field not in self._raw.absent:
                self.fault(field, "missing-value")
            return None
        if len(text) > len(str(MOST)) or int(text) > most:
            self.fault(field, "too-big", limit=most)
            return None
        if int(text) < least:
            self.fault(field, "negative", limit=least)
        return int(text)

    def origin(self) -> Origin:
        """Source, mark and verification; the two verified fields go together."""
        by = self.reference("verified_by", limit=LABEL, required=False)
        on = self.day("verified_on")
        given = self._string("verified_on", required=False)
        if bool(by) != bool(given):
            self.fault("verified_by" if given else "verified_on", "half-verified")
        return {
            "source": self.reference("source", limit=SOURCE),
            "mark": self.choice("mark", MARKS),
            "verified_by": by,
            "verified_on": on,
        }
