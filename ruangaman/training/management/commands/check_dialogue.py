"""``ruangaman check-dialogue FILE``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.lib.pack import PackError, read_dialogue


class Command(BaseCommand):
    """Check one conversation for practice, as loading its pack would."""

    help = (
        "Check a conversation for practice: every text in both languages, every answer with what"
        " it does, no way that ends nowhere or goes round. Needs no database and writes nothing."
        " Exit code 0: nothing is wrong; 1: faults, one a line on standard error; 2: wrong usage."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", help="a TOML file as in packs/NAME/training/dialogues/")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say that the file is good, or everything that is wrong with it."""
        try:
            dialogue = read_dialogue(Path(options["file"]))
        except PackError as error:
            for fault in error.faults:
                self.stderr.write(str(fault), self.style.NOTICE)
            raise CommandError(f"{options['file']}: {len(error.faults)} fault(s).") from error
        self.stdout.write(
            f"{options['file']}: “{dialogue.title_id}”, {len(dialogue.turn)} turns,"
            f" {len(dialogue.ending)} endings: nothing is wrong."
        )
