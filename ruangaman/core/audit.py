"""Audit events: every staff action, append-only, chained by hash, the head signed.

The order in a transaction is: do the work, seal what there is to seal, and call
``audit_record`` last. It takes the chain's head, which one transaction at a time may hold, so
what stands after it makes all others wait.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from ruangaman.core.chain import event_fields, hash_at, head_fault, links
from ruangaman.core.clock import now
from ruangaman.core.exports import Export, ExportRefused, export_paths, export_read, export_write
from ruangaman.core.models import AuditEvent, AuditHead
from ruangaman.lib.chain import GENESIS, keyed_reference, link_hash, sign_head
from ruangaman.lib.sealing import derive

SUBJECT_BYTES = 16
MOST_FAULTS = 20

Progress = Callable[[int, int], None]


def audit_record(
    *,
    actor: uuid.UUID | None,
    action: str,
    subject: bytes = b"",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Append an event to the chain and sign the new head.

    ``subject`` comes from ``subject_of``; ``detail`` is JSON without fractions, and never holds
    content or a case number. Raises ``TransactionManagementError`` outside a transaction,
    because an action without its event must not stand, and ``ValueError`` for anything else.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("audit_record: a transaction is needed")
    if len(subject) not in (0, SUBJECT_BYTES):
        raise ValueError("audit_record: subject comes from subject_of")
    body = _plain(dict(detail or {}))
    head, _made = AuditHead.objects.select_for_update().get_or_create(
        pk=1, defaults={"hash": GENESIS, "signature": b""}
    )
    event = AuditEvent(
        sequence=head.sequence + 1,
        at=now(),
        actor=actor,
        action=action,
        subject=subject,
        detail=body,
        previous=bytes(head.hash),
    )
    event.hash = link_hash(bytes(head.hash), event_fields(event))
    event.save(force_insert=True)
    head.sequence, head.hash = event.sequence, event.hash
    head.signature = sign_head(settings.AUDIT_KEY, event.sequence, event.hash)
    head.save(update_fields=["sequence", "hash", "signature"])


def subject_of(kind: str, identifier: bytes) -> bytes:
    """Return what stands for an object in the chain; without the secret it says nothing."""
    return keyed_reference(_subject_key(settings.SEAL_SECRET), kind, identifier)


def audit_verify(*, progress: Progress | None = None) -> list[str]:
    """Return what is wrong with the chain, its head and its exports, in words; empty if whole.

    At most ``MOST_FAULTS`` are named. ``progress`` hears how many events of how many are done.
    """
    head = AuditHead.objects.filter(pk=1).first()
    faults = chain(_head_faults(head), _chain_faults(head, progress), _export_faults(head))
    return list(islice(faults, MOST_FAULTS))


def audit_export() -> Path:
    """Write the events since the last export as signed JSON lines and return the file.

    Raises ``ExportRefused`` when the chain is empty, broken or older than the last export.
    """
    head = AuditHead.objects.filter(pk=1).first()
    if head is None:
        raise ExportRefused(ExportRefused.EMPTY)
    return export_write(head)


def _head_faults(head: AuditHead | None) -> Iterator[str]:
    texts = {
        "missing": _("Kepala rantai audit hilang."),
        "forged": _("Tanda tangan kepala rantai audit tidak cocok."),
        "beyond": _("Ada peristiwa audit sesudah kepala rantai."),
    }
    fault = head_fault(head)
    if fault:
        yield texts[fault]


def _chain_faults(head: AuditHead | None, progress: Progress | None) -> Iterator[str]:
    if head is None:
        return
    sequence, digest = 0, GENESIS
    for link in links(after=0, upto=head.sequence, previous=GENESIS):
        if not link.whole:
            yield _("Peristiwa audit %(number)d diubah, hilang, atau tertukar.") % {
                "number": link.sequence if link.sequence == sequence + 1 else sequence + 1
            }
        sequence, digest = link.sequence, link.hash
        if progress and sequence % 1000 == 0:
            progress(sequence, head.sequence)
    if (sequence, digest) != (head.sequence, bytes(head.hash)):
        yield _("Kepala rantai audit tidak cocok dengan peristiwa terakhir.")


def _export_faults(head: AuditHead | None) -> Iterator[str]:
    before: Export | None = None
    for path in export_paths():
        export = export_read(path)
        if export is None:
            yield _("Berkas ekspor %(file)s diubah atau rusak.") % {"file": path.name}
            before = None
            continue
        if before and (before.sequence, before.hash) != (export.after, export.after_hash):
            yield _("Ada berkas ekspor yang hilang sebelum %(file)s.") % {"file": path.name}
        yield from _against_database(export, head.sequence if head else 0)
        before = export


def _against_database(export: Export, sequence: int) -> Iterator[str]:
    if export.sequence > sequence:
        yield _("Basis data lebih tua daripada berkas ekspor %(file)s.") % {
            "file": export.path.name
        }
    elif hash_at(export.sequence) != export.hash or hash_at(export.after) != export.after_hash:
        yield _("Basis data berbeda dari berkas ekspor %(file)s.") % {"file": export.path.name}


@lru_cache(maxsize=2)
def _subject_key(secret: bytes) -> bytes:
    return derive(secret, "ruangaman audit subject 1")


def _plain(value: Any) -> Any:
    """Return ``value`` if every database gives it back unchanged, else raise ``ValueError``."""
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return {_plain(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str) and "\0" not in value:
        return str(value)
    raise ValueError("audit_record: detail holds text, whole numbers and lists")
