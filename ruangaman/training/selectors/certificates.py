"""Certificates as the coordinator and their holders see them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from ruangaman.core.pack_content import said
from ruangaman.network.models import Person
from ruangaman.network.selectors.units import folded
from ruangaman.people.models import User
from ruangaman.training.certificate_words import module_titles
from ruangaman.training.labels import band_shown, course_shown
from ruangaman.training.models import Certificate, Event
from ruangaman.training.permissions import is_keeper
from ruangaman.training.selectors.bridges import bridges
from ruangaman.training.selectors.candidates import CAME, Candidate, candidates
from ruangaman.training.selectors.public import State, in_state, state_of

_YEAR = dt.timedelta(days=366)
_MOST = 5


@dataclass(frozen=True)
class Row:
    """A certificate, and what it is called here."""

    certificate: Certificate
    state: State
    course: str

    @property
    def holds(self) -> bool:
        """Say whether it is valid today."""
        return self.state == State.VALID

    @property
    def band(self) -> str:
        """Return the band of the score in words."""
        return band_shown(self.certificate.band)


def certificates_found(
    *, state: str = "", text: str = "", number: str = ""
) -> QuerySet[Certificate]:
    """Return certificates by state, or by a part of the name or the whole number."""
    found = Certificate.objects.select_related("person").defer("credential")
    if number or text:
        wanted = Q(person__search__contains=folded(text)) if text else Q()
        return found.filter(wanted | Q(number=number) if number else wanted)
    return found.filter(in_state(state, timezone.localdate())) if state else found


def certificate_rows(certificates: Iterable[Certificate]) -> list[Row]:
    """Return certificates with their state and course."""
    today = timezone.localdate()
    return [
        Row(one, state_of(one.valid_until, one.revoked_on, today), course_shown(one.course))
        for one in certificates
    ]


def certificates_of(user: User) -> list[Row]:
    """Return somebody's own certificates, the newest first."""
    mine = Certificate.objects.filter(person__user=user).select_related("event")
    return certificate_rows(mine.defer("credential"))


def missing_for(user: User) -> list[Candidate]:
    """Return what somebody still lacks after the events of the last year, each event once.

    An earlier course that counts by a bridge can be completed at any time, until she has one.
    """
    person = Person.objects.filter(user=user).first()
    if person is None:
        return []
    today = timezone.localdate()
    told = Q(last__range=(today - _YEAR, today))
    if not person.certificates.filter(revoked_on=None).exists():
        told |= Q(key__in=list(bridges()))
    mine = Event.objects.filter(
        told,
        participants__person=person,
        participants__state__in=CAME,
        state=Event.State.CLOSED,
    ).exclude(course=Event.Course.OTHER)
    found = [one for event in mine[:_MOST] for one in candidates(event, by=None, only=person)]
    return [one for one in found if one.refusals]


def certificate_for(user: User, pk: uuid.UUID) -> Certificate | None:
    """Return a certificate to its holder and to a coordinator; for all others there is none."""
    found = Certificate.objects.select_related("event", "person").filter(pk=pk)
    if not is_keeper(user):
        found = found.filter(person__user=user)
    return found.first()


def others_of(certificate: Certificate) -> list[Row]:
    """Return the other certificates of the same person."""
    rows = Certificate.objects.filter(person=certificate.person_id).exclude(pk=certificate.pk)
    return certificate_rows(rows.defer("credential"))


def hours_of(certificate: Certificate) -> list[tuple[str, int]]:
    """Return what was learnt and its hours, in the language of the page; empty for no module."""
    titles = {
        number: {"title_id": names["id"], "title_en": names["en"]}
        for number, names in module_titles().items()
    }
    return [
        (str(said(titles.get(module, {}), "title")) if module else "", jp)
        for module, jp in certificate.hours
    ]
