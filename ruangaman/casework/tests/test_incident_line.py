"""A closed incident is counted by month and notice, sealed to the two holders, and nowhere else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.incidents.models import Incident
from ruangaman.incidents.tests.steps import reported, step
from ruangaman.people.tests.holding import statistics_given
from ruangaman.reporting.models import CodedRecord
from ruangaman.reporting.services.coded import incident_lines_open, records_open
from tests.clients import StaffClient
from tests.world import World, key_given

pytestmark = pytest.mark.django_db


def test_a_closed_incident_is_counted_once_with_whether_notice_was_in_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = statistics_given(world, monkeypatch)
    key_given(world, "dina")
    dina = world.sign_in(StaffClient(), "dina", unlock=True)
    code = reported(world)
    at = timezone.localtime() - dt.timedelta(hours=1)
    when = {"tanggal": str(at.date()), "jam": str(at.hour)}
    step(dina, code, "tahan", langkah=["akun"])
    step(dina, code, "lembaga", lembaga="sudah", surat="B-12/2026", **when)
    step(dina, code, "orang", orang="sudah")
    step(dina, code, "pelajaran", pelajaran="Ponsel dikunci otomatis.")
    assert not CodedRecord.objects.exists()
    assert step(dina, code, "tutup").status_code == 302
    (line,) = incident_lines_open(keys)
    assert line.fields == {"of": "incident", "month": f"{at:%Y-%m}", "notified": "in_time"}
    assert records_open(keys) == []
    assert Incident.objects.get().closed_on
