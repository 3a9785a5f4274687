"""By which certificate somebody is certified, and how readiness follows it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.network.models import Person
from ruangaman.network.selectors.readiness import Lack, standings
from ruangaman.network.services.certificates import certificate_record
from ruangaman.network.tests import standing
from ruangaman.network.tests.appointing import appoint, decree
from ruangaman.people.faults import Refused
from ruangaman.people.models import RoleGrant
from ruangaman.training.models import Certificate, Event
from ruangaman.training.selectors.candidates import candidates
from ruangaman.training.selectors.why import Why
from ruangaman.training.services.certificates import certificate_revoke
from ruangaman.training.tests import courses
from ruangaman.training.tests.test_issuing import issue
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_refresher_renews_and_never_shortens(world: World) -> None:
    first = courses.event()
    who = courses.person()
    courses.takes_part(first, who)
    [old] = issue(world, first)
    longer = old.valid_until + dt.timedelta(days=400)
    Certificate.objects.filter(pk=old.pk).update(valid_until=longer)
    Person.objects.filter(pk=who.pk).update(certified_until=longer)
    again = courses.event(course=Event.Course.REFRESHER)
    courses.takes_part(again, who, played=None)
    [new] = issue(world, again)
    who.refresh_from_db()
    assert (new.renews_id, new.course) == (old.pk, "basic")
    assert (who.certificate, who.certified_until) == (old.number, longer)
    certificate_revoke(certificate=old, reason="mistake", by=world.dewi)
    who.refresh_from_db()
    assert (who.certificate, who.certified_until) == (new.number, new.valid_until)


def test_who_was_away_too_long_is_not_refreshed_until_she_never_stopped(world: World) -> None:
    """The certificate is still valid; a decree that ran out 13 months ago decides."""
    again = courses.event(course=Event.Course.REFRESHER)
    who = courses.person(certified_until=again.last + 30 * DAY, certificate="LAMA")
    courses.takes_part(again, who, played=None)
    starts, ends = (again.last - days * DAY for days in (1500, 400))
    ran_out = decree(starts=starts, ends=ends, state="expired")
    appoint(ran_out, who)
    [one] = candidates(again, by=world.dewi)
    assert [no.why for no in one.refusals] == [Why.GAP_SERVED]
    appoint(decree(starts=ends + DAY, ends=None), who)
    [one] = candidates(again, by=world.dewi)
    assert one.meets


def test_a_longer_one_typed_by_hand_stays_and_a_displaced_one_comes_back(world: World) -> None:
    today = timezone.localdate()
    event = courses.event()
    long, short = (
        courses.person(trained_on=today - 400 * DAY),
        courses.person(trained_on=today - 400 * DAY),
    )
    for who, until in ((long, today + 2000 * DAY), (short, today + 30 * DAY)):
        certificate_record(person=who, version=1, number="LAMA", until=until, by=world.dewi)
        courses.takes_part(event, who)
    made = {one.person_id: one for one in issue(world, event)}
    long.refresh_from_db()
    short.refresh_from_db()
    assert (long.certificate, long.certified_until) == ("LAMA", today + 2000 * DAY)
    assert short.certificate == made[short.pk].number
    for one in made.values():
        certificate_revoke(certificate=one, reason="mistake", by=world.dewi)
    long.refresh_from_db()
    short.refresh_from_db()
    assert (long.certificate, long.certified_until) == ("LAMA", today + 2000 * DAY)
    assert (short.certificate, short.certified_until) == ("LAMA", today + 30 * DAY)


def test_readiness_comes_and_goes_with_the_certificate(world: World) -> None:
    who = standing.person("dinas-kesehatan", world.rina, certified_until=None)
    standing.decree("dinas-kesehatan", who)
    event = courses.event()
    courses.takes_part(event, who)
    grant = RoleGrant.objects.get(user=world.rina, role="focal_point")
    today = timezone.localdate()

    def lacks() -> set[Lack]:
        [one] = [
            each
            for each in standings(today, ["dinas-kesehatan"])
            if each.appointment.person_id == who.pk
        ]
        return set(one.lacks)

    assert Lack.CERTIFICATE in lacks()
    [made] = issue(world, event)
    grant.refresh_from_db()
    assert Lack.CERTIFICATE not in lacks()
    assert grant.receives_until is not None
    assert grant.receives_until >= today
    certificate_revoke(certificate=made, reason="conduct", by=world.dewi)
    grant.refresh_from_db()
    assert Lack.CERTIFICATE in lacks()
    assert grant.receives_until is None or grant.receives_until < today
    [one] = candidates(event, by=world.dewi)
    assert [str(no.why) for no in one.refusals] == ["revoked"]


def test_what_is_typed_never_shortens_what_was_issued(world: World) -> None:
    event = courses.event()
    who = courses.person()
    courses.takes_part(event, who)
    [made] = issue(world, event)
    who.refresh_from_db()
    for number, until in (("", None), ("LAMA", made.valid_until - DAY)):
        with pytest.raises(Refused, match=made.number):
            certificate_record(
                person=who, version=who.version, number=number, until=until, by=world.dewi
            )
    longer = made.valid_until + DAY
    certificate_record(person=who, version=who.version, number="LAMA", until=longer, by=world.dewi)
    who.refresh_from_db()
    assert (who.certificate, who.certified_until) == ("LAMA", longer)
