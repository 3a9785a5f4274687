"""``/kasus/tim/``: a supervisor learns whether a clock has run out, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import sent, text_of
from ruangaman.reporting.models import Report
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_supervisor_sees_yes_or_no_and_the_number_of_readers(world: World, staff: Any) -> None:
    report, _ = sent()
    world.sign_in(staff, "agustina")
    assert "Ada batas waktu yang lewat? Tidak" in text_of(staff.get("/kasus/tim/"))
    Report.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    page = text_of(staff.get("/kasus/tim/"))
    assert "Ada batas waktu yang lewat? Ya" in page
    assert "Orang yang dapat membaca 2" in page
    assert report.number not in page


def test_a_closed_report_is_not_overdue(world: World, staff: Any) -> None:
    sent()
    Report.objects.update(due_on=None, state="concluded")
    page = text_of(world.sign_in(staff, "agustina").get("/kasus/tim/"))
    assert "Ada batas waktu yang lewat? Tidak" in page


def test_other_teams_stay_out_of_sight(world: World, staff: Any) -> None:
    page = text_of(world.sign_in(staff, "agustina").get("/kasus/tim/"))
    assert "UPTD PPA" in page
    assert "Dinas Sosial" not in page


def test_a_case_worker_has_no_page_of_teams(world: World, staff: Any) -> None:
    assert world.sign_in(staff, "maria").get("/kasus/tim/").status_code == 403


def test_a_supervisor_opens_no_case(world: World, staff: Any) -> None:
    report, _ = sent()
    world.sign_in(staff, "agustina")
    for path in ("/kasus/", f"/kasus/{report.number}/"):
        assert staff.get(path).status_code == 403
    assert staff.post(f"/kasus/{report.number}/buka/").status_code == 403
