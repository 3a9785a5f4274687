"""Months of figures, read by others: in a fixed number of queries, whatever the number of units."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ruangaman.oversight.months import last_day, month_after, month_of
from ruangaman.oversight.selectors.indicators import (
    months_known,
    province_series,
    unit_reasons,
    unit_values,
)
from ruangaman.oversight.tests.history import history

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("units", [3, 3_000])
def test_figures_are_read_in_one_query_each(units: int) -> None:
    months = history(units, 3, until=dt.date(2026, 2, 14))
    assert months == [dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2026, 2, 1)]
    with CaptureQueriesContext(connection) as asked:
        series = province_series(["C1", "R1"], months[1], months[2])
        values = unit_values(months[2], ["C1", "T3"])
        known = months_known()
    assert len(asked) == 3
    assert known == months[::-1]
    assert list(series["C1"]) == months[1:]
    assert {(one.value, one.why) for one in series["R1"].values()} == {(None, "only_released")}
    assert len(values) == units
    assert {values["unit-00000"]["C1"]} <= {0.0, 100.0}
    unknown = unit_reasons(months[2])
    assert all(values[unit]["T3"] is None for unit in unknown)


def test_months_are_named_by_their_first_day() -> None:
    assert month_of(dt.date(2026, 2, 28)) == dt.date(2026, 2, 1)
    assert month_after(dt.date(2026, 1, 1), -1) == dt.date(2025, 12, 1)
    assert last_day(dt.date(2028, 2, 1)) == dt.date(2028, 2, 29)
