"""The same list twice at once records nobody twice."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from ruangaman.core.models import AuditEvent
from ruangaman.lib.roster.headings import HEADINGS
from ruangaman.lib.roster.model import Choices
from ruangaman.lib.table import read_table
from ruangaman.network.models import Person
from ruangaman.network.services.rosters import roster_import
from ruangaman.network.tests.test_decree_races import at_once
from tests.rosters import text
from tests.world import build

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection in memory"),
]


def test_two_people_import_the_same_list() -> None:
    world = build()
    call_command("load_pack", "ntt", verbosity=0)
    lines = [("Nama", "Unit Kerja", "Status"), ("Maria Contoh", "Dinas Sosial", "honorer")]
    table = read_table(text(lines), headings=HEADINGS)
    met = at_once(
        *[lambda: roster_import(table=table, choices=Choices(), by=world.dewi) for _ in range(3)]
    )
    assert sorted(met) == ["RosterRefused", "RosterRefused", "done"]
    assert Person.objects.count() == 1
    assert AuditEvent.objects.filter(action="roster_imported").count() == 1
