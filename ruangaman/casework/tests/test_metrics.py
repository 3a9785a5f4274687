"""``/metrik/``: health for who has the token, nothing about reports, nothing for anybody else."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.db.utils import OperationalError

from ruangaman.core.clock import now
from ruangaman.core.jobs import job_done
from ruangaman.core.models import JobRun
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.clients import PublicClient, StaffClient
from tests.world import World

TOKEN = "t" * 40
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def token(settings: Any) -> str:
    settings.METRICS_TOKEN = TOKEN
    return TOKEN


def figures(text: str) -> dict[str, float]:
    found = re.findall(r"^(ruangaman_\w+) (\S+)$", text, re.M)
    return {name: float(value) for name, value in found}


def test_the_figures_say_whether_somebody_can_read(world: World, token: str) -> None:
    answer = StaffClient().get("/metrik/", headers=WITH_TOKEN)
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    found = figures(answer.content.decode())
    assert found["ruangaman_database_up"] == 1
    assert found["ruangaman_receivers_able"] == 1
    assert found["ruangaman_teams_below_two_receivers"] == 1  # the PSEAH desk has Sari only
    assert found["ruangaman_audit_triggers_missing"] == 0
    assert found["ruangaman_disk_free_bytes_home"] > 0
    world.maria.is_active = world.yosef.is_active = False
    world.maria.save()
    world.yosef.save()
    found = figures(StaffClient().get("/metrik/", headers=WITH_TOKEN).content.decode())
    assert found["ruangaman_teams_below_two_receivers"] == 2


def test_it_says_how_long_ago_the_worker_was_there(world: World, token: str) -> None:
    job_done(name="worker")
    JobRun.objects.filter(name="worker").update(succeeded_at=now() - dt.timedelta(hours=2))
    job_done(name="audit-export")
    found = figures(StaffClient().get("/metrik/", headers=WITH_TOKEN).content.decode())
    assert found["ruangaman_job_age_seconds_worker"] >= 7200
    assert found["ruangaman_job_age_seconds_audit_export"] < 7200


def test_a_report_moves_no_figure(world: World, token: str) -> None:
    def text() -> str:
        page = StaffClient().get("/metrik/", headers=WITH_TOKEN).content.decode()
        return re.sub(r"^ruangaman_disk_free.*$", "", page, flags=re.M)

    before = text()
    report_submit(answers=Answers(GIVEN), random=b"r" * 32)
    assert text() == before


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "Bearer", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer é"])
def test_without_the_token_there_is_no_such_page(
    token: str, given: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = StaffClient().get("/metrik/", headers={"Authorization": given})
    assert answer.status_code == 404
    assert b"ruangaman_" not in answer.content


@pytest.mark.django_db
def test_without_a_setting_no_token_opens_it(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    for given in ("", "Bearer ", "Bearer None"):
        answer = StaffClient().get("/metrik/", headers={"Authorization": given})
        assert answer.status_code == 404


@pytest.mark.django_db
def test_the_public_surface_has_none(token: str) -> None:
    assert PublicClient().get("/metrik/", headers=WITH_TOKEN).status_code == 404


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_a_figure_too(token: str) -> None:
    def gone(*_: Any) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(gone):
        answer = StaffClient().get("/metrik/", headers=WITH_TOKEN)
    assert figures(answer.content.decode())["ruangaman_database_up"] == 0
