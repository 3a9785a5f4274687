"""Let Django empty the tables after a test with real transactions, triggers or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from ruangaman.core.triggers import TABLES, triggers_install, triggers_remove


@pytest.fixture(scope="session", autouse=True)
def flush_over_triggers() -> Iterator[None]:
    """Take the triggers away for the emptying only."""
    emptied = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        for table in TABLES:
            triggers_remove(connection, table)
        emptied(case)
        for table in TABLES:
            triggers_install(connection, table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
