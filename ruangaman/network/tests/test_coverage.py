"""How units stand: the truth at every step, for today and for earlier days."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.network.models import Appointment, Decree, Leave, Placement, Unit
from ruangaman.network.selectors.coverage import State, coverage, unit_states
from ruangaman.network.selectors.readiness import Lack, standings
from ruangaman.network.tests.standing import DAY, YEAR, decree, person
from ruangaman.people.models import RecipientKey

pytestmark = pytest.mark.django_db
HEALTH, SOCIAL, GENERAL = "dinas-kesehatan", "dinas-sosial", "biro-umum"


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


def state(code: str, day: dt.date | None = None):
    (found,) = unit_states(day, [code])
    return found


def test_on_the_first_day_every_unit_is_vacant(world) -> None:
    assert [one.state for one in unit_states()] == [State.VACANT] * 3
    assert coverage().units == 3
    assert coverage().focal_points == coverage().certified == 0


def test_from_the_training_to_a_ready_pair(world, today) -> None:
    rina, beni = (person(HEALTH, world.people[name]) for name in ("rina", "beni"))
    assert (state(HEALTH).state, state(HEALTH).trained) == (State.TRAINED, 2)
    made = decree(HEALTH, rina, beni, state="draft", issued_at=None, submitted_at=None)
    assert (state(HEALTH).state, state(HEALTH).draft) == (State.TRAINED, True)
    Decree.objects.update(state="submitted", submitted_at=timezone.now())
    assert (state(HEALTH).state, state(HEALTH).waiting) == (State.WAITING, today)
    Decree.objects.update(state="issued", issued_at=timezone.now())
    found = state(HEALTH)
    assert (found.state, found.ready, found.has_pair, found.ends) == (
        State.PAIR,
        2,
        True,
        made.ends,
    )
    assert (coverage().ready_pair, coverage().focal_points, coverage().certified) == (1, 2, 2)


def test_what_is_missing_is_said(world, today) -> None:
    rina = person(HEALTH, world.people["rina"], certified_until=today - DAY)
    beni = person(HEALTH)
    decree(HEALTH, rina, beni)
    found = state(HEALTH)
    assert (found.state, found.ready) == (State.NOT_READY, 0)
    assert found.lacks == (Lack.CERTIFICATE, Lack.ACCOUNT, Lack.TEST)
    rina.certified_until = today
    rina.save()
    assert state(HEALTH).state == State.ONE


def test_a_key_for_another_units_team_makes_nobody_ready(world) -> None:
    decree(SOCIAL, person(SOCIAL, world.people["rina"]))
    assert state(SOCIAL).lacks == (Lack.ACCOUNT,)
    assert [one.lacks for one in standings(timezone.localdate(), [SOCIAL])] == [(Lack.ACCOUNT,)]


def test_two_ready_people_without_an_alternate_are_no_pair(world) -> None:
    rina, beni = (person(HEALTH, world.people[name]) for name in ("rina", "beni"))
    decree(HEALTH, rina, beni)
    Appointment.objects.filter(person=beni).update(role="extra")
    found = state(HEALTH)
    assert (found.state, found.ready, found.has_pair) == (State.ONE, 2, False)


def test_a_decree_that_ran_out_is_not_a_vacancy_by_revocation(world, today) -> None:
    made = decree(HEALTH, person(HEALTH, world.people["rina"]), ends=today - DAY)
    assert (state(HEALTH).state, state(HEALTH).ended) == (State.EXPIRED, today - DAY)
    Decree.objects.filter(pk=made.pk).update(state="revoked", ended_on=today)
    assert (state(HEALTH).state, state(HEALTH).ended) == (State.TRAINED, today - DAY)


def test_who_moved_away_leaves_a_vacancy_the_same_day(world, today) -> None:
    rina = person(HEALTH, world.people["rina"])
    decree(HEALTH, rina)
    Placement.objects.filter(person=rina).update(last=today - DAY)
    Placement.objects.create(person=rina, unit_code=SOCIAL, first=today)
    found = state(HEALTH)
    assert (found.state, found.appointed, found.lacks) == (State.VACANT, 0, (Lack.MOVED,))
    assert state(SOCIAL).state == State.TRAINED


def test_interns_are_trained_and_never_serve(world) -> None:
    person(HEALTH, kind="intern")
    assert state(HEALTH).state == State.VACANT


def test_an_earlier_day_tells_what_held_then(world, today) -> None:
    rina, beni = (person(HEALTH, world.people[name]) for name in ("rina", "beni"))
    made = decree(HEALTH, rina, beni)
    then = today - dt.timedelta(days=30)
    Decree.objects.filter(pk=made.pk).update(state="revoked", ended_on=today - DAY)
    assert state(HEALTH, then).state == State.PAIR
    assert state(HEALTH, today - DAY).has_pair is False
    assert state(HEALTH, today - YEAR - 5 * DAY).state == State.VACANT


def test_a_unit_that_was_not_there_yet_is_not_counted(world) -> None:
    assert unit_states(dt.date(2019, 12, 31)) == []


def test_coverage_and_readiness_never_differ(world, today) -> None:
    """Every way in which somebody may lack something, and no way at all."""
    names = ("rina", "beni", "lena", "maria", "yosef", "sari")
    for name in names:
        decree(HEALTH, person(HEALTH, world.people[name]))
    decree(SOCIAL, person(SOCIAL), person(GENERAL, user=world.people["agustina"]))
    rina, _beni, lena, maria, yosef, _sari = (world.people[name].person for name in names)
    Leave.objects.create(person=rina, first=today, last=today)
    world.people["beni"].is_active = False
    world.people["beni"].save()
    lena.certified_until = None
    lena.save()
    Placement.objects.filter(person=maria).update(unit_code=SOCIAL)
    RecipientKey.objects.filter(user=yosef.user).update(replaced_on=today)
    for code in (HEALTH, SOCIAL, GENERAL):
        stands = standings(today, [code])
        there = [one for one in stands if Lack.MOVED not in one.lacks]
        found = state(code)
        assert found.ready == sum(one.is_ready for one in stands)
        assert found.appointed == len(there)
        held = {one.appointment.role for one in there}
        missed = [one for one in stands if one in there or one.appointment.role not in held]
        assert set(found.lacks) == {lack for one in missed for lack in one.lacks}


def test_as_many_queries_for_three_thousand_units_as_for_three(world) -> None:
    rina = person(HEALTH, world.people["rina"])
    decree(HEALTH, rina)
    unit_states()  # reads the manifest of receivers, which is kept
    with CaptureQueriesContext(connection) as few:
        assert len(unit_states()) == 3
    Unit.objects.bulk_create(
        Unit(code=f"u-{n}", kind="sekolah", name=f"U {n}", short_name="U", search=f"u {n}")
        for n in range(3000)
    )
    with CaptureQueriesContext(connection) as many:
        assert len(unit_states()) == 3003
    assert len(few) == len(many) <= 9
