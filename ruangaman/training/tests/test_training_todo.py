"""What training puts on the list of what somebody has to do, and reminds of once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.duty.models import Notice
from ruangaman.network.models import Reminder
from ruangaman.network.selectors.todo import todo_for
from ruangaman.network.services.reminders import reminders_plan
from ruangaman.network.tests.appointing import appoint, decree, person
from ruangaman.training.services.board import post_write
from ruangaman.training.tests.attending import event, invited
from ruangaman.training.tests.taught import curriculum_taught
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def kinds(world: World, name: str) -> list[str]:
    return [one.kind.value for one in todo_for(world.people[name], timezone.localdate())]


def test_a_refresher_a_form_and_a_lapsed_certificate_are_brought_to_mind_once(
    world: World,
) -> None:
    curriculum_taught()
    today = timezone.localdate()
    mine = person("Rina", user=world.rina, trained_on=today - dt.timedelta(days=345))
    mine.certified_until = today + dt.timedelta(days=400)
    mine.save()
    appoint(decree(starts=today - dt.timedelta(days=90), ends=None), mine)
    assert kinds(world, "rina").count("training") == 2, "refresher soon, advanced overdue"
    held = event(last=-1)
    invited(held, mine)
    assert "evaluate" in kinds(world, "rina")
    home = world.sign_in(StaffClient(), "rina").get("/").content.decode()
    assert "Pelatihan Anda jatuh tempo" in home
    assert f"/pelatihan/evaluasi/{held.pk}/after/" in home
    assert "training" not in kinds(world, "lena")
    reminders_plan()
    first = Notice.objects.count()
    assert Reminder.objects.filter(user=world.rina, key__startswith="training:").count() == 2
    reminders_plan()
    assert Notice.objects.count() == first, "each is brought to mind once"
    mine.certified_until = today - dt.timedelta(days=1)
    mine.save()
    assert "training" in kinds(world, "rina"), "a lapsed certificate goes on being said"


def test_a_moderator_is_told_of_texts_that_wait_and_nobody_else(world: World) -> None:
    post_write(text="Bagaimana?", by=world.rina)
    assert "moderate" in kinds(world, "maria")
    assert "moderate" not in kinds(world, "sari")
    home = world.sign_in(StaffClient(), "maria").get("/").content.decode()
    assert "/pelatihan/papan/periksa/" in home
