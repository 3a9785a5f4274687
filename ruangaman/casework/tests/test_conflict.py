"""Stepping aside at the desk, before and after opening; what the supervisor is told."""

from __future__ import annotations

import pytest

from ruangaman.casework.tests.cases import opened, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.reporting.models import FewReaders, Opening
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_worker_steps_aside_before_reading_and_the_case_is_gone(
    world: World, staff: StaffClient
) -> None:
    report, _code = sent()
    path = f"/kasus/{report.number}/mundur/"
    assert (
        path
        in world.sign_in(staff, "yosef", unlock=True)
        .get(f"/kasus/{report.number}/")
        .content.decode()
    )
    assert "tanpa nama Anda" in text_of(staff.get(path))
    unanswered = staff.post(path, {"butir": str(report.pk)})
    assert unanswered.status_code == 422
    assert "Pilih satu alasan." in text_of(unanswered)
    done = staff.post(path, {"butir": str(report.pk), "alasan": "terlapor"}, follow=True)
    assert "Anda mundur dari kasus itu." in text_of(done)
    assert report.number not in text_of(done)
    for gone in (f"/kasus/{report.number}/", path):
        assert staff.get(gone).status_code == 404
    assert staff.post(path, {"butir": str(report.pk), "alasan": "lain"}).status_code == 404
    assert opened(staff, report).status_code == 404
    assert Opening.objects.count() == 1  # the note to the reporter, and no opening
    other = opened(world.sign_in(StaffClient(), "maria", unlock=True), report)
    assert "Pendamping, UPTD PPA mundur dari kasus ini" in text_of(other)


def test_the_supervisor_is_alarmed_without_a_number_and_says_that_she_saw_to_it(
    world: World, staff: StaffClient
) -> None:
    report, _code = sent()
    worker = world.sign_in(StaffClient(), "yosef", unlock=True)
    worker.post(f"/kasus/{report.number}/mundur/", {"butir": str(report.pk), "alasan": "lain"})
    page = world.sign_in(staff, "agustina").get("/kasus/tim/")
    assert "ada kasus yang dibaca kurang dari dua orang" in text_of(page)
    assert report.number not in text_of(page)
    other = world.teams["pseah-desk"].pk
    assert staff.post(f"/kasus/tim/{other}/dilihat/").status_code == 404
    team = world.teams["uptd-ppa"].pk
    after = staff.post(f"/kasus/tim/{team}/dilihat/", follow=True)
    assert "ada kasus yang dibaca kurang" not in text_of(after)
    assert not FewReaders.objects.exists()
    assert AuditEvent.objects.filter(action="few-readers-cleared").count() == 1
    assert staff.get(f"/kasus/{report.number}/mundur/").status_code == 403
