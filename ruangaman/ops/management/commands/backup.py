"""``ruangaman backup``."""

from __future__ import annotations

import json
import sqlite3
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ruangaman.core.progress import Bar
from ruangaman.lib.backup_key import BackupKeyError, public_of
from ruangaman.lib.sealing import PublicKey
from ruangaman.ops.backup.ending import ended_cleanly
from ruangaman.ops.backup.faults import BackupRefused
from ruangaman.ops.backup.make import Made, backup_make
from ruangaman.ops.management.commands.serve import positive

MEGABYTE = 1024 * 1024


class Command(BaseCommand):
    """Exit code 0: written and read back; 1: not made; 2: wrong usage."""

    help = (
        "Write the database and the sealed files into one archive that only the private half of"
        " the backup key opens, while the servers run, and read it back. Never in it: the"
        " secrets, the keys of forms (RUANGAMAN_EPHEMERAL_HOME), the shred store"
        " (RUANGAMAN_SHRED_HOME), the audit exports, sessions. Keep copies of the secrets in"
        " another place: without them a backup opens nothing."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--to",
            type=Path,
            required=True,
            metavar="PATH",
            help="a file that is not there yet, or a folder",
        )
        parser.add_argument(
            "--key",
            type=Path,
            required=True,
            metavar="FILE",
            help="the public half, as backup-key wrote it",
        )
        parser.add_argument(
            "--keep",
            type=positive,
            metavar="N",
            help="in a folder: remove all but the newest N backups once this one is sound",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it and say what it is."""
        if options["keep"] and not options["to"].is_dir():
            raise CommandError("--keep needs a folder as --to.", returncode=2)
        bar = Bar(sys.stderr)
        try:
            with ended_cleanly():
                made = backup_make(
                    target=options["to"],
                    key=key_from(options["key"]),
                    keep=options["keep"],
                    progress=lambda done, total: bar(done // MEGABYTE, total // MEGABYTE),
                )
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        except (DatabaseError, sqlite3.Error, psycopg.Error) as fault:
            raise CommandError(f"The database could not be read: {fault}") from fault
        finally:
            bar.close()
        self.stdout.write(json.dumps(as_json(made)) if options["json"] else as_text(made))


def key_from(path: Path) -> PublicKey:
    """Read the public half."""
    try:
        return public_of(path.read_text("ascii"))
    except (OSError, ValueError) as fault:
        told = fault if isinstance(fault, BackupKeyError) else getattr(fault, "strerror", None)
        raise CommandError(f"{path}: {told or 'not the public half of a backup key'}") from fault


def as_json(made: Made) -> dict[str, Any]:
    """Return what was made."""
    return {
        "file": str(made.file),
        "bytes": made.bytes,
        "sha256": made.sha256,
        "key": made.key,
        "database": made.database,
        "files": made.files,
        "verified": True,
        "removed": [str(path) for path in made.removed],
    }


def as_text(made: Made) -> str:
    """Return what was made, in words."""
    lines = [
        f"{made.file}",
        f"  {made.bytes} bytes, {made.files} files, database {made.database}; read back and sound",
        f"  SHA-256 {made.sha256}",
        f"  opens with the key {made.key}",
    ]
    return "\n".join(lines + [f"  removed {path}" for path in made.removed])
