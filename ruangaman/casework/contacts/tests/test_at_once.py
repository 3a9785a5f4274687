"""The same form pressed in several processes at once: one record, one report, one code."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from ruangaman.casework.contacts.services.handover import contact_hand_over
from ruangaman.casework.contacts.services.records import contact_record
from ruangaman.casework.models import Contact
from ruangaman.reporting.models import Report
from tests.world import build

RANDOM = b"k" * 32
GIVEN = {"umur": "dewasa", "akhir": "rujukan", "rujuk": ["dokter"]}


def at_once(run: Callable[[], Any], times: int = 6) -> list[Any]:
    def one(_: int) -> Any:
        try:
            return run()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(one, range(times)))
    connection.close()
    return found


@pytest.mark.django_db(transaction=True)
def test_pressed_at_the_same_instant_it_is_one() -> None:
    reader = build().reader("rina")
    kept = at_once(lambda: contact_record(reader=reader, random=RANDOM, given=GIVEN))
    assert sorted(kept) == [False] * 5 + [True]
    token = Contact.objects.get().token
    handed = at_once(
        lambda: contact_hand_over(reader=reader, random=b"h" * 32, given=GIVEN, token=token)
    )
    assert len({one.code for one in handed}) == 1
    assert (Contact.objects.get().state, Report.objects.count()) == ("handed", 1)
