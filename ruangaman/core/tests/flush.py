"""Let Django empty the tables after a test with real transactions, triggers or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from ruangaman.core.triggers import triggers_install, triggers_remove


@pytest.fixture(scope="session", autouse=True)
def flush_over_triggers() -> Iterator[None]:
    """Take the audit triggers away for the emptying only."""
    emptied = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        triggers_remove(connection)
        emptied(case)
        triggers_install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
