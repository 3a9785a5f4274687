"""What is counted of a contact: what the desk did, by month; opened by two, nothing before."""

from __future__ import annotations

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
from ruangaman.people.tests.holding import statistics_given
from ruangaman.reporting.models import CodedRecord
from ruangaman.reporting.services.coded import records_open, tallies_open
from tests.clients import StaffClient
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
    go_on(rina, go_on(rina, start, konflik=["tidak"]), **YES)
    (last,) = tallies_open(keys)
    assert (last.id, last.fields["end"]) == (line.id, "serah")
    assert records_open(keys) == []
    go_on(rina, walked(rina, *HAND_OVER), **YES)
    assert sorted(one.fields["end"] for one in tallies_open(keys)) == ["serah", "serah"]


def test_without_a_statistics_key_nothing_is_counted(rina: StaffClient) -> None:
    walked(rina, *REFERRAL)
    assert not CodedRecord.objects.exists()
