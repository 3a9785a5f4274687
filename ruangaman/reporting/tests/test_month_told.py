"""A report is counted in the month of the province, whatever clock wrote its moment."""

from __future__ import annotations

import pytest

from ruangaman.reporting.services.statistics import month_told


@pytest.mark.parametrize(
    ("at", "month"),
    [
        ("2026-06-30T16:30+00:00", "2026-07"),  # half an hour into 1 July in Kupang
        ("2026-06-30T15:59+00:00", "2026-06"),
        ("2026-07-01T00:30+08:00", "2026-07"),
        ("2026-06-30T13:00-05:00", "2026-07"),
    ],
)
def test_the_month_is_that_of_the_province(at: str, month: str) -> None:
    assert month_told(at) == month
