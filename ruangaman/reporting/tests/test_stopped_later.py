"""What a supervisor sees, and what is there again later, after a focal point stopped."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.people.models import RoleGrant, User
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.selectors.stopped import COUNTED, reporters_wait, stopped_of
from ruangaman.reporting.services.access import accesses_end
from ruangaman.reporting.services.replay import replay
from ruangaman.reporting.tests import ends
from ruangaman.reporting.tests.test_stays_out import parts
from ruangaman.reporting.tests.test_stopped import choose, opened, over, sent
from tests.clients import PublicClient, StaffClient
from tests.pages import text_of
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_the_supervisor_of_uptd_ppa_sees_yes_or_no(
    public: PublicClient, staff: StaffClient, world: World
) -> None:
    code = sent()
    world.sign_in(staff, "agustina")
    asked = "Ada pelapor yang belum memilih pengganti fokal pointnya?"
    assert f"{asked} Tidak" in text_of(staff.get("/kasus/tim/"))
    over(world, "lena")
    page = text_of(staff.get("/kasus/tim/"))
    assert f"{asked} Ya" in page
    assert Report.objects.get().number not in page
    assert "Dinas Sosial" not in page
    choose(public, code, "tunggu")
    assert f"{asked} Tidak" in text_of(staff.get("/kasus/tim/"))


def test_a_box_that_nobody_is_asked_about_holds_the_answer_for_thirty_days_only(
    public: PublicClient, world: World
) -> None:
    """Lena's box is empty: the reporter said that she is in conflict with focal points there."""
    code = sent("dinas-kesehatan")
    report = Report.objects.get()
    Box.objects.create(report=report, recipient=world.keys["lena"], sealed=b"x")
    over(world, "lena")
    accesses_end()
    assert stopped_of(opened(code)) is None
    assert reporters_wait()
    box = Box.objects.get(recipient=world.keys["lena"])
    box.ended_on = timezone.localdate() - COUNTED
    box.save()
    assert reporters_wait()
    box.ended_on -= DAY
    box.save()
    assert not reporters_wait()
    Box.objects.filter(pk=box.pk).update(ended_on=timezone.localdate())
    over(world, "rina", "beni")
    choose(public, code, "tunggu")
    assert not reporters_wait(), "with her answer about others it is answered too"


def test_after_a_restore_the_team_she_let_in_is_there_again(
    public: PublicClient, world: World, own_store: Any
) -> None:
    code = sent()
    over(world, "lena")
    backup = ends.copied()
    choose(public, code, world.teams["fp-dinas-kesehatan"].pk)
    teams = set(Report.objects.get().teams.values_list("code", flat=True))
    answered = set(Box.objects.values_list("recipient", "answered"))
    assert "fp-dinas-kesehatan" in teams
    ends.put_back(backup)
    assert replay().withdrawn == 1
    assert set(Report.objects.get().teams.values_list("code", flat=True)) == teams
    assert set(Box.objects.values_list("recipient", "answered")) == answered
    assert parts(world, "rina") == {"needs", "messages"}
    assert replay().withdrawn == 0


def test_a_role_taken_away_or_an_account_closed_asks_her_too(
    public: PublicClient, world: World
) -> None:
    code = sent()
    User.objects.filter(pk=world.lena.pk).update(is_active=False)
    assert reporters_wait()
    assert stopped_of(opened(code))
    User.objects.filter(pk=world.lena.pk).update(is_active=True)
    RoleGrant.objects.filter(user=world.lena).delete()
    assert stopped_of(opened(code))
