"""``ruangaman load-pack NAME``."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.lib.pack import PackError
from ruangaman.ops.packs import Loaded, PackRefused, pack_folder, pack_load, summary


class Command(BaseCommand):
    """Check all files of a pack, then load what differs."""

    help = (
        "Check all files of a pack of reference data, then load what differs. Changed values"
        " keep their history. With faults nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("name", help="name of a pack below packs/, or the path of its folder")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load the pack; its faults go to standard error, one line each."""
        try:
            loaded = pack_load(folder=pack_folder(options["name"]), dry_run=options["dry_run"])
        except PackRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except PackError as error:
            self._print_faults(error, as_json=options["json"])
            raise CommandError(
                f"{options['name']}: {len(error.faults)} fault(s); nothing was written."
            ) from error
        if options["json"]:
            self.stdout.write(json.dumps(_report(loaded, dry_run=options["dry_run"])))
        else:
            self._print_changes(loaded, dry_run=options["dry_run"])

    def _print_faults(self, error: PackError, *, as_json: bool) -> None:
        """Print every fault as ``file, row, field: message``."""
        if as_json:
            self.stdout.write(json.dumps({"faults": [asdict(fault) for fault in error.faults]}))
        for fault in error.faults:
            self.stderr.write(str(fault), self.style.NOTICE)

    def _print_changes(self, loaded: Loaded, *, dry_run: bool) -> None:
        """Print a line for each table that changed."""
        info = loaded.pack.info
        verb = "would change" if dry_run else "changed"
        for table, done in loaded.changes.items():
            for code in done.kept:
                self.stdout.write(f"{table}: {code} was changed here and is kept")
        if not loaded.changed:
            self.stdout.write(f"Pack {info.name} {info.version}: nothing {verb}.")
            return
        self.stdout.write(f"Pack {info.name} {info.version} {verb}:")
        for table, done in loaded.changes.items():
            if not done:
                continue
            self.stdout.write(
                f"  {table}: {len(done.added)} new, {len(done.changed)} changed,"
                f" {len(done.retired)} retired"
            )
            for code, fields in done.changed.items():
                self.stdout.write(f"    {code}: {', '.join(fields)}")
            for code in done.retired:
                self.stdout.write(f"    {code}: retired")


def _report(loaded: Loaded, *, dry_run: bool) -> dict[str, Any]:
    """Return what a load did, as JSON."""
    info = loaded.pack.info
    report = {"pack": info.name, "version": info.version}
    return report | {"dry_run": dry_run, "changed_anything": loaded.changed} | summary(loaded)
