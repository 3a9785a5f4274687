"""``ruangaman recovery-export``: boxes of named reports, for the offline machine."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.lib.recovery import check_line
from ruangaman.reporting.services.recovery import RecoveryRefused, recovery_export


class Command(BaseCommand):
    """Write what the holders need to give one receiver access to named reports."""

    help = (
        "Write the recovery boxes of named reports, and the key of one receiver, to a file for"
        " the machine without a network. Recorded in the audit events; opens nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the reports, the receiver and the file."""
        parser.add_argument("--report", nargs="+", required=True, help="numbers, as KTN-4821")
        parser.add_argument("--for", dest="username", required=True, help="user name")
        parser.add_argument("--to", required=True, type=Path, help="new file to write")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Export; print what is compared in the room."""
        if options["to"].exists():
            raise CommandError(f"{options['to']} is there already. Name a new file.")
        try:
            export = recovery_export(numbers=options["report"], username=options["username"])
            text = export.written()
            with options["to"].open("x", encoding="utf-8") as file:
                file.write(text)
        except (RecoveryRefused, OSError) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"Reports: {len(export.reports)}")
        self.stdout.write(f"Receiver: {export.receiver.label}")
        self.stdout.write(f"Her fingerprint: {export.receiver.public.fingerprint}")
        self.stdout.write(f"Check line of the file: {check_line(text)}")
