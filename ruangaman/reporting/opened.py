"""Tell PostgreSQL which report this request may see.

The database account of the public surface sees the rows of one report only: the one whose look-up
id its transaction has named (``deploy/postgresql/grants.toml``). The id comes from the eight words,
so a fault in a query finds nothing of anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from ruangaman.lib.codename import Code

OPENED = "ruangaman.lookup"
"""The name of the transaction's setting."""


@contextmanager
def rows_opened(code: Code) -> Iterator[None]:
    """Let the rows of the code's report be seen, in a transaction, until the end of the block.

    SQLite has no accounts: there nothing happens, and no transaction begins.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _named(code.lookup(settings.SEAL_SECRET).hex())
        yield
        _named(before)


def _named(lookup: str) -> str:
    """Name the report for this transaction and return which one was named before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)",
            [OPENED, OPENED, lookup],
        )
        return str(cursor.fetchone()[0])
