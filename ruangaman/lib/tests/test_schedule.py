"""What one person can attend: groups at the same time count once, in whatever order they stand."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ruangaman.lib.schedule import Slot, most_attendable

DAY = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
slots = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 5), st.integers(1, 4)), max_size=7
).map(lambda rows: [slot(start, start + long, hours) for start, long, hours in rows])


def slot(start: int, end: int, hours: int) -> Slot:
    return DAY + dt.timedelta(hours=start), DAY + dt.timedelta(hours=end), hours


def test_two_groups_at_the_same_time_and_one_session_after_them() -> None:
    assert most_attendable([slot(8, 10, 3), slot(8, 10, 3), slot(10, 12, 2)]) == 5
    assert most_attendable([]) == 0


@given(slots)
def test_it_is_the_best_of_all_ways_to_attend(found: list[Slot]) -> None:
    ways = (way for many in range(len(found) + 1) for way in combinations(found, many))
    alone = (
        sum(hours for *_, hours in way)
        for way in ways
        if all(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(way, 2))
    )
    assert most_attendable(found) == max(alone)
