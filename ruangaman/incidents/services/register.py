"""Record an incident and what is done about it. Everything is sealed to the officers."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.clock import now
from ruangaman.core.rules import RuleMissing, month_after, rule
from ruangaman.incidents import seals
from ruangaman.incidents.counted import incident_counted
from ruangaman.incidents.models import Incident, IncidentBox, IncidentItem
from ruangaman.incidents.selectors.register import Opened, officers_lacking
from ruangaman.incidents.words import TOLD_STATES
from ruangaman.lib.sealing import SEED_BYTES, KeyPair, PublicKey
from ruangaman.people.faults import Refused
from ruangaman.people.labels import role_word
from ruangaman.people.models import Role
from ruangaman.people.readers import Reader
from ruangaman.people.selectors.officers import officers_able

RULE = "data_breach_notice"
_FALLBACK_HOURS = 72
_TRIES = 20


def notice_hours() -> int:
    """Return within how many hours notices go out (rule ``data_breach_notice``)."""
    try:
        return int(rule(RULE).value or _FALLBACK_HOURS)
    except RuleMissing:
        return _FALLBACK_HOURS


def incident_report(
    *, actor: uuid.UUID, role: str, values: Mapping[str, Any], item_id: uuid.UUID
) -> Incident:
    """Record a new incident; whoever sends the form twice gets the same one.

    ``values`` has ``found_at`` (ISO 8601). ``Refused`` where no officer could read it.
    """
    readers = officers_able()
    if not readers:
        raise Refused(
            _(
                "Belum ada petugas pelindungan data yang dapat membacanya. Telepon dia sekarang "
                "juga, dan catat jamnya di kertas."
            )
        )
    with transaction.atomic():
        known = IncidentItem.objects.filter(pk=item_id).select_related("incident").first()
        if known:
            return known.incident
        seed = secrets.token_bytes(SEED_BYTES)
        row = _created(KeyPair(seed).public, dt.datetime.fromisoformat(values["found_at"]))
        IncidentBox.objects.bulk_create(
            IncidentBox(
                incident=row,
                recipient_id=key,
                sealed=seals.box_seal(seed, to=public, incident=row.pk),
            )
            for key, public in readers.items()
        )
        _write(row, "found", role, values, item_id)
        _record(actor, "incident-reported", row)
    return row


def incident_write(
    *, reader: Reader, opened: Opened, what: str, values: Mapping[str, Any], item_id: uuid.UUID
) -> bool:
    """Write a step as an officer; False when this one is there already."""
    with transaction.atomic():
        row = _locked(opened.row.pk)
        if IncidentItem.objects.filter(pk=item_id).exists():
            return False
        row.public = KeyPair(opened.seed).public.raw  # hers, whatever the row says
        _write(row, what, _label(reader), values, item_id, reader)
        told = {**opened.values, **values}
        if told.get("authority") and told.get("persons") in TOLD_STATES:
            row.due_at = None
        elif what in ("authority", "persons"):
            row.due_at = opened.found_at + dt.timedelta(hours=notice_hours())
        if what == "closed":
            row.closed_on = month_after(now().date())
            incident_counted(
                seed=opened.seed, version=len(opened.history), values=told, hours=notice_hours()
            )
        if what == "reopened":
            row.closed_on = None
        row.save(update_fields=["due_at", "closed_on"])
        _record(reader.user_id, f"incident-{what}", row)
    return True


def incident_close(*, reader: Reader, opened: Opened, item_id: uuid.UUID) -> bool:
    """Close an incident; ``Refused`` while something that must be written is missing."""
    if opened.missing:
        raise Refused(_("Belum dapat ditutup: masih ada langkah yang belum dicatat."))
    return incident_write(reader=reader, opened=opened, what="closed", values={}, item_id=item_id)


def incident_share(*, reader: Reader, opened: Opened) -> int:
    """Let officers read who could not yet; return how many."""
    lacking = officers_lacking(opened)
    with transaction.atomic():
        for key, public in lacking.items():
            sealed = seals.box_seal(opened.seed, to=public, incident=opened.row.pk)
            IncidentBox.objects.get_or_create(
                incident=opened.row, recipient_id=key, defaults={"sealed": sealed}
            )
        if lacking:
            _record(reader.user_id, "incident-shared", opened.row)
    return len(lacking)


def incident_note(
    *, actor: uuid.UUID, role: str, incident_id: uuid.UUID, what: str, link: str, item_id: uuid.UUID
) -> bool:
    """Write from a case's side that it is concerned (``linked``) or was told (``told``).

    ``link`` is a random mark that stands in the case under seal; the register never learns
    which case it is. ``Refused`` for an incident that is gone, or whose key was swapped.
    """
    with transaction.atomic():
        row = _locked(incident_id)
        if IncidentItem.objects.filter(pk=item_id).exists():
            return False
        if bytes(row.mark) != seals.mark_of(row.pk, bytes(row.public)):
            raise Refused(_("Insiden ini tidak utuh. Beri tahu petugas pelindungan data."))
        _write(row, what, role, {"link": link}, item_id)
        _record(actor, f"incident-{what}", row)
    return True


def incident_id_of(code: str) -> uuid.UUID | None:
    """Return the id of an open incident by the code its officer told."""
    rows = Incident.objects.filter(code=code.strip().upper(), closed_on=None)
    return rows.values_list("pk", flat=True).first()


def _created(public: PublicKey, found_at: dt.datetime) -> Incident:
    due = found_at + dt.timedelta(hours=notice_hours())
    for _try in range(_TRIES):
        row = Incident(
            code=f"INS-{secrets.randbelow(90_000) + 10_000}", public=public.raw, due_at=due
        )
        row.mark = seals.mark_of(row.pk, public.raw)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue
        return row
    raise IntegrityError("no free code")


def _locked(incident_id: uuid.UUID) -> Incident:
    row = Incident.objects.select_for_update().filter(pk=incident_id).first()
    if row is None:
        raise Refused(_("Insiden ini tidak ada."))
    return row


def _write(
    row: Incident,
    what: str,
    role: str,
    values: Mapping[str, Any],
    item_id: uuid.UUID,
    reader: Reader | None = None,
) -> None:
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    at = now().isoformat(timespec="minutes")
    body = {"what": what, "at": at, "role": role, "set": dict(values)}
    author = (reader.key, reader.key_id.bytes) if reader else None
    sealed = seals.item_seal(
        body, to=PublicKey(bytes(row.public)), incident=row.pk, item=item_id, author=author
    )
    IncidentItem.objects.create(id=item_id, incident=row, position=last + 1, sealed=sealed)


def _label(reader: Reader) -> str:
    return reader.role_label or role_word(Role.DPO)


def _record(actor: uuid.UUID, action: str, row: Incident) -> None:
    audit_record(actor=actor, action=action, subject=subject_of("incident", row.pk.bytes))
