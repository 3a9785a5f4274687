"""What is counted of a contact: what the desk did, by month; opened by two, nothing before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.contacts.tests.walk import (
    HAND_OVER,
    REFERRAL,
    YES,
    checks_in_force,
    go_on,
    walked,
)
from ruangaman.casework.models import Contact
from ruangaman.casework.tests.cases import text_of
from ruangaman.people.tests.holding import statistics_given
from ruangaman.reporting.models import CodedRecord
from ruangaman.reporting.services.coded import records_open, tallies_open
from tests.clients import StaffClient
from tests.waking import Clock as Wall
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def rina(world: World) -> StaffClient:
    checks_in_force()
    return world.sign_in(StaffClient(), "rina", unlock=True)


def test_one_line_a_contact_without_the_person(
    world: World, rina: StaffClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = statistics_given(world, monkeypatch)
    page = walked(rina, *REFERRAL[:-1])
    for _ in range(2):  # pressed twice it is counted once
        go_on(rina, page, **REFERRAL[-1])
    (line,) = tallies_open(keys)
    expected: dict[str, Any] = {
        "of": "contact",
        "told": f"{timezone.localdate():%Y-%m}",
        "end": "rujukan",
        "within_72_hours": True,
        "doctor": True,
        "referred": True,
        "reached": "",
    }
    assert line.fields == expected
    token = Contact.objects.get().token
    rina.post(f"/kontak/{token}/tanya/", {"ke": 1, "hasil": "belum"})
    assert [one.fields["reached"] for one in tallies_open(keys)] == ["belum"]
    start = rina.post(f"/kontak/{token}/serah/")
    chosen = go_on(rina, go_on(rina, start, konflik=["tidak"]), penerima="uptd_ppa")
    go_on(rina, chosen, **YES)
    (last,) = tallies_open(keys)
    assert (last.id, last.fields["end"]) == (line.id, "serah")
    assert records_open(keys) == []
    go_on(rina, walked(rina, *HAND_OVER), **YES)
    assert sorted(one.fields["end"] for one in tallies_open(keys)) == ["serah", "serah"]


def test_without_a_statistics_key_nothing_is_counted(rina: StaffClient) -> None:
    walked(rina, *REFERRAL)
    assert not CodedRecord.objects.exists()


@pytest.mark.parametrize(
    ("week", "monday", "month", "due"),
    [
        ("ini", "30 November 2026", "2026-12", dt.date(2026, 11, 30)),
        ("lalu", "23 November 2026", "2026-11", dt.date(2026, 11, 23)),
        ("lama", "16 November 2026, atau sebelumnya", "2026-11", dt.date(2026, 11, 16)),
    ],
)
def test_what_is_typed_in_later_counts_from_the_week_in_which_she_came(
    world: World,
    rina: StaffClient,
    monkeypatch: pytest.MonkeyPatch,
    wall: Wall,
    week: str,
    monday: str,
    month: str,
    due: dt.date,
) -> None:
    wall.at("2026-12-02 07:00")
    world.sign_in(rina, "rina", unlock=True)
    keys = statistics_given(world, monkeypatch)
    first, who, *rest = REFERRAL
    way = (first, {**who, "minggu": week}, *rest)
    page = text_of(walked(rina, *way[:3]))
    assert ("dihitung dari saat ia datang, bukan dari sekarang" in page) == (week != "ini")
    assert ("Jangan mencarinya" in page) == (week != "ini")
    walked(rina, *way)
    contact = Contact.objects.get()
    assert contact.due_on == due
    assert contact.keep_until.month == (1 if month == "2026-12" else 12)
    path = f"/kontak/{contact.token}"
    assert f"Ia datang minggu {monday}" in text_of(rina.post(f"{path}/buka/"))
    rina.post(f"{path}/tanya/", {"ke": 1, "hasil": "belum"})
    (line,) = tallies_open(keys)
    assert (line.fields["told"], line.fields["reached"]) == (month, "belum")
