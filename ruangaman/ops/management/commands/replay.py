"""``ruangaman replay``."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ruangaman.ops.replaying import WRONG_STORE, replayed_line
from ruangaman.reporting.services.replay import WrongStore, replay


class Command(BaseCommand):
    """Exit code 0: done, or nothing to do; 1: the shred store does not fit or answer."""

    help = (
        "Carry out again what the shred store remembers and an older copy of the database does"
        " not: disposals and withdrawals. Doing it twice changes nothing."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Replay and print the figures."""
        try:
            done = replay()
        except WrongStore as fault:
            raise CommandError(WRONG_STORE) from fault
        except DatabaseError as fault:
            raise CommandError(
                f"The database or the shred store does not answer: {fault}"
            ) from fault
        self.stdout.write(json.dumps(asdict(done)) if options["json"] else replayed_line(done))
