"""Tell PostgreSQL which report this request may see.

The database account of the public surface sees the rows of one report only: the one whose look-up
id its transaction has named (``deploy/postgresql/grants.toml``). The id comes from the eight words,
so a fault in a query finds nothing of anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.codename import Code

OPENED = "ruangaman.lookup"
"""The name of the transaction's setting."""
REPLIES = "ruangaman.replies"
"""The same for what examiners sent back: by a place that the report's row does not give away."""
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
        lookup = code.lookup(settings.SEAL_SECRET)
        before = _named({OPENED: lookup.hex(), REPLIES: place_of(lookup).hex()})
        yield
        _named(before)


@contextmanager
def letter_opened(digest: bytes) -> Iterator[None]:
    """Let the letter be seen that this digest finds, as ``rows_opened`` does for a report."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _named({LETTER: digest.hex()})
        yield
        _named(before)


def place_of(lookup: bytes) -> bytes:
    """Return where the replies to a report lie; from the report's row nobody else works it out."""
    return keyed_reference(settings.SEAL_SECRET, "replies", lookup)


def _named(names: Mapping[str, str]) -> dict[str, str]:
    """Name what this transaction may see and return what was named before."""
    each = "coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)"
    given = [word for name, value in names.items() for word in (name, name, value)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([each] * len(names))}", given)
        before = cursor.fetchone()[::2]
    return dict(zip(names, map(str, before), strict=True))
