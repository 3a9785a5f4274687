"""``ruangaman recovery-import``: takes in what two holders signed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.lib.recovery import FileFault
from ruangaman.reporting.passed_on import handover_read
from ruangaman.reporting.services.recovery import RecoveryRefused, recovery_import


class Command(BaseCommand):
    """Give the receiver her boxes, and leave each reporter a note."""

    help = (
        "Take in the file that recovery-open wrote: the receiver can open the reports, and each"
        " reporter sees it in her mailbox. All or nothing; doing it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file."""
        parser.add_argument("file", type=Path, help="file that recovery-open wrote")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import; say for how many reports it was new."""
        try:
            handover = handover_read(options["file"].read_text("utf-8"))
            new = recovery_import(handover=handover)
        except (RecoveryRefused, FileFault, OSError, UnicodeDecodeError) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"Reports given: {new}; given before: {len(handover.reports) - new}.")
