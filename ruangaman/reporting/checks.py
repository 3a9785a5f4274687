"""What ``check`` says about the shred store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from ruangaman.core.clock import now
from ruangaman.core.shred import store_exists
from ruangaman.core.shred.copies import MOST_DAYS, copied_at, copies
from ruangaman.reporting.models import Report
from ruangaman.reporting.services.access import accesses_open
from ruangaman.reporting.services.replay import (
    WrongStore,
    disposals_open,
    store_check,
    withdrawals_open,
)

_COPY_EVERY = dt.timedelta(days=2)


def faults() -> Iterator[str]:
    """Yield that the store is not there, or not this database's: no report opens."""
    try:
        store_check()
    except WrongStore:
        yield _(
            "Gudang kunci laporan (RUANGAMAN_SHRED_HOME) tidak ada, atau bukan milik basis data "
            "ini: laporan tidak akan terbuka."
        )


def warnings() -> Iterator[str]:
    """Yield that the database is older than the journals, or that the copies need a look."""
    if store_exists() and (disposals_open() or withdrawals_open()[0] or accesses_open()):
        yield _(
            "Basis data lebih tua daripada catatan pemusnahan dan pencabutan. "
            "Jalankan ruangaman replay."
        )
    yield from _copy_warnings()


def _copy_warnings() -> Iterator[str]:
    if not settings.SHRED_COPIES:
        if Report.objects.exists():
            yield _(
                "Gudang kunci laporan tidak disalin: tetapkan RUANGAMAN_SHRED_COPIES. "
                "Bila gudang itu hilang, tidak ada laporan yang terbuka lagi."
            )
        return
    times = [copied_at(path) for path in copies(Path(settings.SHRED_COPIES))]
    if Report.objects.exists() and (not times or now() - times[-1] > _COPY_EVERY):
        yield _("Gudang kunci laporan sudah dua hari tidak disalin (ruangaman shred-copy).")
    if times and now() - times[0] > dt.timedelta(days=MOST_DAYS + 1):
        yield _(
            "Ada salinan gudang kunci laporan yang lebih tua dari 14 hari: "
            "yang dimusnahkan masih terbuka dengannya."
        )
