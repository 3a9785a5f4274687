"""Who is woken on which day: the weekly pattern, dates, absences, hand-over, gaps."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from ruangaman.duty.models import Absence, DatedDuty, Swap, WeeklyDuty
from ruangaman.duty.selectors.pages import gaps
from ruangaman.duty.selectors.roster import days_of, on_duty
from ruangaman.duty.services.roster import (
    absence_add,
    day_set,
    roster_prune,
    swap_accept,
    swap_end,
    swap_offer,
    weekly_set,
)
from ruangaman.people.faults import Refused
from ruangaman.people.models import Team
from tests.servers import Mailbox
from tests.waking import Clock, Round, receivers
from tests.world import World

pytestmark = pytest.mark.django_db
WEDNESDAY = dt.date(2026, 11, 25)
SATURDAY = dt.date(2026, 11, 28)
MONDAY = dt.date(2026, 11, 30)


@pytest.fixture
def team(world: World, wall: Clock) -> Team:
    return world.teams["uptd-ppa"]


def names(world: World, users: frozenset[uuid.UUID]) -> list[str]:
    return sorted(name for name, one in world.people.items() if one.pk in users)


def duty(world: World, team: Team, day: dt.date) -> list[str]:
    return names(world, on_duty([team.pk], day)[team.pk])


@pytest.fixture
def weekly(world: World, team: Team) -> None:
    """Maria from Monday to Friday, Yosef on Saturday, nobody on Sunday."""
    pattern = {day: [world.maria.pk] for day in range(5)} | {5: [world.yosef.pk], 6: []}
    weekly_set(team=team, pattern=pattern, by=world.agustina)


def test_without_a_roster_everybody_is_woken(world: World, team: Team) -> None:
    assert duty(world, team, WEDNESDAY) == ["maria", "yosef"]


@pytest.mark.usefixtures("weekly")
class TestWeekly:
    """The pattern of a week."""

    def test_each_day_has_its_people(self, world: World, team: Team) -> None:
        assert duty(world, team, WEDNESDAY) == ["maria"]
        assert duty(world, team, SATURDAY) == ["yosef"]

    def test_a_day_for_nobody_wakes_everybody(self, world: World, team: Team) -> None:
        assert duty(world, team, dt.date(2026, 11, 29)) == ["maria", "yosef"]

    def test_a_date_takes_its_place(self, world: World, team: Team) -> None:
        day_set(team=team, day=SATURDAY, users=[world.maria.pk], by=world.agustina)
        assert duty(world, team, SATURDAY) == ["maria"]
        day_set(team=team, day=SATURDAY, users=[], by=world.agustina)
        assert duty(world, team, SATURDAY) == ["yosef"]

    def test_whoever_is_away_is_not_woken(self, world: World, team: Team) -> None:
        absence_add(user=world.maria, first=WEDNESDAY, last=SATURDAY, by=world.maria)
        assert duty(world, team, WEDNESDAY) == ["yosef"], "nobody is left, so all who are there"
        assert duty(world, team, MONDAY) == ["maria"]

    def test_when_all_are_away_all_are_woken(self, world: World, team: Team) -> None:
        for person in (world.maria, world.yosef):
            absence_add(user=person, first=WEDNESDAY, last=WEDNESDAY, by=person)
        assert duty(world, team, WEDNESDAY) == ["maria", "yosef"]

    def test_whoever_left_the_team_has_no_duty(self, world: World, team: Team) -> None:
        world.maria.grants.all().delete()
        assert duty(world, team, WEDNESDAY) == ["yosef"]

    def test_nobody_of_another_team_gets_duty(self, world: World, team: Team) -> None:
        day_set(team=team, day=SATURDAY, users=[world.sari.pk], by=world.agustina)
        weekly_set(team=team, pattern={0: [world.sari.pk]}, by=world.agustina)
        assert not WeeklyDuty.objects.filter(user=world.sari).exists()
        assert not DatedDuty.objects.filter(user=world.sari).exists()

    def test_gaps_of_the_next_week_are_known(self, world: World, team: Team) -> None:
        absence_add(user=world.yosef, first=SATURDAY, last=SATURDAY, by=world.yosef)
        assert gaps(teams=[team]) == [(team, [SATURDAY, dt.date(2026, 11, 29)])]

    def test_only_those_on_duty_get_letters(
        self, world: World, wall: Clock, post: Mailbox, round_: Round
    ) -> None:
        round_()
        wall.at("2026-11-25 07:30")
        round_()
        assert [one for one in receivers(post) if one in ("maria", "yosef")] == ["maria"]
        post.letters.clear()
        wall.at("2026-11-28 07:30")
        round_()
        tasks = [one for one in post.letters if one["Subject"] == "Ada tugas baru"]
        names = [str(one["To"]).split("@")[0] for one in tasks]
        assert [one for one in names if one in ("maria", "yosef")] == ["yosef"]

    def test_a_swap_holds_once_it_is_accepted(self, world: World, team: Team) -> None:
        swap = swap_offer(team=team, day=MONDAY, giver=world.maria, taker=world.yosef)
        assert duty(world, team, MONDAY) == ["maria"]
        swap_accept(swap=swap, by=world.yosef)
        assert duty(world, team, MONDAY) == ["yosef"]
        assert duty(world, team, WEDNESDAY) == ["maria"]
        with pytest.raises(Refused):
            swap_accept(swap=swap, by=world.yosef)

    def test_a_swap_that_was_taken_back_cannot_be_accepted(self, world: World, team: Team) -> None:
        swap = swap_offer(team=team, day=MONDAY, giver=world.maria, taker=world.yosef)
        swap_end(swap=swap, by=world.maria)
        with pytest.raises(Refused):
            swap_accept(swap=swap, by=world.yosef)
        assert duty(world, team, MONDAY) == ["maria"]

    def test_a_swap_of_a_day_that_is_no_longer_hers_is_refused(
        self, world: World, team: Team
    ) -> None:
        swap = swap_offer(team=team, day=MONDAY, giver=world.maria, taker=world.yosef)
        day_set(team=team, day=MONDAY, users=[world.yosef.pk], by=world.agustina)
        with pytest.raises(Refused):
            swap_accept(swap=swap, by=world.yosef)

    def test_only_one_s_own_day_can_be_offered_to_a_colleague(
        self, world: World, team: Team
    ) -> None:
        for day, giver, taker in (
            (SATURDAY, world.maria, world.yosef),
            (MONDAY, world.maria, world.sari),
            (MONDAY, world.maria, world.maria),
            (dt.date(2026, 11, 23), world.maria, world.yosef),
        ):
            with pytest.raises(Refused):
                swap_offer(team=team, day=day, giver=giver, taker=taker)
        assert Swap.objects.count() == 0


def test_a_second_absence_of_an_impossible_time_is_refused(world: World, wall: Clock) -> None:
    for first, last in ((SATURDAY, WEDNESDAY), (dt.date(2026, 11, 1), dt.date(2026, 11, 2))):
        with pytest.raises(Refused):
            absence_add(user=world.maria, first=first, last=last, by=world.maria)
    assert Absence.objects.count() == 0


def test_the_past_is_forgotten(world: World, team: Team, wall: Clock) -> None:
    absence_add(user=world.maria, first=WEDNESDAY, last=SATURDAY, by=world.maria)
    day_set(team=team, day=SATURDAY, users=[world.maria.pk], by=world.agustina)
    wall.at("2026-12-30 08:00")
    roster_prune()
    assert (Absence.objects.count(), DatedDuty.objects.count()) == (1, 1)
    wall.at("2027-03-30 08:00")
    roster_prune()
    assert (Absence.objects.count(), DatedDuty.objects.count()) == (0, 0)


def test_many_teams_and_days_take_five_queries(
    world: World, django_assert_num_queries: object
) -> None:
    ids = [team.pk for team in world.teams.values()]
    today = timezone.localdate()
    with django_assert_num_queries(5):  # type: ignore[operator]
        days_of(ids, [today + dt.timedelta(days=ahead) for ahead in range(14)])
