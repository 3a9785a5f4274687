"""The chain of audit events as it stands in the database, walked in constant memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Subquery

from ruangaman.core.models import AuditEvent, AuditHead
from ruangaman.lib.chain import GENESIS, head_is_signed, link_hash

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """One event as it stands; ``whole`` is False where the chain breaks."""

    sequence: int
    fields: Mapping[str, Any]
    hash: bytes
    whole: bool


def event_fields(event: AuditEvent) -> dict[str, Any]:
    """Return what the hash of an event covers, ready for JSON; the time in UTC microseconds."""
    return {
        "sequence": event.sequence,
        "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor": str(event.actor) if event.actor else None,
        "action": event.action,
        "subject": bytes(event.subject).hex(),
        "detail": event.detail,
    }


def links(*, after: int, upto: int, previous: bytes) -> Iterator[Link]:
    """Walk the chain from ``after`` (whose hash is ``previous``) to ``upto``."""
    expected = after + 1
    events = AuditEvent.objects.filter(sequence__gt=after, sequence__lte=upto)
    for event in events.order_by("sequence").iterator(chunk_size=_CHUNK):
        fields, stored = event_fields(event), bytes(event.hash)
        whole = (
            event.sequence == expected
            and bytes(event.previous) == previous
            and stored == link_hash(previous, fields)
        )
        yield Link(event.sequence, fields, stored, whole)
        previous, expected = stored, event.sequence + 1


def head_fault(head: AuditHead | None) -> str:
    """Return ``missing``, ``forged`` or ``beyond`` (events after the head), or nothing."""
    if head is None:
        return "missing" if AuditEvent.objects.exists() else ""
    if not head_is_signed(
        settings.AUDIT_KEY, head.sequence, bytes(head.hash), bytes(head.signature)
    ):
        return "forged"
    top = AuditHead.objects.filter(pk=1).values("sequence")
    return "beyond" if AuditEvent.objects.filter(sequence__gt=Subquery(top)).exists() else ""


def hash_at(sequence: int) -> bytes | None:
    """Return the hash of an event, ``GENESIS`` before the first one, None where it is missing."""
    if sequence == 0:
        return GENESIS
    found = AuditEvent.objects.filter(sequence=sequence).values_list("hash", flat=True).first()
    return None if found is None else bytes(found)
