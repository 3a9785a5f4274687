"""Tell PostgreSQL which slip this request holds: the public account sees that row and no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SLIP = "ruangaman.slip"
"""The name of the transaction's setting."""


@contextmanager
def slip_opened(index: bytes) -> Iterator[None]:
    """Let the row of this slip be seen, in a transaction, until the end of the block."""
    with transaction.atomic(savepoint=False):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config(%s, %s, true)", [SLIP, index.hex()])
        yield
