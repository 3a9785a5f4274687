"""Days away with a deputy, and whose account it is."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ruangaman.network.models import Leave, LeaveProposal, Person
from ruangaman.network.selectors.coverage import unit_states
from ruangaman.network.selectors.people import Standing, person_rows
from ruangaman.network.selectors.readiness import Lack
from ruangaman.network.services.certificates import CertificateRefused, certificate_record
from ruangaman.network.services.leaves import (
    LeaveRefused,
    leave_answer,
    leave_cancel,
    leave_propose,
    leave_record,
    proposals_prune,
)
from ruangaman.network.services.person_accounts import person_link_account, person_unlink_account
from ruangaman.network.tests.decree_world import DAY, UNIT, headed, placed, whole
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, RoleGrant
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
SOCIAL = "dinas-sosial"
OWN = "/jejaring/pernyataan/"


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


def own(world: World) -> Person:
    """Return Rina as a person of Dinas Kesehatan, linked with her account."""
    until = timezone.localdate() + 400 * DAY
    return placed("Rina", user=world.rina, certified_until=until, trained_on=until - 500 * DAY)


def test_she_says_herself_that_she_is_away_and_back(world: World) -> None:
    rina, today = own(world), timezone.localdate()
    able = placed("Budi", certified_until=today + 400 * DAY)
    client = world.sign_in(StaffClient(), "rina")
    sent = {"versi": 1, "pertama": today + DAY, "terakhir": today, "pengganti": able.pk}
    wrong = client.post(f"{OWN}cuti/", sent)
    assert wrong.status_code == 422
    assert "mendahului hari pertama" in wrong.content.decode()
    assert f'value="{able.pk}" selected' in wrong.content.decode()
    assert client.post(f"{OWN}cuti/", sent | {"terakhir": today + 3 * DAY}).status_code == 302
    leave = Leave.objects.get()
    assert (leave.person, leave.deputy, leave.recorded_by) == (rina, able, world.rina)
    assert "Pelaksana: Budi" in client.get(OWN).content.decode()
    stale = client.post(f"{OWN}cuti/{leave.pk}/batal/", {"versi": 1}, follow=True)
    assert "baru saja diubah" in stale.content.decode()
    client.post(f"{OWN}cuti/{leave.pk}/batal/", {"versi": 2})
    assert not Leave.objects.exists()


def test_a_heads_word_changes_nothing_until_she_or_another_answers(world: World) -> None:
    headed(world)
    rina, today = own(world), timezone.localdate()
    hasan, herself = (world.sign_in(StaffClient(), name) for name in ("hasan", "rina"))
    person, days = f"/jejaring/orang/{rina.pk}/", {"pertama": today, "terakhir": today + DAY}
    assert hasan.post(f"{person}usul-cuti/", days | {"versi": 1}).status_code == 302
    proposal = LeaveProposal.objects.get()
    assert not Leave.objects.exists()
    RoleGrant.objects.create(user=world.hasan, role=Role.COORDINATOR)
    with pytest.raises(Refused, match="orang lain"):
        leave_answer(proposal=proposal, version=1, yes=True, by=world.hasan)
    page = herself.get(OWN).content.decode()
    assert "Diusulkan Hasan" in page
    assert "Usulan cuti menunggu jawaban" in herself.get("/").content.decode()
    herself.post(f"{OWN}usul-cuti/{proposal.pk}/", {"versi": 1, "jawaban": "tidak"})
    assert not Leave.objects.exists()
    assert not LeaveProposal.objects.exists()
    leave_propose(person=rina, first=today, last=today, by=world.hasan)
    dewi = world.sign_in(StaffClient(), "dewi")
    assert "Usulan cuti menunggu jawaban" in dewi.get("/jejaring/minggu/").content.decode()
    proposal = LeaveProposal.objects.get()
    dewi.post(f"{person}usul-cuti/{proposal.pk}/", {"versi": 2, "jawaban": "ya"})
    leave = Leave.objects.get()
    assert "Bukan Anda yang mencatatnya" in herself.get(OWN).content.decode()
    herself.post(f"{OWN}cuti/{leave.pk}/batal/", {"versi": 3})
    assert not Leave.objects.exists(), "her own word wins"
    with pytest.raises(PermissionDenied):
        leave_propose(person=rina, first=today, last=today, by=world.kadis)
    leave_propose(person=rina, first=today, last=today, by=world.hasan)
    LeaveProposal.objects.update(last=today - DAY)
    proposals_prune()
    assert not LeaveProposal.objects.exists()


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
