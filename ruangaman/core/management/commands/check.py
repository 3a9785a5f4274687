"""``check``: Django's checks, then the audit chain, its exports, its triggers and the secrets."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.check import Command as DjangoCheck
from django.utils import translation

from ruangaman.core import health
from ruangaman.core.progress import Bar


class Command(DjangoCheck):
    """Exit code 0: nothing wrong; 1: something is; 2: wrong usage."""

    help = (
        "Check the code's configuration, the audit chain against its signed exports,"
        " the triggers that protect it, and the secrets."
    )

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """Run Django's checks; without labels or tags also those of this installation."""
        super().handle(*app_labels, **options)
        if app_labels or options["tags"] or options["list_tags"]:
            return
        bar = Bar(sys.stderr)
        with translation.override("en"):
            faults, warnings = health.faults(progress=bar), health.warnings()
        bar.close()
        for text in [*warnings, *faults]:
            self.stderr.write(text)
        if faults or (warnings and options["fail_level"] == "WARNING"):
            raise CommandError("Something has to be put right.")
        self.stdout.write("The audit chain is whole; its triggers and the secrets are there.")
