"""``ruangaman bench``: hands over to the measuring programs of the checkout."""

from __future__ import annotations

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Measure against the budgets."""

    help = "Measure against the budgets: --json, --quick, --rows NAME ..."
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Become the measuring program; it has arguments of its own."""
        if not (settings.BASE_DIR / "bench").is_dir():
            raise CommandError("bench is part of the checkout, not of an installed package.")
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "bench", *argv[2:]])  # noqa: S606
