"""The database itself refuses to change or delete an event."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from ruangaman.core.models import AuditEvent
from ruangaman.core.triggers import triggers_install, triggers_missing, triggers_remove


def _refused(sql: str) -> None:
    refused = pytest.raises(DatabaseError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_event_cannot_be_changed(record):
    record(2)
    _refused("UPDATE core_auditevent SET action = 'x' WHERE sequence = 1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.update(action="x")
    assert not AuditEvent.objects.filter(action="x").exists()


def test_an_event_cannot_be_deleted(record):
    record(2)
    _refused("DELETE FROM core_auditevent WHERE sequence = 2")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.all().delete()
    assert AuditEvent.objects.count() == 2


def test_an_event_cannot_be_replaced(record):
    record(1)
    columns = "sequence, at, actor, action, subject, detail, previous, hash"
    changed = columns.replace("action", "'x'")
    same = f"SELECT {changed} FROM core_auditevent WHERE sequence = 1"
    if connection.vendor == "sqlite":
        _refused(f"INSERT OR REPLACE INTO core_auditevent ({columns}) {same}")
    else:
        _refused(
            f"INSERT INTO core_auditevent ({columns}) {same}"
            " ON CONFLICT (sequence) DO UPDATE SET action = 'x'"
        )


def test_the_table_cannot_be_truncated(record):
    record(1)
    if connection.vendor == "sqlite":
        _refused("DELETE FROM core_auditevent")
    else:
        _refused("TRUNCATE core_auditevent")


def test_the_triggers_can_be_taken_away_and_put_back(db):
    assert triggers_missing(connection) == []
    triggers_remove(connection)
    missing = triggers_missing(connection)
    assert len(missing) == (3 if connection.vendor == "sqlite" else 2)
    triggers_install(connection)
    assert triggers_missing(connection) == []


def test_a_trigger_that_does_nothing_is_not_taken_for_ours(db):
    name = triggers_name()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON core_auditevent BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(f"ALTER TABLE core_auditevent DISABLE TRIGGER {name}")
    assert triggers_missing(connection) == [name]


def triggers_name() -> str:
    kind = "no_update" if connection.vendor == "sqlite" else "no_change"
    return f"core_auditevent_{kind}"
