"""What a cell says under a heading, or what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re

from ruangaman.lib.days import plausible_excel_day, read_day, read_days
from ruangaman.lib.table.grid import DAY, ERROR, FORMULA, NUMBER, Cell
from ruangaman.lib.table.model import Code, Heading, Kind

_MOST_SHOWN = 60
_EXACT = 10**15
"""Up to here a spreadsheet keeps every digit of a number."""

_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?e\+?\d+", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—", "--", ".", "n/a", "#n/a"})
_SPACES = re.compile(r"[\s\u200b\u200e\u200f\u2060\ufeff]+")

Value = str | dt.date


def value_of(cell: Cell | None, heading: Heading, *, from_1904: bool) -> tuple[Value | None, str]:
    """Return the value and no fault, or none and the fault's code; both empty for nothing."""
    text = clean(cell.text) if cell else ""
    if cell and cell.kind == FORMULA:
        return None, Code.FORMULA
    if cell and cell.kind == ERROR:
        return None, Code.ERROR
    if cell is None or text.casefold() in _NOTHING:
        return None, Code.EMPTY if heading.required else ""
    if heading.kind in (Kind.DAY, Kind.DAYS):
        day = _day(cell, text, heading.kind, from_1904)
        return day, "" if day else Code.DAY
    if heading.kind == Kind.DIGITS:
        digits = _digits(cell, text)
        return digits, "" if digits else Code.NUMBER
    return (_whole(text) or text) if cell.kind == NUMBER else text, ""


def clean(text: str) -> str:
    """Return a text with one space where there were any, none at its ends and none unseen."""
    return _SPACES.sub(" ", text).strip()


def shortened(text: str) -> str:
    """Return what a fault shows of a text."""
    plain = clean(text)
    return plain if len(plain) <= _MOST_SHOWN else plain[: _MOST_SHOWN - 1] + "…"


def _day(cell: Cell, text: str, kind: Kind, from_1904: bool) -> dt.date | None:
    if cell.kind == DAY:
        return read_day(text)
    if cell.kind == NUMBER:
        return plausible_excel_day(text, from_1904=from_1904)
    if kind == Kind.DAYS:
        span = read_days(text)
        return span[1] if span else None
    return read_day(text)


def _digits(cell: Cell, text: str) -> str | None:
    """Return digits as text; None where a number lost some of its own."""
    if cell.kind == NUMBER:
        return _whole(text)
    return None if _SCIENTIFIC.fullmatch(text) else text


def _whole(text: str) -> str | None:
    """Return a whole number as its digits, if the file has them all."""
    try:
        number = float(text)
    except ValueError:
        return None
    return str(int(number)) if abs(number) < _EXACT and number.is_integer() else None
