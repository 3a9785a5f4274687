"""What a clock promises, whatever its length: later means later, and working means not earlier."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruangaman.lib.clocks import OfficeHours, due_moment

WITA = ZoneInfo("Asia/Makassar")
HOURS = {
    **dict.fromkeys((1, 2, 3, 4), (dt.time(7, 30), dt.time(16))),
    5: (dt.time(7, 30), dt.time(16, 30)),
}
CHRISTMAS = dt.date(2026, 12, 25)  # a Friday
OFFICE = OfficeHours(WITA, HOURS, frozenset({CHRISTMAS, dt.date(2027, 1, 1)}))
UNITS = st.sampled_from(["hours", "days", "weeks", "months", "years"])
LENGTHS = st.integers(0, 60)
STARTS = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
CLOCKS = st.sampled_from(["working", "calendar"])


def due(start: dt.datetime, length: int, unit: str, clock: str) -> dt.datetime:
    """Return when it is due; none of the units here is without a limit."""
    found = due_moment(start, length, unit, clock=clock, office=OFFICE)
    assert found is not None
    return found


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> dt.datetime:
    """Return a moment in Kupang, 2026."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=WITA)


@given(STARTS, STARTS, LENGTHS, UNITS, CLOCKS)
def test_who_starts_later_is_not_due_earlier(
    one: dt.datetime, other: dt.datetime, length: int, unit: str, clock: str
) -> None:
    early, late = sorted((one, other))
    assert due(early, length, unit, clock) <= due(late, length, unit, clock)


@given(STARTS, LENGTHS, LENGTHS, UNITS, CLOCKS)
def test_a_longer_clock_is_not_due_earlier(
    start: dt.datetime, one: int, other: int, unit: str, clock: str
) -> None:
    short, long = sorted((one, other))
    assert start <= due(start, short, unit, clock) <= due(start, long, unit, clock)


@given(STARTS, LENGTHS, UNITS)
def test_a_working_clock_ends_in_the_week_and_never_before_the_calendar_one(
    start: dt.datetime, length: int, unit: str
) -> None:
    working = due(start, length, unit, "working")
    assert working >= due(start, length, unit, "calendar")
    assert OFFICE.open_on(working.astimezone(WITA).date())


@pytest.mark.parametrize(
    ("start", "length", "unit", "clock", "end"),
    [
        (at(18, 15, 59), 72, "hours", "calendar", at(21, 15, 59)),
        (at(18, 15), 3, "hours", "working", at(21, 9)),  # Friday to Monday
        (at(19, 12), 1, "hours", "working", at(21, 8, 30)),  # begins with the next office day
        (at(24, 16), 1, "hours", "working", at(28, 8, 30)),  # Christmas, then the weekend
        (at(18, 23, 59), 0, "days", "calendar", at(18, 23, 59)),
        (at(19, 12), 0, "days", "working", at(21, 23, 59)),
        (at(18, 8), 2, "days", "working", at(22, 23, 59)),
        (at(24, 8), 1, "days", "working", at(28, 23, 59)),
        (at(31, 8, month=1), 1, "months", "calendar", at(28, 23, 59, month=2)),
        (at(11, 8), 2, "weeks", "working", at(28, 23, 59)),
    ],
)
def test_the_very_moment(
    start: dt.datetime, length: int, unit: str, clock: str, end: dt.datetime
) -> None:
    assert due(start, length, unit, clock) == end


def test_the_day_is_the_day_in_kupang() -> None:
    late = dt.datetime(2026, 12, 18, 17, tzinfo=dt.UTC)  # one in the morning of the 19th there
    assert due(late, 0, "days", "calendar") == at(19, 23, 59)


def test_no_limit_and_no_office() -> None:
    nowhere = OfficeHours(WITA)
    start = at(19, 12)
    assert due_moment(start, 0, "no_limit", clock="calendar", office=OFFICE) is None
    assert due_moment(start, 2, "hours", clock="working", office=nowhere) == at(19, 14)
    with pytest.raises(ValueError, match="moons"):
        due_moment(start, 1, "moons", clock="calendar", office=OFFICE)
