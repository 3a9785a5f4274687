"""Details that have no place in a text that others will read: numbers, addresses, cases.

Found by form alone: names and stories are for a person to see. Whatever looks like a detail
counts, because a text with one number too few harms nobody.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Detail(StrEnum):
    """What was found."""

    EMAIL = "email"
    CASE = "case"
    NUMBER = "number"
    PHONE = "phone"


_GAP = r"[ \t.\-–_'’()]{0,2}"
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_CASE = re.compile(
    r"(?<![A-Za-z])[A-Za-z]{3}\s?[-–]\s?\d{4}(?!\d)|(?<![A-Z])[A-Z]{3}\s?\d{4}(?!\d)"
)
_DIGITS = re.compile(rf"(?<!\d)\d(?:{_GAP}\d)+(?!\d)")
_DAYS_OR_HOURS = re.compile(
    r"\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{4}[.-]\d{1,2}[.-]\d{1,2}|\d{4} ?[-–] ?\d{4}"
    r"|\d{1,2}\.\d{2} ?[-–] ?\d{1,2}\.\d{2}"
)
"""Dates, spans of years and of hours, which look like telephone numbers."""
_PHONE_DIGITS = 7
"""From here on digits in a row may be a telephone number."""
_PERSON_DIGITS = 16
"""From here on they may be a number of a person: NIK 16, NIP 18."""


def details_in(text: str) -> list[Detail]:
    """Return the kinds of details in ``text``, each once, in the order of ``Detail``."""
    plain = unicodedata.normalize("NFKC", text)
    found = set()
    if _EMAIL.search(plain):
        found.add(Detail.EMAIL)
    if _CASE.search(plain):
        found.add(Detail.CASE)
    for run in _DIGITS.findall(plain):
        many = sum(sign.isdigit() for sign in run)
        if many >= _PERSON_DIGITS:
            found.add(Detail.NUMBER)
        elif many >= _PHONE_DIGITS and not _DAYS_OR_HOURS.fullmatch(run):
            found.add(Detail.PHONE)
    return [one for one in Detail if one in found]
