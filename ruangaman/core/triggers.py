"""Triggers by which the database itself refuses to change or delete an audit event.

They hold against a mistake and against a stolen database account without the right to change
the schema; against its owner stand the hashes, the signed head and the exports.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "core_auditevent"
_TEXT = "audit events are append-only"

_SQLITE = {
    "core_auditevent_no_update": f"BEFORE UPDATE ON {_TABLE}",
    "core_auditevent_no_delete": f"BEFORE DELETE ON {_TABLE}",
    "core_auditevent_no_replace": (
        "BEFORE INSERT ON core_auditevent"
        " WHEN EXISTS (SELECT 1 FROM core_auditevent WHERE sequence = NEW.sequence)"
    ),
}
_POSTGRESQL = {
    "core_auditevent_no_change": f"BEFORE UPDATE OR DELETE ON {_TABLE} FOR EACH ROW",
    "core_auditevent_no_truncate": f"BEFORE TRUNCATE ON {_TABLE} FOR EACH STATEMENT",
}
_FUNCTION = "core_auditevent_refuse"
_BODY = f"BEGIN RAISE EXCEPTION '{_TEXT}'; END;"


def triggers_install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers. SQLite's third one is there because REPLACE fires no delete trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(_sqlite_sql(name))
            return
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger"
            f" LANGUAGE plpgsql AS $${_BODY}$$"
        )
        for name, when in _POSTGRESQL.items():
            cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {_FUNCTION}()")
            cursor.execute(f"ALTER TABLE {_TABLE} ENABLE ALWAYS TRIGGER {name}")


def triggers_remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name in _POSTGRESQL:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {_TABLE}")
        cursor.execute(f"DROP FUNCTION IF EXISTS {_FUNCTION}()")


def triggers_missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that are absent, switched off or not as we made them."""
    sqlite = connection.vendor == "sqlite"
    sound = _sqlite_sound(connection) if sqlite else _postgresql_sound(connection)
    return [name for name in (_SQLITE if sqlite else _POSTGRESQL) if name not in sound]


def _sqlite_sql(name: str) -> str:
    return f"CREATE TRIGGER {name} {_SQLITE[name]} BEGIN SELECT RAISE(ABORT, '{_TEXT}'); END"


def _sqlite_sound(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {
            name for name, sql in cursor.fetchall() if name in _SQLITE and sql == _sqlite_sql(name)
        }


def _postgresql_sound(connection: BaseDatabaseWrapper) -> set[str]:
    """``tgenabled`` is A for a trigger that fires always, whatever the session's role."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = to_regclass(%s) AND t.tgenabled = 'A'"
            " AND p.proname = %s AND p.prosrc = %s",
            [_TABLE, _FUNCTION, _BODY],
        )
        return {name for (name,) in cursor.fetchall()}
