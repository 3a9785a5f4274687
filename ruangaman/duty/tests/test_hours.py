"""At its fixed hours a team is woken, whether there is something or not."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.duty.models import Language, TeamNotice
from ruangaman.duty.services.plan import notices_plan
from ruangaman.people.models import Team
from tests.servers import Mailbox
from tests.waking import Clock, Round, receivers, tasks
from tests.world import World

pytestmark = pytest.mark.django_db
READERS = ["beni", "lena", "maria", "rina", "sari", "yosef"]


def test_everybody_who_reads_is_woken_at_half_past_seven_and_at_four(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    round_()
    assert receivers(post) == []
    wall.at("2026-11-25 07:30")
    round_()
    assert receivers(post) == READERS
    wall.on(minutes=1)
    round_()
    assert receivers(post) == READERS
    wall.at("2026-11-25 16:00")
    round_()
    assert receivers(post) == sorted(READERS * 2)


@pytest.mark.parametrize("day", ["2026-11-28", "2026-11-29", "2026-12-25"])
def test_weekends_and_holidays_too(
    awake: World, wall: Clock, post: Mailbox, round_: Round, day: str
) -> None:
    wall.at(f"{day} 00:10")
    round_()
    post.letters.clear()
    wall.at(f"{day} 07:31")
    round_()
    assert receivers(post) == READERS


def test_the_text_is_neutral_and_has_no_address_in_it(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    Language.objects.create(user=awake.maria, code="en")
    wall.at("2026-11-25 07:30")
    round_()
    texts = {
        str(one["To"]).split("@")[0]: one.get_payload(decode=True).decode().strip()
        for one in post.letters
    }
    assert texts["maria"] == "There is a new task. Please sign in to your work page today."
    assert texts["rina"] == "Ada tugas baru. Silakan masuk ke halaman kerja Anda hari ini."
    for letter in post.letters:
        whole = letter.as_string().lower()
        for word in ("lapor", "kasus", "pseah", "ppa", "ruang", "aman", "http", "report", "case"):
            assert word not in whole.replace("halaman", ""), word


def test_hours_that_passed_while_the_worker_was_away_give_one_letter(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    wall.at("2026-11-27 18:00")
    round_()
    assert receivers(post) == READERS


def test_a_clock_set_back_an_hour_repeats_nothing(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    wall.at("2026-11-25 07:30")
    round_()
    wall.on(hours=-1)
    round_()
    wall.at("2026-11-25 07:30")
    round_()
    assert receivers(post) == READERS


def test_a_clock_that_was_a_year_ahead_silences_nobody(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    wall.at("2027-11-25 08:00")
    round_()
    post.letters.clear()
    wall.at("2026-11-25 10:00")
    round_()
    assert receivers(post) == []
    wall.at("2026-11-25 16:00")
    round_()
    assert receivers(post) == READERS


def test_a_team_has_hours_of_its_own(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    TeamNotice.objects.filter(team=awake.teams["uptd-ppa"]).update(hours=["12:00"])
    wall.at("2026-11-25 07:30")
    round_()
    assert "maria" not in receivers(post)
    post.letters.clear()
    wall.at("2026-11-25 12:00")
    round_()
    assert receivers(post) == ["maria", "yosef"]


def test_whoever_reads_for_two_teams_is_woken_once_an_hour(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    awake.maria.grants.create(role="case_worker", team=awake.teams["pseah-desk"])
    wall.at("2026-11-25 07:30")
    round_()
    assert receivers(post) == READERS


def test_suspended_people_and_closed_teams_are_not_woken(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    awake.yosef.is_active = False
    awake.yosef.save()
    Team.objects.filter(code="fp-dinas-sosial").update(active=False)
    wall.at("2026-11-25 07:30")
    round_()
    assert receivers(post) == ["beni", "maria", "rina", "sari"]


def test_without_a_mail_server_nothing_is_planned(awake: World, wall: Clock, settings: Any) -> None:
    settings.SMTP_HOST = ""
    wall.at("2026-11-25 07:30")
    notices_plan(now=wall.now)
    assert not tasks().exists()


def test_in_a_demo_nothing_leaves_the_machine(
    awake: World, wall: Clock, post: Mailbox, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruangaman.notify.channels.is_demo", lambda: True)
    wall.at("2026-11-25 07:30")
    round_()
    assert post.letters == []
    assert set(tasks().values_list("outcome", flat=True)) == {"accepted"}


def test_an_idle_round_writes_nothing(
    awake: World, wall: Clock, round_: Round, django_assert_max_num_queries: Any
) -> None:
    wall.on(minutes=1)
    with django_assert_max_num_queries(8) as asked:
        round_()
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
