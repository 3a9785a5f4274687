"""What an archive says about itself, and what never enters one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from ruangaman.core.instance import secret_mark
from ruangaman.lib.archive import ArchiveError
from ruangaman.lib.sealing import KeyPair, derive
from ruangaman.people.models import Session, Unlocking

ABOUT, DATABASE, FILES = "about", "database/", "files/"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class About:
    """The first entry: from which installation and state of the code the archive comes."""

    database: str
    made_at: str
    secret_mark: str
    demo: bool
    audit_events: int
    migrations: list[list[str]] = field(default_factory=list)
    format: int = _FORMAT

    def to_bytes(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(asdict(self)).encode()


def about_of(rows: Callable[[str], list[tuple[Any, ...]]]) -> About:
    """Describe this installation as a snapshot shows it; ``rows`` asks the snapshot."""
    events = rows("SELECT sequence FROM core_audithead WHERE id = 1")
    demo = rows("SELECT demo FROM core_instance WHERE id = 1")
    migrations = rows("SELECT app, name FROM django_migrations ORDER BY app, name")
    return About(
        database=connection.vendor,
        made_at=timezone.now().isoformat(timespec="seconds"),
        secret_mark=secret_mark().hex(),
        demo=bool(demo and demo[0][0]),
        audit_events=int(events[0][0]) if events else 0,
        migrations=[[str(app), str(name)] for app, name in migrations],
    )


def about_from(body: bytes) -> About:
    """Read the first entry; raises ``ArchiveError``."""
    try:
        told: dict[str, Any] = json.loads(body)
        if told["format"] != _FORMAT:
            raise ArchiveError("made by a newer version of this software")
        return About(**told)
    except (ValueError, KeyError, TypeError) as fault:
        raise ArchiveError("it does not say what it is") from fault


def migrations_unknown(about: About) -> list[str]:
    """Return the migrations of an archive that this version of the code does not have."""
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known |= {(app, name) for app, name in migration.replaces}
    return [f"{app}.{name}" for app, name in about.migrations if (app, name) not in known]


def maker() -> KeyPair:
    """Return what this installation signs its archives with; it comes from the audit key."""
    return KeyPair(derive(settings.AUDIT_KEY, "ruangaman backup maker 1"))


def tables_left_empty() -> list[str]:
    """Return the tables whose rows enter no backup: nobody stays signed in from the past."""
    return [Unlocking._meta.db_table, Session._meta.db_table]
