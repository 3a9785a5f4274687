"""A flood of refused requests fills no disk with lines about it; other faults are all told."""

from __future__ import annotations

import logging

import pytest

from ruangaman.core.logs import LINES_A_MINUTE, Few


def record(message: str = "", *, at: float = 0.0, **more: object) -> logging.LogRecord:
    """Return a record made at ``at`` seconds."""
    made = logging.makeLogRecord({"msg": message, **more})
    made.created = at
    return made


@pytest.mark.parametrize("status", [400, 404, 413, 429])
def test_of_many_refused_requests_a_few_are_told(status: int) -> None:
    few = Few()
    passed = [few.filter(record(status_code=status, at=1.0)) for _ in range(1000)]
    assert sum(passed) == LINES_A_MINUTE


def test_the_next_minute_tells_again() -> None:
    few = Few()
    passed = [few.filter(record(status_code=400, at=second / 10)) for second in range(1200)]
    assert sum(passed) == 2 * LINES_A_MINUTE


def test_our_own_faults_are_all_told_even_in_a_flood() -> None:
    few = Few()
    for _ in range(1000):
        few.filter(record(status_code=400))
    assert all(few.filter(record(status_code=500)) for _ in range(100))
    assert all(few.filter(record("the chain does not hold")) for _ in range(100))


def test_the_house_writes_through_it(either, capsys) -> None:
    handler = next(
        one for one in logging.getLogger("django").handlers if "FewLines" in type(one).__name__
    )
    assert any(isinstance(one, Few) for one in handler.filters)
