"""``audit-export``: the daily signed copy of the audit chain."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_export
from ruangaman.core.exports import ExportRefused


class Command(BaseCommand):
    """Exit code 0: written, or nothing to write yet; 1: the chain is not whole."""

    help = (
        "Writes the audit events since the last export as signed JSON lines to"
        " RUANGAMAN_AUDIT_EXPORTS. Run it daily; copy the file to another machine."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the file and print its name."""
        texts = {
            ExportRefused.BROKEN: _("Rantai audit tidak utuh: jalankan ruangaman check."),
            ExportRefused.OLDER: _("Basis data lebih tua daripada ekspor terakhir."),
        }
        try:
            path = audit_export()
        except ExportRefused as refused:
            if str(refused) not in texts:
                self.stdout.write(_("Belum ada catatan audit."))
                return
            raise CommandError(texts[str(refused)]) from refused
        self.stdout.write(str(path))
