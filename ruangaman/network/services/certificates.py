"""Certificates of training: as training issues them, and as they are read off older paper."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.templatetags.dates import day
from ruangaman.network.issued import issued_to
from ruangaman.network.models import Person
from ruangaman.network.services.people import person_turn
from ruangaman.network.services.receiving import receiving_refresh_people
from ruangaman.people.faults import Refused
from ruangaman.people.models import User


class CertificateRefused(Refused):
    """A certificate was not recorded; ``field`` is ``number`` or ``until``."""

    def __init__(self, message: Any, field: str) -> None:
        """Keep the sentence and its field."""
        super().__init__(message)
        self.field = field


def certificate_record(
    *, person: Person, version: int, number: str, until: dt.date | None, by: User
) -> None:
    """Record the newest certificate with its last day; both empty take a wrong entry back.

    Nobody is certified who was not trained before, and nobody records her own. What is typed never
    takes the place of a certificate that was issued here and holds longer.
    """
    if bool(number) != bool(until):
        raise CertificateRefused(
            _("Isi nomor dan hari terakhirnya, atau kosongkan keduanya."),
            "until" if number else "number",
        )
    detail = {"until": str(until or "")}
    with person_turn(
        pk=person.pk, version=version, by=by, action="certified", detail=detail
    ) as mine:
        if mine.user_id == by.pk:
            raise Refused(_("Sertifikat Anda sendiri dicatat koordinator lain."))
        if until is not None and mine.trained_on is None:
            raise CertificateRefused(
                _("Catat dulu kapan ia dilatih, di “Perbaiki data”."), "number"
            )
        if until is not None and mine.trained_on is not None and until <= mine.trained_on:
            raise CertificateRefused(_("Hari ini mendahului pelatihannya."), "until")
        issued = issued_to(mine.pk)
        if issued is not None and (until is None or until <= issued[1]):
            raise CertificateRefused(
                _("Sertifikat %(number)s yang terbit di sini berlaku sampai %(until)s.")
                % {"number": issued[0], "until": day(issued[1])},
                "until" if until else "number",
            )
        mine.certificate, mine.certified_until = number, until
        mine.save(update_fields=["certificate", "certified_until"])


Standing = tuple[str, dt.date | None]
"""A number and its last day; empty and None where nobody certifies any more."""


def certified_write(*, standings: Mapping[uuid.UUID, Standing], actor: uuid.UUID) -> None:
    """Write by which certificate people are certified and until when, as training counts it.

    What they may receive is computed anew in the same transaction. One audit event: about the
    person where it is one, else about how many.
    """
    with transaction.atomic():
        changed = []
        for person in Person.objects.select_for_update().filter(pk__in=standings).order_by("pk"):
            number, until = standings[person.pk]
            if (person.certificate, person.certified_until) == (number, until):
                continue
            Person.objects.filter(pk=person.pk).update(
                certificate=number, certified_until=until, version=F("version") + 1
            )
            changed.append(person)
        if not changed:
            return
        receiving_refresh_people(changed)
        alone = len(changed) == 1
        audit_record(
            actor=actor,
            action="person_certified" if alone else "people_certified",
            subject=subject_of("person", changed[0].pk.bytes) if alone else b"",
            detail=(
                {"until": str(standings[changed[0].pk][1] or "")}
                if alone
                else {"people": len(changed)}
            ),
        )
