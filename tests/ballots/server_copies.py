"""Clues in copies of a PostgreSQL database: places, transaction numbers, and the log (WAL)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from tests.ballots.clues import Clues, answers_of

_RESULTS = "SELECT stratum, answers FROM surveys_result ORDER BY "
_LOG = (
    "SELECT xid::text::bigint, block_ref FROM pg_get_wal_records_info(%s, %s)"
    " WHERE resource_manager LIKE 'Heap%%' AND block_ref LIKE %s ORDER BY start_lsn"
)


def server_clues(before: str, after: str, *, log: tuple[str, str]) -> Clues:
    """Read two copies; ``log`` are the places in the log before the first and after the last."""
    clues = Clues()
    with psycopg.connect(before) as copy:
        rows = copy.execute(
            "SELECT index, stratum, state, ctid::text, xmin::text::bigint FROM surveys_token"
        ).fetchall()
        ballots = copy.execute(
            "SELECT sealed, id, xmin::text::bigint FROM surveys_ballot ORDER BY ctid"
        ).fetchall()
        halves = copy.execute("SELECT sealed FROM surveys_half").fetchall()
        logged = copy.execute(_LOG, [*log, f"%{_relation(copy, 'surveys_token')}%"]).fetchall()
    clues.strata = {index.hex(): stratum for index, stratum, *_ in rows}
    spent = [(index.hex(), _place(ctid), number) for index, _, state, ctid, number in rows if state]
    by_number = {number: index for index, _, number in spent}
    clues.slips["place"] = [index for index, *_ in sorted(spent, key=lambda one: one[1])]
    clues.slips["transaction"] = [index for index, *_ in sorted(spent, key=lambda one: one[2])]
    clues.slips["index"] = sorted(index for index, *_ in spent)
    for name, order in (
        ("ballots by place", [one[2] for one in ballots]),
        ("ballots by id", [one[2] for one in sorted(ballots, key=lambda one: one[1])]),
        ("log", list(dict.fromkeys(number for number, _ in logged))),
    ):
        clues.slips[name] = [by_number[one] for one in order if one in by_number]
    clues.secrets = {bytes.fromhex(index) for index, *_ in spent}
    clues.secrets |= {sealed[:64] for sealed, *_ in ballots} | {one[:64] for (one,) in halves}
    _results(clues, after)
    return clues


def _results(clues: Clues, after: str) -> None:
    with psycopg.connect(after) as copy:
        for name in ("id", "ctid", "xmin::text::bigint"):
            found = copy.execute(_RESULTS + name)
            clues.answers[name] = [(stratum, answers_of(raw)) for stratum, raw in found]


def files_of(copy: str) -> Iterator[bytes]:
    """Return every file of a copied database, as it lies on the server's disk."""
    with psycopg.connect(copy, autocommit=True) as server:
        server.execute("CHECKPOINT")
        places = server.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE pg_relation_filepath(oid) IS NOT"
            " NULL AND relname LIKE ANY(ARRAY['surveys%', 'pg_toast%'])"
        ).fetchall()
        for (place,) in places:
            (body,) = server.execute("SELECT pg_read_binary_file(%s)", [place]).fetchone() or (b"",)
            yield body


def copied(server: str, name: str, *, like: str) -> str:
    """Copy a database block by block, and return where the copy is."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                Identifier(name), Identifier(like)
            )
        )
    address = server.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(address) as copy:
        copy.execute("CREATE EXTENSION IF NOT EXISTS pg_walinspect")
    return address


@contextmanager
def log_kept(server: str, name: str) -> Iterator[None]:
    """Let the server throw nothing of its log away: copying a database is a checkpoint, too."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_create_physical_replication_slot(%s, true)", [name])
        try:
            yield
        finally:
            connection.execute("SELECT pg_drop_replication_slot(%s)", [name])


def log_at(server: str) -> str:
    """Return the place in the log up to which it is written."""
    with psycopg.connect(server) as connection:
        row = connection.execute("SELECT pg_current_wal_flush_lsn()::text").fetchone()
    assert row
    return str(row[0])


def dropped(server: str, *names: str) -> None:
    """Take copies away."""
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(
                SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
            )


def _relation(copy: psycopg.Connection[Any], table: str) -> str:
    """Return a table as the log names it: its file keeps its number in a copy."""
    row = copy.execute("SELECT relfilenode FROM pg_class WHERE relname = %s", [table]).fetchone()
    assert row
    return f"/{row[0]} "


def _place(ctid: str) -> tuple[int, ...]:
    return tuple(int(part) for part in ctid.strip("()").split(","))
