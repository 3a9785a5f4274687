"""``sweep-files``: take away files that no message, decree or set of posters names."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ruangaman.network.services.sweeping import network_files_sweep
from ruangaman.reporting.services.files import files_sweep


class Command(BaseCommand):
    """Exit code 0, whether there was something to take away or not."""

    help = (
        "Delete files that waited more than two hours for their message, and bytes that a crash"
        " left without a row. Run it every hour; a second run at once changes nothing."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Sweep and say how much was taken away."""
        swept = files_sweep()
        nameless = swept.nameless + network_files_sweep()
        self.stdout.write(f"{swept.waited} waited too long, {nameless} had no row")
