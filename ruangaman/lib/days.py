"""Days as people write them in Indonesian and English, and as Excel counts them.

Where a day and a month could be either, the day comes first, as it is written in Indonesia.
"""

from __future__ import annotations

import datetime as dt
import re

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "januari january jan",
        "februari february pebruari feb peb",
        "maret march mar mrt",
        "april apr",
        "mei may",
        "juni june jun",
        "juli july jul",
        "agustus august agu agt aug ags agust",
        "september sep sept",
        "oktober october okt oct",
        "november nopember nov nop",
        "desember december des dec",
    ),
    start=1,
):
    _MONTHS.update(dict.fromkeys(_names.split(), _number))

_WEEKDAY = re.compile(
    r"^(senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day)[\s,]+",
    re.IGNORECASE,
)
_TIME = re.compile(r"[T\s]+0{1,2}[:.]00([:.]00(\.0+)?)?(Z|\+00:00)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]+)\.?[\s,.-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_TO = r"\s*(?:-|–|—|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|hingga|dan|to|until|and|&)\s*"
_SPAN = re.compile(rf"(\d{{1,2}}){_TO}(\d{{1,2}}\s+[a-z]+\.?\s+\d{{4}})")
_FULL_SPAN = re.compile(rf"(.*[a-z0-9]){_TO}(\d.*)")

_PLAUSIBLE = (14_611, 73_415)
"""Excel's count of 1 January 1940 and of 31 December 2100: another number is no day."""


def read_day(text: str) -> dt.date | None:
    """Return the day that a text says, or None: ``21 Oktober 2025``, ``21/10/2025``, ISO."""
    plain = _TIME.sub("", _WEEKDAY.sub("", " ".join(text.split()))).casefold()
    if match := _YEAR_FIRST.fullmatch(plain):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(plain):
        return _day(match[3], match[2], match[1])
    if match := _WORDS.fullmatch(plain):
        return _day(match[3], _MONTHS.get(match[2], 0), match[1])
    if match := _MONTH_FIRST.fullmatch(plain):
        return _day(match[3], _MONTHS.get(match[1], 0), match[2])
    return None


def read_days(text: str) -> tuple[dt.date, dt.date] | None:
    """Return first and last day of a span (``21 s.d. 22 Oktober 2025``), twice a single day."""
    if one := read_day(text):
        return one, one
    plain = _WEEKDAY.sub("", " ".join(text.split())).casefold()
    if match := _SPAN.fullmatch(plain):
        last = read_day(match[2])
        first = _day(last.year, last.month, match[1]) if last else None
    elif match := _FULL_SPAN.fullmatch(plain):
        first, last = read_day(match[1]), read_day(match[2])
        if last and not first:
            first = read_day(f"{match[1]} {last.year}")
    else:
        return None
    return (first, last) if first and last and first <= last else None


def excel_day(number: str, *, from_1904: bool) -> dt.date | None:
    """Return the day of a number in a cell that is shown as a day, or None.

    In the system of 1900 the number 60 is a 29 February that never was.
    """
    try:
        serial = int(float(number))
    except (ValueError, OverflowError):
        return None
    if from_1904:
        return dt.date(1904, 1, 1) + dt.timedelta(serial) if 0 <= serial < 2_900_000 else None
    if not 0 < serial < 2_900_000 or serial == 60:
        return None
    return dt.date(1899, 12, 30 if serial > 60 else 31) + dt.timedelta(serial)


def plausible_excel_day(number: str, *, from_1904: bool) -> dt.date | None:
    """Return the day of a number without the look of a day, if it can only be one."""
    day = excel_day(number, from_1904=from_1904)
    if day is None:
        return None
    count = (day - dt.date(1899, 12, 30)).days
    return day if _PLAUSIBLE[0] <= count <= _PLAUSIBLE[1] else None


def _day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
