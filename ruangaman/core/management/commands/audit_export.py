"""``audit-export``: the daily signed copy of the audit chain."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.core.audit import audit_export
from ruangaman.core.exports import ExportRefused

_REFUSED = {
    ExportRefused.BROKEN: "The audit chain is not whole. Run `ruangaman check`.",
    ExportRefused.OLDER: "The database is older than the last export.",
}


class Command(BaseCommand):
    """Exit code 0: written, or nothing to write yet; 1: the chain is not whole."""

    help = (
        "Write the audit events since the last export as signed JSON lines to"
        " RUANGAMAN_AUDIT_EXPORTS. Run it daily; copy the file to another machine."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the file and print its name."""
        try:
            path = audit_export()
        except ExportRefused as refused:
            if str(refused) not in _REFUSED:
                self.stdout.write("There are no audit events yet.")
                return
            raise CommandError(_REFUSED[str(refused)]) from refused
        self.stdout.write(str(path))
