"""``ruangaman recovery-adopt``: makes the public half known to the installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.lib.recovery import FileFault, public_file_read
from ruangaman.people.services.recovery import KeyEnded, recovery_adopt, recovery_end


class Command(BaseCommand):
    """Make the recovery key of a file known, or end all there are."""

    help = (
        "Make the public half of a recovery key known. It is in force once two receivers have"
        " signed it on the page of receivers, and a day has passed. Reports that were sealed to an"
        " older key stay readable with its shares only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, or for the end."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", type=Path, help="file that recovery-create wrote")
        what.add_argument("--end", action="store_true", help="end all keys, as after a theft")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Adopt or end; say what holds now."""
        if options["end"]:
            if not recovery_end():
                raise CommandError("There is no recovery key.")
            self.stdout.write(
                "Ended. Nothing new is sealed to it, and nothing it signs is taken in."
            )
            return
        try:
            file = public_file_read(options["file"].read_text("utf-8"))
            adopted = recovery_adopt(file=file)
        except (OSError, UnicodeDecodeError, FileFault) as fault:
            raise CommandError(str(fault)) from fault
        except KeyEnded as fault:
            raise CommandError("This recovery key has ended. Hold a new ceremony.") from fault
        self.stdout.write("Known now." if adopted else "It was known before.")
        self.stdout.write(f"Fingerprint: {file.public.fingerprint}")
        self.stdout.write(f"Holders: {'; '.join(file.holders)}")
        self.stdout.write("Now two receivers sign it: page Penerima, then Kunci cadangan.")
