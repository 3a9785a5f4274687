"""Disposes of one report, as two people do: ``python -m ruangaman.ops.tests.disposer``."""

from __future__ import annotations

import django


def main() -> None:
    """Destroy the key of the first report and remove it down to its stub."""
    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from ruangaman.core.shred import Disposed, shred_destroy
    from ruangaman.reporting.models import Report
    from ruangaman.reporting.services.ending import disposal_finish

    with transaction.atomic():
        report = Report.objects.order_by("number")[0]
        entry = Disposed(
            shred=bytes(report.shred),
            report=report.pk.bytes,
            lookup=bytes(report.lookup),
            day=timezone.localdate(),
            rule="retention_concluded",
            first=bytes(16),
            second=b"2" * 16,
        )
        shred_destroy(entry)
        disposal_finish(report, entry)


if __name__ == "__main__":
    main()
