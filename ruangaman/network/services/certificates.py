"""Certificates of training, as the coordinator reads them off the paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.network.models import Person
from ruangaman.network.services.people import person_turn
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

    Nobody is certified who was not trained before, and nobody records her own.
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
        mine.certificate, mine.certified_until = number, until
        mine.save(update_fields=["certificate", "certified_until"])
