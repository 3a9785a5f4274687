"""``ruangaman work``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ruangaman.ops.management.commands.serve import check_migrations, check_restored
from ruangaman.ops.work import work, work_round


class Command(BaseCommand):
    """Send notices and run the daily jobs."""

    help = (
        "Send notices and run the daily jobs until SIGTERM or Ctrl-C. `serve` starts it by itself;"
        " several at once do not disturb each other."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work."""
        check_restored()
        check_migrations()
        if options["once"]:
            work_round()
        else:
            work()
