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
LETTER = "ruangaman.letter"
"""The same for the letter that a service answers with its code."""


@contextmanager
def rows_opened(code: Code) -> Iterator[None]:
    """Let the rows of the code's report be seen, in a transaction, until the end of the block.

    SQLite has no accounts: there nothing happens, and no transaction begins.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _named(OPENED, code.lookup(settings.SEAL_SECRET).hex())
        yield
        _named(OPENED, before)


@contextmanager
def letter_opened(digest: bytes) -> Iterator[None]:
    """Let the letter be seen that this digest finds, as ``rows_opened`` does for a report."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _named(LETTER, digest.hex())
        yield
        _named(LETTER, before)


def _named(setting: str, value: str) -> str:
    """Name what this transaction may see and return what was named before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)",
            [setting, setting, value],
        )
        return str(cursor.fetchone()[0])
