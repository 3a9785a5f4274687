"""That the police was told: whose word counts, and for how long."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import sent, text_of
from ruangaman.casework.tests.test_clocks import moved, pressed, signed_by
from ruangaman.people.models import RoleGrant
from ruangaman.people.services.receivers import proposal_sign, removal_propose
from tests.clients import PublicClient, StaffClient
from tests.waking import Clock as Wall
from tests.world import World, sign_teams, vouch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gone", ["moved", "left", "removed"])
def test_that_the_police_was_told_stays_counted_when_its_signer_is_gone(
    wall: Wall, world: World, public: PublicClient, gone: str
) -> None:
    sign_teams()
    report, code = sent()
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    path, today = f"/kasus/{report.number}/berkas/tenggat/", str(timezone.localdate())
    filled = {"butir": str(uuid.uuid4()), "hari": today, "tahu": "on"}
    assert maria.post(f"{path}polisi/", filled).status_code == 200
    told = "UPTD PPA memberi tahu polisi pada"
    assert told in text_of(pressed(public, code))
    wall.on(hours=24)
    grants = RoleGrant.objects.filter(user=world.maria)
    if gone == "moved":
        grants.update(team=world.teams["pseah-desk"])
        vouch(world.keys["maria"])
    else:
        grants.delete()
    if gone == "removed":
        proposal = removal_propose(reader=world.reader("yosef"), user=world.maria)
        proposal_sign(reader=world.reader("rina"), proposal_id=proposal.pk, typed="")
    assert told in text_of(pressed(public, code))
    yosef = world.sign_in(StaffClient(), "yosef", unlock=True)
    assert "Polisi diberi tahu pada" in text_of(yosef.post(path))


def test_whoever_joins_uptd_ppa_later_makes_nothing_count_that_she_signed_before(
    wall: Wall, world: World, public: PublicClient
) -> None:
    sign_teams()
    report, code = sent()
    moved(world, public, report, code, "maria", "pseah-desk", old="tetap")
    signed_by(world, "sari", report, told_on=str(timezone.localdate()))
    wall.on(hours=24)
    RoleGrant.objects.filter(user=world.sari).update(team=world.teams["uptd-ppa"])
    vouch(world.keys["sari"])
    assert "UPTD PPA memberi tahu polisi pada" not in text_of(pressed(public, code))
