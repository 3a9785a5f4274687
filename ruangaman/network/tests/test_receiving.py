"""Who is ready receives, up to the day on which something ends, and nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.duty.models import Address, MonthlyTest
from ruangaman.duty.selectors.reach import TEST_PATIENCE
from ruangaman.duty.services.reach import monthly_opened
from ruangaman.duty.words import monthly_code
from ruangaman.network.models import Appointment, Decree, Leave, Person, Placement, ShownFocalPoint
from ruangaman.network.selectors.readiness import Lack, standings
from ruangaman.network.selectors.receiving import focal_points_on
from ruangaman.network.services import receiving
from ruangaman.network.services.receiving import (
    receiving_refresh,
    receiving_refresh_all,
    receiving_refresh_people,
)
from ruangaman.network.services.revocations import revocation_ask, revocation_grant
from ruangaman.network.tests.decree_world import placed, whole
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.people.selectors import ready_teams, recipient, recipients_of
from ruangaman.people.services.grants import GrantSpec, grant_add
from tests.pages import text_of
from tests.world import World, appointed

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2026, 12, 20), dt.date(2027, 2, 12)


def on(text: str) -> dt.date:
    """Return a day of the table: ``12-31`` is of 2026, everything else of 2027."""
    return dt.date.fromisoformat(f"{'2026' if text.startswith('12') else '2027'}-{text}")


CASES: dict[str, dict[str, Any]] = {
    "nothing ends": {},
    "the last day of the decree": {"ends": "01-10"},
    "the decree begins": {"starts": "01-03"},
    "a line ends": {"line": "01-15"},
    "changed by a decree that follows at once": {"amended": "01-05", "next": "01-05"},
    "changed by a decree that leaves days without": {"amended": "01-05", "next": "01-12"},
    "revoked": {"state": "revoked"},
    "a draft": {"state": "draft"},
    "the last day of the certificate": {"certified": "01-20"},
    "no certificate": {"certified": None},
    "two leaves, one after the other": {"away": (("01-08", "01-12"), ("01-12", "01-14"))},
    "on leave from the first day": {"away": (("12-20", "12-22"),)},
    "December's test only": {"tests": ("12-01",)},
    "January's test only": {"tests": ("01-01",)},
    "no test": {"tests": ()},
    "placed elsewhere": {"place": "biro-umum"},
}


def made(name: str, number: int, case: dict[str, Any]) -> tuple[User, str]:
    """Make one case of the table; return its account and its unit."""
    unit = f"kantor-{number}"
    user = User.objects.create(username=f"orang{number}", email=f"{number}@contoh.id", name=name)
    certified = case.get("certified", "12-31")
    until = on(certified) + (365 * DAY if certified == "12-31" else 0 * DAY) if certified else None
    person = Person.objects.create(name=name, search="", user=user, certified_until=until)
    Placement.objects.create(person=person, unit_code=case.get("place", unit))
    decree = Decree.objects.create(
        unit_code=unit,
        state="amended" if "amended" in case else case.get("state", "issued"),
        title="SK",
        starts=on(case["starts"]) if "starts" in case else dt.date(2026, 1, 1),
        ends=on(case["ends"]) if "ends" in case else dt.date(2028, 1, 1),
        ended_on=on(case["amended"]) if "amended" in case else None,
    )
    line = on(case["line"]) if "line" in case else None
    Appointment.objects.create(decree=decree, person=person, role="primary", ended_on=line)
    if "next" in case:
        later = Decree.objects.create(
            unit_code=unit, state="issued", title="SK", starts=on(case["next"]), ends=on("12-31")
        )
        Decree.objects.filter(pk=later.pk).update(ends=dt.date(2028, 1, 1))
        Appointment.objects.create(decree=later, person=person, role="primary")
    for first, last in case.get("away", ()):
        Leave.objects.create(person=person, first=on(first), last=on(last))
    for month in case.get("tests", ("12-01", "01-01", "02-01")):
        MonthlyTest.objects.create(user=user, month=on(month), opened_on=on(month))
    return user, unit


def days() -> Iterator[dt.date]:
    yield from (FIRST + number * DAY for number in range((LAST - FIRST).days + 1))


Found = dict[dt.date, dict[str, dt.date]]


def counted(names: dict[tuple[User, str], str]) -> tuple[dict[dt.date, set[str]], Found]:
    """Return for each day who is ready by ``readiness``, and until when by the day ahead."""
    ready: dict[dt.date, set[str]] = {day: set() for day in days()}
    until: Found = {day: {} for day in days()}
    by_id = {(user.pk, unit): name for (user, unit), name in names.items()}
    for day in days():
        for one in standings(day):
            if not set(one.lacks) - {Lack.ACCOUNT}:
                line = one.appointment
                ready[day].add(by_id[line.person.user_id, line.decree.unit_code])
        for found in focal_points_on(day, None):
            if found.days.receives:
                until[day][by_id[found.user_id, found.unit_code]] = found.days.receives
    return ready, until


def test_the_day_ahead_and_readiness_say_the_same_on_every_day(db: None) -> None:
    """And what was computed on a day and then never again is true on every day up to the last."""
    ready, until = counted(
        {made(name, n, case): name for n, (name, case) in enumerate(CASES.items())}
    )
    for day in days():
        assert set(until[day]) == ready[day], day
        for name, last in until[day].items():
            told = [one for one in days() if day <= one <= last]
            assert [one for one in told if name not in ready[one]] == [], (name, day)
            over = last >= LAST or last.day == TEST_PATIENCE  # a newer test may be opened
            assert over or name not in ready[last + DAY], (name, day)
    never = {"revoked", "a draft", "no certificate", "no test", "placed elsewhere"}
    assert set(CASES) - set().union(*ready.values()) == never


def receives(world: World, name: str) -> bool:
    """Say whether something is sealed to a focal point of Dinas Kesehatan now."""
    team = world.teams["fp-dinas-kesehatan"].pk
    by_team = world.people[name].pk in {one.user_id for one in recipients_of([team])}
    assert by_team == (recipient(world.keys[name].pk) is not None)
    return by_team


def test_what_ends_by_itself_needs_nobody(world: World) -> None:
    people = appointed(world)
    assert receives(world, "rina")
    assert ShownFocalPoint.objects.count() == 3
    yesterday = timezone.localdate() - DAY
    RoleGrant.objects.filter(user=world.rina).update(receives_until=yesterday)
    assert not receives(world, "rina")
    assert receives(world, "beni")
    Person.objects.filter(pk=people["rina"].pk).update(certified_until=yesterday)
    receiving_refresh()
    grant = RoleGrant.objects.get(user=world.rina)
    assert (grant.receives_until, grant.reads_until) == (None, yesterday)
    assert not ShownFocalPoint.objects.filter(user=world.rina).exists()


def test_a_leave_stops_receiving_and_not_keeping(world: World) -> None:
    rina = appointed(world)["rina"]
    today = timezone.localdate()
    Leave.objects.create(person=rina, first=today, last=today + DAY)
    receiving_refresh_people([rina])
    grant = RoleGrant.objects.get(user=world.rina)
    assert grant.receives_until is None
    assert grant.reads_until is not None
    assert grant.reads_until > today
    assert not receives(world, "rina")
    Leave.objects.all().delete()
    receiving_refresh_people([rina])
    assert receives(world, "rina")


def test_a_decree_gives_and_a_revocation_takes_at_once(world: World) -> None:
    RoleGrant.objects.filter(role=Role.FOCAL_POINT).update(receives_until=None, reads_until=None)
    today = timezone.localdate()
    ani = placed("Ani", user=world.rina, trained_on=today, certified_until=today + 400 * DAY)
    MonthlyTest.objects.create(user=world.rina, month=today.replace(day=1), opened_on=today)
    decree = whole(world, ani)
    assert receives(world, "rina")
    revocation_ask(decree=decree, version=decree.version, reason="Uji", by=world.dewi)
    decree.refresh_from_db()
    assert receives(world, "rina")
    revocation_grant(decree=decree, version=decree.version, reason="Benar", by=world.hasan)
    assert not receives(world, "rina")
    assert not ShownFocalPoint.objects.exists()


def test_all_are_counted_anew_in_batches_of_as_many_queries(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    appointed(world)
    counted = set(RoleGrant.objects.values_list("user", "receives_until", "reads_until"))
    RoleGrant.objects.update(receives_until=None, reads_until=None)
    receiving_refresh_all()
    assert set(RoleGrant.objects.values_list("user", "receives_until", "reads_until")) == counted
    queries = []
    for size in (3, 1):
        monkeypatch.setattr(receiving, "AT_ONCE", size)
        with CaptureQueriesContext(connection) as found:
            receiving_refresh_all()
        queries.append(len(found) - 2)  # who there is
    assert queries[1] == 3 * queries[0]
    assert queries[0] <= 12


def test_an_opened_test_message_and_a_new_role_count_at_once(world: World) -> None:
    appointed(world)
    month = timezone.localdate().replace(day=1)
    MonthlyTest.objects.filter(user=world.rina).delete()
    receiving_refresh([world.rina.pk])
    assert not receives(world, "rina")
    test = MonthlyTest.objects.create(user=world.rina, month=month)
    address = Address.objects.create(user=world.rina, channel="email")
    assert monthly_opened(user=world.rina, code=monthly_code(test, address.channel))
    assert receives(world, "rina")
    RoleGrant.objects.filter(user=world.rina).delete()
    team = world.teams["fp-dinas-kesehatan"]
    grant_add(user=world.rina, spec=GrantSpec(Role.FOCAL_POINT, team), by=world.anton)
    assert receives(world, "rina")


def test_no_other_role_reads_for_a_team_of_focal_points(world: World) -> None:
    """Whoever may give roles does not make somebody a focal point without a decree."""
    team = world.teams["fp-dinas-sosial"]
    RoleGrant.objects.create(user=world.rina, role=Role.CASE_WORKER, team=team)
    RoleGrant.objects.filter(user=world.lena).update(receives_until=None)
    assert recipients_of([team.pk]) == []
    assert team not in ready_teams("focal_point")


def test_the_finder_shows_what_was_agreed(public: Any, world: World) -> None:
    people = appointed(world)
    Person.objects.filter(pk=people["beni"].pk).update(name="Benyamin Contoh", name_public=True)
    Person.objects.filter(pk=people["rina"].pk).update(name="Katarina Contoh", hours="Senin 8–12")
    receiving_refresh()
    words = text_of(public.post("/fokal-point/", {"kantor": "dinas-kesehatan"}))
    assert "Benyamin Contoh" in words
    assert "Katarina" not in words
    assert "Telepon kantor: (0380) 000 000" in words
    assert "Jam: Senin 8–12" in words
    ShownFocalPoint.objects.filter(user=world.beni).update(until=timezone.localdate() - DAY)
    User.objects.filter(pk=world.rina.pk).update(is_active=False)
    words = text_of(public.post("/fokal-point/", {"kantor": "dinas-kesehatan"}))
    assert "Benyamin Contoh" not in words
    assert "Senin 8–12" not in words
    RoleGrant.objects.update(receives_until=None)
    words = text_of(public.post("/fokal-point/", {"kantor": "dinas-kesehatan"}))
    assert "Kantor ini belum punya fokal point yang siap." in words
    assert "surat penunjukan (SK) dan sertifikatnya berlaku" in words
    assert "Tulis kepada UPTD PPA lewat halaman ini" in words
