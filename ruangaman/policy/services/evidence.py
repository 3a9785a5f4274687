"""Keeps files as evidence: looked into, cleaned, sealed; taken away with their bytes."""

from __future__ import annotations

import contextlib
import hashlib
import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.storage import Pieces, is_room_for_files, sealed_files
from ruangaman.lib.blobs import blob_seal, new_key, padded_size
from ruangaman.lib.cleaning.kinds import PDF
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.lib.cleaning.run import clean
from ruangaman.network.services.sweeping import rowless_sweep
from ruangaman.people.models import User
from ruangaman.policy.evidence import (
    MOST_OF_SUBJECT,
    PLACE,
    evidence_context,
    evidence_place,
    key_seal,
)
from ruangaman.policy.models import Evidence
from ruangaman.policy.permissions import may_write

_ACTIVE = frozenset({"script", "attachment"})


def evidence_add(
    *,
    about: Evidence.About,
    subject: uuid.UUID,
    unit_code: str,
    what: str,
    raw: bytes | bytearray,
    by: User,
) -> Evidence:
    """Keep a file, or raise ``lib.cleaning.limits.Refused``.

    A photo is kept without where and with what it was taken. A PDF is kept byte for byte, because
    cleaning would break an electronic signature; one that runs something is refused. The sealed
    bytes are on the disk before the row commits.
    """
    _must_write(by, unit_code)
    if not is_room_for_files():
        raise Refused("disk")
    cleaned = clean(raw, folder=settings.EPHEMERAL_HOME)
    if _ACTIVE.intersection(cleaned.removed):
        raise Refused("active")
    plain = bytes(raw) if cleaned.kind == PDF else cleaned.data
    file = Evidence(about=about, subject=subject, unit_code=unit_code, what=what)
    file.added_by, file.added_name = by, by.name
    file.media, file.size = cleaned.kind, len(plain)
    file.sha256, file.blob = hashlib.sha256(plain).digest(), evidence_place(file)
    key = new_key()
    file.sealed = key_seal(file, key)
    _store(file, plain, key)
    try:
        _row_write(file, by)
    except BaseException:
        with contextlib.suppress(OSError):
            sealed_files().delete(file.blob)
        raise
    return file


def evidence_remove(*, file: Evidence, by: User) -> None:
    """Take a file away; its bytes go when the row is gone. Twice is as once."""
    _must_write(by, file.unit_code)
    with transaction.atomic():
        gone, _ = Evidence.objects.filter(pk=file.pk).delete()
        if not gone:
            return
        transaction.on_commit(lambda: sealed_files().delete(file.blob))
        _record(file, "policy_evidence_removed", by)


def evidence_forget(*, about: Evidence.About, subject: uuid.UUID) -> None:
    """Take all files of a subject away with it; a part of what removes the subject."""
    files = Evidence.objects.filter(about=about, subject=subject)
    blobs = list(files.values_list("blob", flat=True))
    files.delete()
    for blob in blobs:
        transaction.on_commit(lambda blob=blob: sealed_files().delete(blob))  # type: ignore[misc]


def evidence_sweep() -> int:
    """Delete bytes that a crash left behind without their row; how many."""
    return rowless_sweep(PLACE, Evidence)


def _row_write(file: Evidence, by: User) -> None:
    with transaction.atomic():
        beside = Evidence.objects.select_for_update().filter(about=file.about, subject=file.subject)
        known = [bytes(digest) for digest in beside.values_list("sha256", flat=True)]
        if len(known) >= MOST_OF_SUBJECT:
            raise Refused("many")
        if bytes(file.sha256) in known:
            raise Refused("known")
        file.save(force_insert=True)
        _record(file, "policy_evidence_added", by)


def _record(file: Evidence, action: str, by: User) -> None:
    audit_record(
        actor=by.pk,
        action=action,
        subject=subject_of(f"policy_{file.about}", file.subject.bytes),
        detail={"unit": file.unit_code, "sha256": bytes(file.sha256).hex()},
    )


def _must_write(by: User, unit_code: str) -> None:
    if not may_write(by, unit_code):
        raise PermissionDenied


def _store(file: Evidence, plain: bytes, key: bytes) -> None:
    sealed = blob_seal(plain, key=key, context=evidence_context(file))
    try:
        saved = sealed_files().save(file.blob, Pieces(sealed, size=padded_size(len(plain))))
    except OSError as fault:
        raise Refused("disk") from fault
    if saved != file.blob:
        raise Refused("disk")
