"""What ``ruangaman check`` looks at beside Django's own checks."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from ruangaman.core.audit import Progress, audit_verify
from ruangaman.core.clock import now
from ruangaman.core.exports import exported_upto
from ruangaman.core.instance import is_demo, secret_mark
from ruangaman.core.jobs import WORKER, last_success
from ruangaman.core.models import AuditEvent, Instance, JobRun
from ruangaman.core.templatetags.dates import day_hour
from ruangaman.core.triggers import triggers_missing

EXPORT_EVERY = JOB_EVERY = dt.timedelta(days=2)
WORKER_SILENT = dt.timedelta(minutes=10)

Sentences = Callable[[], Iterable[str]]
_others: dict[str, tuple[Sentences, Sentences]] = {}


def also_checked(room: str, *, faults: Sentences, warnings: Sentences) -> None:
    """Let ``check`` ask a room above this one too, for faults and for warnings."""
    _others[room] = (faults, warnings)


def faults(*, progress: Progress | None = None) -> list[str]:
    """Return everything that is wrong with this installation, in words."""
    try:
        return [
            *_trigger_faults(),
            *audit_verify(progress=progress),
            *_secret_faults(),
            *(text for ask, _warnings in _others.values() for text in ask()),
        ]
    except DatabaseError:
        return [_("Basis data tidak menjawab atau belum disiapkan (ruangaman migrate).")]


def warnings() -> list[str]:
    """Return what should be looked after, in words: exports, the worker, its daily jobs."""
    try:
        others = (text for _faults, ask in _others.values() for text in ask())
        return [*_export_warnings(), *_worker_warnings(), *_job_warnings(), *others]
    except DatabaseError:
        return []


def _export_warnings() -> Iterator[str]:
    """Events that no export holds for two days."""
    oldest = AuditEvent.objects.filter(sequence__gt=exported_upto()).order_by("sequence").first()
    if oldest and now() - oldest.at >= EXPORT_EVERY:
        yield _("Catatan audit sudah lebih dari dua hari tidak diekspor (ruangaman audit-export).")


def _worker_warnings() -> Iterator[str]:
    """No way of sending, or a worker that is silent although people have worked here."""
    if not (settings.SMTP_HOST or settings.SMS_URL or settings.WHATSAPP_URL or is_demo()):
        yield _("Belum ada cara mengirim pemberitahuan (RUANGAMAN_SMTP_HOST).")
    seen = last_success(WORKER)
    first = AuditEvent.objects.order_by("sequence").first()
    asleep = now() - WORKER_SILENT
    if (seen and seen < asleep) or (seen is None and first and first.at < asleep):
        yield _("Pekerja tidak berjalan sejak %(since)s: tidak ada yang dikabari.") % {
            "since": day_hour(seen) if seen else "-"
        }


def _job_warnings() -> Iterator[str]:
    """Daily jobs that have not succeeded for two days."""
    before = now() - JOB_EVERY
    for run in JobRun.objects.exclude(name=WORKER).order_by("name"):
        if (run.succeeded_at or run.tried_at or before) <= before:
            yield _("Tugas harian %(name)s belum berhasil sejak %(since)s.") % {
                "name": run.name,
                "since": day_hour(run.succeeded_at) if run.succeeded_at else "-",
            }


def _trigger_faults() -> Iterator[str]:
    for name in triggers_missing(connection):
        yield _("Pelindung catatan audit %(name)s tidak ada atau diubah.") % {"name": name}


def _secret_faults() -> Iterator[str]:
    """The database must know the secret again, and only the owner may read the files."""
    instance = Instance.objects.filter(pk=1).first()
    if instance and bytes(instance.secret_mark) not in (b"", secret_mark()):
        yield _(
            "RUANGAMAN_SEAL_SECRET bukan rahasia yang dipakai basis data ini:"
            " laporan tidak akan terbuka."
        )
    for path in _secret_files():
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield _("Berkas rahasia %(file)s dapat dibaca orang lain.") % {"file": path.name}


def _secret_files() -> list[Path]:
    return sorted(path for path in (settings.HOME / "secrets").glob("*") if path.is_file())
