"""Days away with a deputy, and whose account it is."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ruangaman.network.models import Leave, Person
from ruangaman.network.selectors.coverage import unit_states
from ruangaman.network.selectors.people import Standing, person_rows
from ruangaman.network.selectors.readiness import Lack
from ruangaman.network.services.certificates import CertificateRefused, certificate_record
from ruangaman.network.services.leaves import LeaveRefused, leave_cancel, leave_record
from ruangaman.network.services.person_accounts import person_link_account, person_unlink_account
from ruangaman.network.tests.decree_world import DAY, UNIT, headed, placed, whole
from ruangaman.people.faults import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
SOCIAL = "dinas-sosial"


def test_a_deputy_must_be_able_to_serve(world: World) -> None:
    today = timezone.localdate()
    until = today + 400 * DAY
    ani = placed("Ani", certified_until=until)
    able = placed("Budi", certified_until=until)
    others = {
        "unit": placed("Cici", unit=SOCIAL, certified_until=until),
        "magang": placed("Dedi", kind="intern", certified_until=until),
        "memimpin": placed("Emi", leads=True, certified_until=until),
        "sertifikat": placed("Fani", certified_until=today + DAY),
        "orang lain": ani,
    }
    days = {"first": today, "last": today + 3 * DAY}
    for why, deputy in others.items():
        with pytest.raises(LeaveRefused, match=why) as refused:
            leave_record(person=ani, version=1, deputy=deputy, by=world.dewi, **days)
        assert refused.value.field == "deputy"
    whole(world, ani)
    leave = leave_record(person=ani, version=1, deputy=able, by=world.dewi, **days)
    assert Lack.LEAVE in unit_states(None, [UNIT])[0].lacks
    assert person_rows([ani])[0].standing == Standing.AWAY
    with pytest.raises(LeaveRefused, match="Ani"):
        leave_record(person=able, version=1, by=world.dewi, **days)
    with pytest.raises(LeaveRefused):
        leave_record(person=ani, version=2, by=world.dewi, **days)
    leave_cancel(leave=leave, version=2, by=world.dewi)
    assert not Leave.objects.exists()
    assert Lack.LEAVE not in unit_states(None, [UNIT])[0].lacks


def test_a_certificate_needs_a_training_and_a_last_day(world: World) -> None:
    today = timezone.localdate()
    ani, budi = placed("Ani", trained_on=None), placed("Budi", trained_on=today - DAY)
    until = today + 730 * DAY
    with pytest.raises(CertificateRefused, match="dilatih"):
        certificate_record(person=ani, version=1, number="1/PSEAH", until=until, by=world.dewi)
    for number, day, field in (
        ("1", None, "until"),
        ("", until, "number"),
        ("1", today - DAY, "until"),
    ):
        with pytest.raises(CertificateRefused) as refused:
            certificate_record(person=budi, version=1, number=number, until=day, by=world.dewi)
        assert refused.value.field == field
    with pytest.raises(PermissionDenied):
        certificate_record(person=budi, version=1, number="1", until=until, by=world.hasan)
    certificate_record(person=budi, version=1, number="1/PSEAH", until=until, by=world.dewi)
    assert Person.objects.get(pk=budi.pk).certified_until == until
    certificate_record(person=budi, version=2, number="", until=None, by=world.dewi)
    assert Person.objects.get(pk=budi.pk).certified_until is None


def test_a_head_of_unit_records_no_days_away(world: World) -> None:
    headed(world)
    today = timezone.localdate()
    with pytest.raises(PermissionDenied):
        leave_record(person=placed("Ani"), version=1, first=today, last=today, by=world.hasan)


def test_an_account_is_one_persons_and_never_the_editors_own(world: World) -> None:
    ani, budi = placed("Ani"), placed("Budi")
    with pytest.raises(Refused, match="sendiri"):
        person_link_account(person=ani, version=1, user=world.dewi, by=world.dewi)
    person_link_account(person=ani, version=1, user=world.rina, by=world.dewi)
    with pytest.raises(Refused, match="orang lain"):
        person_link_account(person=budi, version=1, user=world.rina, by=world.dewi)
    with pytest.raises(Refused, match="sudah punya"):
        person_link_account(person=ani, version=2, user=world.beni, by=world.dewi)
    person_unlink_account(person=ani, version=2, by=world.dewi)
    person_link_account(person=budi, version=1, user=world.rina, by=world.dewi)
    assert Person.objects.get(user=world.rina) == budi
