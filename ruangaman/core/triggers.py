"""Triggers by which the database itself refuses to change or delete rows of certain tables.

They hold against a mistake and against a stolen database account without the right to change
the schema; against its owner stand the hashes, the signatures and what is kept outside.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

AUDIT = "core_auditevent"
TABLES = {
    AUDIT: "audit events are append-only",
    "people_manifestentry": "the manifest of receivers is append-only",
    "oversight_release": "releases are append-only",
}
"""Tables whose rows are only ever added, by their ``sequence``, and what a refusal says."""


def triggers_install(connection: BaseDatabaseWrapper, table: str = AUDIT) -> None:
    """Create the triggers. SQLite's third one is there because REPLACE fires no delete trigger."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in _sqlite(table).values():
                cursor.execute(statement)
            return
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger"
            f" LANGUAGE plpgsql AS $${_body(table)}$$"
        )
        for name, when in _postgresql(table).items():
            cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {table}_refuse()")
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def triggers_remove(connection: BaseDatabaseWrapper, table: str = AUDIT) -> None:
    """Drop the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _sqlite(table):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name in _postgresql(table):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        cursor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")


def triggers_missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that are absent, switched off or not as we made them."""
    missing: list[str] = []
    for table in TABLES:
        if connection.vendor == "sqlite":
            wanted, sound = list(_sqlite(table)), _sqlite_sound(connection, table)
        else:
            wanted, sound = list(_postgresql(table)), _postgresql_sound(connection, table)
        missing += [name for name in wanted if name not in sound]
    return missing


def _sqlite(table: str) -> dict[str, str]:
    """Return the statements that make the triggers, by name."""
    when = {
        "no_update": f"BEFORE UPDATE ON {table}",
        "no_delete": f"BEFORE DELETE ON {table}",
        "no_replace": f"BEFORE INSERT ON {table} {_taken(table)}",
    }
    return {
        f"{table}_{name}": f"CREATE TRIGGER {table}_{name} {clause}"
        f" BEGIN SELECT RAISE(ABORT, '{TABLES[table]}'); END"
        for name, clause in when.items()
    }


def _taken(table: str) -> str:
    return f"WHEN EXISTS (SELECT 1 FROM {table} WHERE sequence = NEW.sequence)"  # noqa: S608


def _postgresql(table: str) -> dict[str, str]:
    return {
        f"{table}_no_change": f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
        f"{table}_no_truncate": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
    }


def _body(table: str) -> str:
    return f"BEGIN RAISE EXCEPTION '{TABLES[table]}'; END;"


def _sqlite_sound(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    wanted = _sqlite(table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name for name, sql in cursor.fetchall() if wanted.get(name) == sql}


def _postgresql_sound(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    """``tgenabled`` is A for a trigger that fires always, whatever the session's role."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = to_regclass(%s) AND t.tgenabled = 'A'"
            " AND p.proname = %s AND p.prosrc = %s",
            [table, f"{table}_refuse", _body(table)],
        )
        return {name for (name,) in cursor.fetchall()}
