"""Certificates are issued, revoked and issued anew with a corrected name."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Collection, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.clock import now
from ruangaman.lib.badges import badge_document
from ruangaman.lib.credentials import credential_sign
from ruangaman.network.models import Person
from ruangaman.network.services.certificates import Standing, certified_write
from ruangaman.network.services.decree_changes import must_coordinate
from ruangaman.network.services.people import people_trained
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.certificate_words import badge_of, module_titles
from ruangaman.training.labels import ALPHABET, GROUP, number_grouped
from ruangaman.training.models import Certificate, Event, IssuerKey
from ruangaman.training.selectors.candidates import Candidate, certificate_rules
from ruangaman.training.selectors.meets import award
from ruangaman.training.selectors.standings import Counted, counted_for
from ruangaman.training.services.issuer import issuer_key

Titles = Mapping[int, Mapping[str, str]]


@transaction.atomic
def certificates_issue(
    *, event: Event, candidates: Sequence[Candidate], by: User, titles: Titles
) -> list[Certificate]:
    """Issue to those who meet everything; who has one of this event already gets no second.

    Readiness changes in the same transaction. ``Refused`` when the key is not the published one.
    """
    must_coordinate(by)
    key, rules = issuer_key(), certificate_rules()
    people = [one.person.pk for one in candidates if one.meets]
    locked = {one.pk: one for one in Person.objects.select_for_update().filter(pk__in=people)}
    having = set(_active(event, people).values_list("person_id", flat=True))
    made = []
    for one in candidates:
        if not one.meets or one.person.pk in having or one.person.pk not in locked:
            continue
        won = award(one.facts, rules)
        certificate = Certificate(
            person=locked[one.person.pk],
            name=locked[one.person.pk].name,
            course=won.course,
            event=event,
            jp=sum(jp for _module, jp in won.hours),
            hours=[list(pair) for pair in won.hours],
            band=won.band,
            issued_on=timezone.localdate(),
            valid_until=won.until,
            renews_id=won.renews.pk if won.renews else None,
            issued_by=by,
        )
        made.append(_signed(certificate, key, titles))
    Certificate.objects.bulk_create(made)
    if made:
        trained = {one.person_id: event.last for one in made}
        people_trained(days=trained, by=by)
        standings_write(people=list(trained), actor=by.pk)
        audit_record(
            actor=by.pk,
            action="certificates_issued",
            subject=subject_of("event", event.pk.bytes),
            detail={"certificates": len(made)},
        )
    return made


@transaction.atomic
def certificate_revoke(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    """Take a certificate back from today on; readiness falls with it, unless another one holds."""
    must_coordinate(by)
    mine = _turn(certificate, by)
    mine.revoked_on, mine.revoked_reason = timezone.localdate(), reason
    mine.save(update_fields=["revoked_on", "revoked_reason"])
    standings_write(people=[mine.person_id], actor=by.pk)
    _audit(mine, "revoked", by, {"reason": reason})
    return mine


@transaction.atomic
def certificate_reissue(*, certificate: Certificate, name: str, by: User) -> Certificate:
    """Issue the same certificate under a corrected name; the old one is replaced."""
    must_coordinate(by)
    mine = _turn(certificate, by)
    if mine.name == name:
        raise Refused(_("Nama ini sudah tertulis di sertifikatnya."))
    key = issuer_key()
    mine.revoked_on, mine.revoked_reason = timezone.localdate(), Certificate.Reason.REPLACED
    mine.save(update_fields=["revoked_on", "revoked_reason"])
    again = Certificate(
        person_id=mine.person_id,
        name=name,
        course=mine.course,
        event=mine.event,
        jp=mine.jp,
        hours=mine.hours,
        band=mine.band,
        issued_on=timezone.localdate(),
        valid_until=mine.valid_until,
        renews=mine,
        issued_by=by,
        displaced=mine.displaced,
        displaced_until=mine.displaced_until,
    )
    _signed(again, key, module_titles()).save(force_insert=True)
    standings_write(people=[mine.person_id], actor=by.pk)
    _audit(again, "reissued", by, {})
    return again


def standings_write(*, people: Collection[uuid.UUID], actor: uuid.UUID) -> None:
    """Let the network know by which certificate these people are certified now.

    What was recorded by hand and holds longer stays; what it displaced is kept to be given back.
    """
    found = counted_for(people)
    for one in found.values():
        _displaced_keep(one)
    standings: dict[uuid.UUID, Standing] = {pk: one.standing for pk, one in found.items()}
    certified_write(standings=standings, actor=actor)


def number_new() -> str:
    """Return a random number to be read and typed by people."""
    letters = "".join(secrets.choice(ALPHABET) for _letter in range(2 * GROUP))
    return number_grouped(letters)


def _displaced_keep(one: Counted) -> None:
    if one.by is not None and one.by_hand is not None:
        Certificate.objects.filter(pk=one.by).update(
            displaced=one.by_hand[0], displaced_until=one.by_hand[1]
        )


def _active(event: Event, people: Collection[uuid.UUID]) -> QuerySet[Certificate]:
    return Certificate.objects.filter(event=event, person__in=people, revoked_on=None)


def _signed(certificate: Certificate, key: IssuerKey, titles: Titles) -> Certificate:
    """Give a certificate its number and the credential, signed with the key in force."""
    certificate.number, certificate.key = number_new(), key
    document = badge_document(badge_of(certificate, titles), public=bytes(key.public))
    created = timezone.localtime(now()).isoformat(timespec="seconds")
    signed = credential_sign(document, seed=settings.CERTIFICATE_KEY, created=created)
    certificate.credential = json.dumps(signed, ensure_ascii=False, indent=1)
    return certificate


def _turn(certificate: Certificate, by: User) -> Certificate:
    """Lock a certificate that is not revoked; nobody decides about her own."""
    mine = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("event", "person")
        .get(pk=certificate.pk)
    )
    if mine.revoked_on is not None:
        raise Refused(_("Sertifikat ini sudah dicabut."))
    if mine.person.user_id == by.pk:
        raise Refused(_("Sertifikat Anda sendiri diurus koordinator lain."))
    return mine


def _audit(certificate: Certificate, action: str, by: User, detail: Mapping[str, str]) -> None:
    audit_record(
        actor=by.pk,
        action=f"certificate_{action}",
        subject=subject_of("certificate", certificate.pk.bytes),
        detail=detail,
    )
