"""Calendars: what they hold, whom they name (nobody), and who can fetch them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from icalendar import Calendar

from ruangaman.core.models import RuleValue
from ruangaman.network.models import CalendarFeed
from ruangaman.network.tests.appointing import appoint, decree, person
from ruangaman.people.models import RoleGrant, User
from tests.clients import StaffClient
from tests.waking import Clock
from tests.world import World

pytestmark = pytest.mark.django_db
TOLD = re.compile(r"(?i)psea|seks|lecehan|lapor|kekerasan|korban|penyintas|fokal|report|harass")


@pytest.fixture
def served(world: World, wall: Clock) -> World:
    """Rina and Lena are appointed; Hasan heads Rina's unit."""
    RoleGrant.objects.filter(user=world.hasan).update(unit_code="dinas-kesehatan")
    RuleValue.objects.create(
        key="refresher_interval", label_id="x", label_en="x", value=12, unit="months",
        clock="calendar", source="uji", mark="D", valid_from=dt.date(2026, 1, 1),
    )  # fmt: skip
    rina = person("Rina", user=world.rina, trained_on=dt.date(2026, 10, 22))
    rina.certified_until = dt.date(2027, 10, 1)
    rina.save()
    appoint(decree(), rina)
    appoint(decree("dinas-sosial"), person("Lena", "dinas-sosial", user=world.lena))
    return world


def address_of(client: StaffClient) -> str:
    page = client.post("/jejaring/jadwal/", {}).content.decode()
    found = re.search(r"http://127\.0\.0\.1:8001(/kalender/[-_A-Za-z0-9]{32}\.ics)", page)
    assert found
    return found[1]


def titles(client: StaffClient, path: str) -> list[tuple[str, str]]:
    answer = client.get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    assert not TOLD.search(answer.content.decode())
    calendar = Calendar.from_ical(answer.content)
    return [(str(one["dtstart"].dt), str(one["summary"])) for one in calendar.walk("VEVENT")]


def test_a_focal_point_gets_her_own_days(served: World, staff: StaffClient) -> None:
    served.sign_in(staff, "rina")
    path = address_of(staff)
    staff.logout()
    assert titles(staff, path) == [
        ("2027-10-01", "Sertifikat berakhir"),
        ("2027-10-22", "Penyegaran"),
        ("2027-12-31", "Masa tugas berakhir"),
    ]


def test_a_coordinator_s_names_units_and_a_head_s_none(served: World, staff: StaffClient) -> None:
    served.sign_in(staff, "dewi")
    ends = [title for day, title in titles(staff, address_of(staff)) if day == "2027-12-31"]
    assert ends == ["Masa tugas berakhir: Dinas Kesehatan", "Masa tugas berakhir: Dinas Sosial"]
    served.sign_in(staff, "hasan")
    assert len(titles(staff, address_of(staff))) == 3


def test_only_the_newest_address_opens_and_none_after_it_is_taken_away(
    served: World, staff: StaffClient
) -> None:
    served.sign_in(staff, "rina")
    first, second = address_of(staff), address_of(staff)
    assert staff.get(first).status_code == 404
    assert staff.get(second).status_code == 200
    assert bytes(CalendarFeed.objects.get().digest) not in second.encode()
    staff.post("/jejaring/jadwal/", {"hapus": "1"})
    assert staff.get(second).status_code == 404
    assert staff.get(f"/kalender/{'a' * 32}.ics").status_code == 404
    assert staff.get("/kalender/x.ics").status_code == 404


def test_a_suspended_person_s_calendar_closes(served: World, staff: StaffClient) -> None:
    served.sign_in(staff, "rina")
    path = address_of(staff)
    User.objects.filter(pk=served.rina.pk).update(is_active=False)
    assert staff.get(path).status_code == 404


def test_an_event_keeps_its_name_between_two_fetches(served: World, staff: StaffClient) -> None:
    served.sign_in(staff, "dewi")
    path = address_of(staff)
    names = [
        [str(one["uid"]) for one in Calendar.from_ical(staff.get(path).content).walk("VEVENT")]
        for _ in range(2)
    ]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_a_person_without_days_is_told_so(served: World, staff: StaffClient) -> None:
    served.sign_in(staff, "beni")
    assert "Belum ada tanggal" in staff.get("/jejaring/jadwal/").content.decode()
