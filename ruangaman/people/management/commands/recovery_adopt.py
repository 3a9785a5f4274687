"""``ruangaman recovery-adopt``: makes the public half known to the installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.lib.recovery import FileFault, public_file_read
from ruangaman.people.services.recovery import KeyEnded, recovery_adopt, recovery_end


class Command(BaseCommand):
    """Adopt the recovery key of a file, or end the one in force."""

    help = (
        "Take the public half of a recovery key into use; the one before ends. Reports that were"
        " sealed to an older key stay readable with its shares only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, or for the end."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", type=Path, help="file that recovery-create wrote")
        what.add_argument("--end", action="store_true", help="end the key in force, without a new")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Adopt or end; say what holds now."""
        if options["end"]:
            if not recovery_end():
                raise CommandError("There is no recovery key in force.")
            self.stdout.write("The recovery key has ended. Nothing new is sealed to it.")
            return
        try:
            file = public_file_read(options["file"].read_text("utf-8"))
            adopted = recovery_adopt(file=file)
        except (OSError, UnicodeDecodeError, FileFault) as fault:
            raise CommandError(str(fault)) from fault
        except KeyEnded as fault:
            raise CommandError("This recovery key has ended. Hold a new ceremony.") from fault
        self.stdout.write("Adopted." if adopted else "It was adopted before.")
        self.stdout.write(f"Fingerprint: {file.public.fingerprint}")
        self.stdout.write(f"Holders: {'; '.join(file.holders)}")
