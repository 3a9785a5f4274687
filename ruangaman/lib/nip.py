"""Numbers of civil servants (NIP, for PPPK NI PPPK): how they are written, and what they tell.

18 digits, printed in groups of 8, 6, 1 and 3: the day of birth, year and month of appointment,
1 for men and 2 for women, and a sequence. There is no check digit. A PPPK's number has 21 or
more in place of the month. A number therefore discloses birth and sex: it is shown masked.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from enum import StrEnum

DIGITS = 18
YOUNGEST = 18
"""Years of age at which somebody can be appointed first."""
OLDEST = 110
PPPK_FROM = 21
"""From here on what stands in place of the month is a PPPK's code."""

_BETWEEN = frozenset(" .-_/'`’‘\u00a0")
_MASK = "•"


class Fault(StrEnum):
    """Why something cannot be a number of a civil servant."""

    SIGNS = "signs"
    LENGTH = "length"
    BIRTH = "birth"
    MONTH = "month"
    AGE = "age"
    SEX = "sex"


class Doubt(StrEnum):
    """What does not fit together; the number may still be right."""

    NOT_PPPK = "not_pppk"
    NOT_PNS = "not_pns"
    OTHER_SEX = "other_sex"
    LATER = "later"


def normal(text: str) -> str:
    """Return a number without what people write between its digits, or before the first."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        sign for sign in plain if sign not in _BETWEEN and unicodedata.category(sign)[0] not in "CZ"
    )


def faults(digits: str, today: dt.date) -> tuple[Fault, ...]:
    """Return why ``digits``, as ``normal`` gives them, cannot be a number; empty if they can."""
    if not (digits.isascii() and digits.isdecimal()):
        return (Fault.SIGNS,)
    if len(digits) != DIGITS:
        return (Fault.LENGTH,)
    born, month = birth_of(digits), int(digits[12:14])
    found = []
    if born is None or not 0 <= today.year - born.year <= OLDEST:
        found.append(Fault.BIRTH)
    if not (1 <= month <= 12 or month >= PPPK_FROM):
        found.append(Fault.MONTH)
    if not found and born is not None and _age_at_start(born, digits) < YOUNGEST:
        found.append(Fault.AGE)
    if digits[14] not in "12":
        found.append(Fault.SEX)
    return tuple(found)


def doubts(digits: str, *, kind: str, sex: str, today: dt.date) -> tuple[Doubt, ...]:
    """Return what does not fit ``kind`` (``pns``, ``pppk``) and ``sex`` (``f``, ``m`` or empty).

    ``digits`` have no faults.
    """
    month = int(digits[12:14])
    found = []
    if kind == "pns" and month >= PPPK_FROM:
        found.append(Doubt.NOT_PNS)
    if kind == "pppk" and month < PPPK_FROM:
        found.append(Doubt.NOT_PPPK)
    if sex and sex != sex_of(digits):
        found.append(Doubt.OTHER_SEX)
    if (int(digits[8:12]), min(month, 12)) > (today.year, 12 if month > 12 else today.month):
        found.append(Doubt.LATER)
    return tuple(found)


def birth_of(digits: str) -> dt.date | None:
    """Return the day of birth that 18 digits tell, None where there is no such day."""
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def sex_of(digits: str) -> str:
    """Return ``f`` or ``m``; nothing for a digit that says neither."""
    return {"1": "m", "2": "f"}.get(digits[14:15], "")


def grouped(digits: str) -> str:
    """Return a number as it is printed; what is not 18 digits long as it is."""
    if len(digits) != DIGITS:
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def mask(digits: str) -> str:
    """Return a number of which only the sequence can be read: not birth, not sex.

    Nothing stays nothing; what is not 18 digits long is hidden whole.
    """
    if len(digits) != DIGITS:
        return _MASK * len(digits)
    return grouped(_MASK * (DIGITS - 3) + digits[-3:])


def _age_at_start(born: dt.date, digits: str) -> int:
    """Return the age in whole years at the end of the month, or year, of appointment."""
    year, month = int(digits[8:12]), int(digits[12:14])
    if month > 12:
        return year - born.year
    return year - born.year - (month < born.month)
