"""At its fixed hours a team is woken, whether there is something or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ruangaman.duty.models import Language, TeamNotice, MonthlyTest, Wake
from ruangaman.duty.services.plan import notices_plan
from ruangaman.duty.tests.conftest import Clock, receivers, tasks
from ruangaman.notify.tests.servers import Mailbox
from ruangaman.people.models import Team
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.world import World

pytestmark = pytest.mark.django_db
READERS = ["beni", "lena", "maria", "rina", "sari", "yosef"]
Round = Callable[[], None]


@pytest.fixture
def begun(world: World, clock: Clock, post: Mailbox, round_: Round) -> World:
    """The worker has begun at seven; this month's test messages are settled."""
    round_()
    MonthlyTest.objects.bulk_create(
        MonthlyTest(user=person, month=clock.now.date().replace(day=1)) for person in world.people.values()
    )
    return world


def test_everybody_who_reads_is_woken_at_half_past_seven_and_at_four(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    round_()
    assert receivers(post) == []
    clock.at("2026-11-25 07:30")
    round_()
    assert receivers(post) == READERS
    clock.on(minutes=1)
    round_()
    assert receivers(post) == READERS
    clock.at("2026-11-25 16:00")
    round_()
    assert receivers(post) == sorted(READERS * 2)


@pytest.mark.parametrize("day", ["2026-11-28", "2026-11-29", "2026-12-25"])
def test_weekends_and_holidays_too(
    begun: World, clock: Clock, post: Mailbox, round_: Round, day: str
) -> None:
    clock.at(f"{day} 00:10")
    round_()
    post.letters.clear()
    clock.at(f"{day} 07:31")
    round_()
    assert receivers(post) == READERS


def test_a_report_changes_nothing_in_what_is_sent(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    """Who reads all letters cannot tell the day of a report from one without."""
    seen = []
    for day in ("2026-11-25", "2026-11-26"):
        if day == "2026-11-26":
            report_submit(answers=Answers(GIVEN), random=b"r" * 32)
        clock.at(f"{day} 07:30")
        round_()
        seen.append(sorted((one["To"], one["Subject"], one.get_payload()) for one in post.letters))
        sizes = {len(one.as_bytes()) for one in post.letters if "maria" in one["To"]}
        assert len(sizes) == 1
        post.letters.clear()
    assert seen[0] == seen[1]
    assert len({(subject, text) for _, subject, text in seen[0]}) == 1


def test_the_text_is_neutral_and_has_no_address_in_it(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    Language.objects.create(user=begun.maria, code="en")
    clock.at("2026-11-25 07:30")
    round_()
    texts = {
        str(one["To"]).split("@")[0]: one.get_payload(decode=True).decode().strip()
        for one in post.letters
    }
    assert texts["maria"] == "There is a new task. Please sign in to your work page."
    assert texts["rina"] == "Ada tugas baru. Silakan masuk ke halaman kerja Anda."
    for letter in post.letters:
        whole = letter.as_string().lower()
        for word in ("lapor", "kasus", "pseah", "ppa", "ruang", "aman", "http", "report", "case"):
            assert word not in whole.replace("halaman", ""), word


def test_hours_that_passed_while_the_worker_was_away_give_one_letter(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    clock.at("2026-11-27 18:00")
    round_()
    assert receivers(post) == READERS


def test_a_clock_set_back_an_hour_repeats_nothing(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    clock.at("2026-11-25 07:30")
    round_()
    clock.on(hours=-1)
    round_()
    clock.at("2026-11-25 07:30")
    round_()
    assert receivers(post) == READERS


def test_a_clock_that_was_a_year_ahead_silences_nobody(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    clock.at("2027-11-25 08:00")
    round_()
    post.letters.clear()
    clock.at("2026-11-25 10:00")
    round_()
    assert receivers(post) == []
    clock.at("2026-11-25 16:00")
    round_()
    assert receivers(post) == READERS


def test_a_team_has_hours_of_its_own(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    TeamNotice.objects.filter(team=begun.teams["uptd-ppa"]).update(hours=["12:00"])
    clock.at("2026-11-25 07:30")
    round_()
    assert "maria" not in receivers(post)
    post.letters.clear()
    clock.at("2026-11-25 12:00")
    round_()
    assert receivers(post) == ["maria", "yosef"]


def test_whoever_reads_for_two_teams_is_woken_once_an_hour(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    begun.maria.grants.create(role="case_worker", team=begun.teams["pseah-desk"])
    clock.at("2026-11-25 07:30")
    round_()
    assert receivers(post) == READERS


def test_suspended_people_and_closed_teams_are_not_woken(
    begun: World, clock: Clock, post: Mailbox, round_: Round
) -> None:
    begun.yosef.is_active = False
    begun.yosef.save()
    Team.objects.filter(code="fp-dinas-sosial").update(active=False)
    clock.at("2026-11-25 07:30")
    round_()
    assert receivers(post) == ["beni", "maria", "rina", "sari"]


def test_without_a_mail_server_nothing_is_planned(
    begun: World, clock: Clock, settings: Any
) -> None:
    settings.SMTP_HOST = ""
    clock.at("2026-11-25 07:30")
    notices_plan(now=clock.now)
    assert not tasks().exists()


def test_in_a_demo_nothing_leaves_the_machine(
    begun: World, clock: Clock, post: Mailbox, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruangaman.notify.channels.is_demo", lambda: True)
    clock.at("2026-11-25 07:30")
    round_()
    assert post.letters == []
    assert set(tasks().values_list("outcome", flat=True)) == {"accepted"}


def test_an_idle_round_writes_nothing(
    begun: World, clock: Clock, round_: Round, django_assert_max_num_queries: Any
) -> None:
    clock.on(minutes=1)
    with django_assert_max_num_queries(8) as asked:
        round_()
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


class TestAtOnce:
    """A team may choose to be woken at once."""

    @pytest.fixture(autouse=True)
    def chosen(self, begun: World, clock: Clock) -> None:
        team = begun.teams["uptd-ppa"]
        TeamNotice.objects.filter(team=team).update(at_once=True)
        clock.at("2026-11-25 10:00")

    def test_a_report_wakes_the_team_it_is_for(self, post: Mailbox, round_: Round) -> None:
        round_()
        post.letters.clear()
        report_submit(answers=Answers(GIVEN), random=b"r" * 32)
        assert Wake.objects.count() == 1
        round_()
        assert receivers(post) == ["maria", "yosef"]
        assert Wake.objects.count() == 0

    def test_a_report_that_is_not_kept_wakes_nobody(self, monkeypatch: Any) -> None:
        def fails(*_: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr("ruangaman.reporting.services.submit.team_woken", fails)
        with pytest.raises(RuntimeError):
            report_submit(answers=Answers(GIVEN), random=b"r" * 32)
        assert Wake.objects.count() == 0

    def test_a_flood_wakes_it_every_ten_minutes_at_most(
        self, post: Mailbox, clock: Clock, round_: Round
    ) -> None:
        round_()
        post.letters.clear()
        for number in range(5):
            report_submit(answers=Answers(GIVEN), random=bytes([number]) * 32)
            round_()
            clock.on(minutes=1)
        assert receivers(post) == ["maria", "yosef"]
        clock.on(minutes=10)
        round_()
        assert receivers(post) == ["maria", "maria", "yosef", "yosef"]
        clock.on(minutes=10)
        round_()
        assert len(post.letters) == 4

    def test_the_letter_is_the_one_of_the_fixed_hours(
        self, post: Mailbox, clock: Clock, round_: Round
    ) -> None:
        report_submit(answers=Answers(GIVEN), random=b"r" * 32)
        round_()
        clock.at("2026-11-25 16:00")
        round_()
        texts = {one.get_payload() for one in post.letters}
        assert len(texts) == 1


def test_a_team_that_did_not_choose_it_is_not_woken_at_once(begun: World) -> None:
    report_submit(answers=Answers(GIVEN), random=b"r" * 32)
    assert Wake.objects.count() == 0
