"""``ruangaman indicators``."""

from __future__ import annotations

import datetime as dt
import json
import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.core.progress import Bar
from ruangaman.oversight.months import month_of
from ruangaman.oversight.services.months import months_write

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_LONGEST = 120
"""Months that can be asked for: ten years."""


class Command(BaseCommand):
    """Compute the indicators of the running month, and of earlier ones that do not stand yet."""

    help = (
        "Compute the indicators of the running month, as the worker does every night, and those of"
        " earlier months that do not stand yet. What is known of today alone is left out of earlier"
        " months, and says so. A month that stands is never changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--since", metavar="YYYY-MM", help="begin earlier than ever computed")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compute, and name the months."""
        since = _since(options["since"])
        bar = Bar(self.stderr)  # type: ignore[arg-type]
        try:
            written = months_write(since=since, progress=bar)
        except* Exception as failed:
            named = "; ".join(note for one in failed.exceptions for note in one.__notes__)
            raise CommandError(f"Could not be computed: {named}. All others were.") from failed
        finally:
            bar.close()
        months = [f"{month:%Y-%m}" for month in written]
        said = json.dumps({"months": months}) if options["json"] else ", ".join(months)
        self.stdout.write(said)


def _since(text: str | None) -> dt.date | None:
    if text is None:
        return None
    if not _MONTH.fullmatch(text):
        raise CommandError(f"--since {text[:40]!r}: write a month as 2026-01.")
    since, now = dt.date.fromisoformat(f"{text}-01"), month_of()
    months = (now.year - since.year) * 12 + now.month - since.month
    if not 0 <= months <= _LONGEST:
        raise CommandError(f"--since {text}: not later than this month, at most ten years ago.")
    return since
