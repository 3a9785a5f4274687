"""``shred-copy``: the only backup that the shred store ever has."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from ruangaman.core.shred.copies import MOST_DAYS, CopyRefused, shred_copy


class Command(BaseCommand):
    """Exit code 0: copied and read back; 1: not copied; 2: wrong usage."""

    help = (
        "Copy the shred store, read the copy back, and delete older copies in the same folder."
        f" A copy keeps alive what was disposed of since, so none is kept beyond {MOST_DAYS} days."
        " Run it daily, to another disk; put the store and its copies into no other backup."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--to", type=Path, metavar="DIR", help="folder; without it RUANGAMAN_SHRED_COPIES"
        )
        parser.add_argument(
            "--keep-days",
            type=days,
            default=MOST_DAYS,
            metavar="N",
            help=f"delete copies older than so many days, 1 to {MOST_DAYS}",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Copy and print the path."""
        folder: Path | None = options["to"]
        if folder is None and settings.SHRED_COPIES:
            folder = Path(settings.SHRED_COPIES)
        if folder is None:
            raise CommandError("Say where: --to DIR, or RUANGAMAN_SHRED_COPIES.", returncode=2)
        try:
            path = shred_copy(folder, keep_days=options["keep_days"])
        except OperationalError as fault:
            raise CommandError(f"There is no shred store to copy: {fault}") from fault
        except CopyRefused as fault:
            raise CommandError(f"The copy did not read back: {fault}") from fault
        except OSError as fault:
            raise CommandError(f"{folder}: {fault.strerror}.") from fault
        self.stdout.write(str(path))


def days(text: str) -> int:
    """Read for how many days copies are kept."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_DAYS):
        raise ArgumentTypeError(f"1 to {MOST_DAYS} days")
    return int(text)
