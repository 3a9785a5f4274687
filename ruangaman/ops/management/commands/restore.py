"""``ruangaman restore``."""

from __future__ import annotations

import getpass
import json
import sqlite3
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ruangaman.core.progress import Bar
from ruangaman.lib.backup_key import BackupKeyError, seed_of
from ruangaman.ops.backup.ending import ended_cleanly
from ruangaman.ops.backup.faults import NotFinished, RestoreRefused
from ruangaman.ops.backup.restore import Restored, restore, restore_finish
from ruangaman.ops.management.commands.backup import MEGABYTE

_WRONG_USAGE = 2


class Command(BaseCommand):
    """Exit code 0: restored and ready; 1: not; 2: wrong usage."""

    help = (
        "Read a backup to its end, and only if it is sound and whole put it in the place of this"
        " installation's data; then bring it up to date (migrate), replay the withdrawals and"
        " disposals since, and allow serving. The servers must be stopped. Secrets, shred store"
        " and audit exports are not in a backup: put them in their places first."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the backup")
        parser.add_argument(
            "--key-file",
            metavar="PRIVATE",
            help="file of the 24 words of the private half; - asks for them or reads them from"
            " standard input",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="where there is data: set it aside (SQLite and files under another name beside;"
            " PostgreSQL as schema before_restore_…) instead of refusing",
        )
        parser.add_argument(
            "--foreign",
            action="store_true",
            help="take an archive that was signed with another RUANGAMAN_AUDIT_KEY",
        )
        parser.add_argument(
            "--finish",
            action="store_true",
            help="only repeat what comes after the data is back, when that failed",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore, or finish a restore."""
        try:
            with ended_cleanly():
                done = _finished(options) if options["finish"] else _restored(options)
        except (RestoreRefused, NotFinished) as refused:
            raise CommandError(str(refused)) from refused
        except (DatabaseError, sqlite3.Error, psycopg.Error) as fault:
            raise CommandError(f"The database does not answer: {fault}") from fault
        self.stdout.write(json.dumps(done) if options["json"] else _as_text(done))


def _finished(options: dict[str, Any]) -> dict[str, Any]:
    if options["file"] or options["key_file"] or options["replace"] or options["foreign"]:
        raise CommandError("--finish stands alone.", returncode=_WRONG_USAGE)
    return {"replayed": restore_finish()}


def _restored(options: dict[str, Any]) -> dict[str, Any]:
    if not options["file"] or not options["key_file"]:
        raise CommandError("FILE and --key-file are needed.", returncode=_WRONG_USAGE)
    bar = Bar(sys.stderr)
    try:
        done: Restored = restore(
            archive=options["file"],
            seed=_seed_from(options["key_file"]),
            replace=options["replace"],
            foreign=options["foreign"],
            progress=lambda done, total: bar(done // MEGABYTE, total // MEGABYTE),
        )
    finally:
        bar.close()
    return asdict(done)


def _seed_from(name: str) -> bytes:
    """Read the private half; it is never an argument, because others see arguments."""
    try:
        if name != "-":
            return seed_of(Path(name).read_text("utf-8"))
        if sys.stdin.isatty():
            return seed_of(getpass.getpass("The 24 words: "))
        return seed_of(sys.stdin.read())
    except BackupKeyError as fault:
        raise CommandError(f"The private half: {fault}.") from fault
    except (OSError, ValueError) as fault:
        raise CommandError(f"{name}: {getattr(fault, 'strerror', None) or fault}") from fault


def _as_text(done: dict[str, Any]) -> str:
    lines = []
    if "made_at" in done:
        lines.append(
            f"Restored the backup of {done['made_at']} ({done['database']}),"
            f" {done['files']} files, {done['audit_events']} audit events."
        )
        lines += [f"Set aside: {place}. Remove it when all is well." for place in done["aside"]]
    lines.append(done["replayed"])
    lines += [
        f"Newer than this copy: {place}. Keep it, in a folder of its own; what it has and the"
        " database has not is what was lost."
        for place in done.get("exports_newer", [])
    ]
    return "\n".join([*lines, "Run `ruangaman check`, then serve."])
