"""A section of a case: opened by a POST, written about once, and never over somebody else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import ELSEWHERE, form_of, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.reporting.models import Item, Report
from ruangaman.reporting.records import records_of
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.selectors.parts import items_read
from ruangaman.reporting.services.mailbox import mailbox_change
from ruangaman.reporting.services.records import mailbox_record_add
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db

STEP = {"butuh": "dokter", "langkah": "Menemani ke puskesmas.", "siapa": "tim"}


def step_now() -> dict[str, str]:
    """Return a step as somebody types it, due today."""
    return {**STEP, "kapan": str(timezone.localdate())}


def plan(client: Any, report: Report, name: str = "", **fields: Any) -> Any:
    """Open the plan, or do something in it."""
    path = f"/kasus/{report.number}/berkas/rencana/"
    return client.post(f"{path}{name}/" if name else path, fields)


def steps_in(code: Any) -> list[Any]:
    """Return the steps as the reporter's own code reads them."""
    mailbox = mailbox_open(code)
    assert mailbox is not None
    items = items_read(mailbox.report, mailbox.box, ["needs"], mailbox.authors)["needs"]
    return records_of(items, "plan")


def test_a_step_is_added_ended_and_signed(world: World, staff: Any) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    page = plan(staff, report)
    assert "Belum ada langkah yang berjalan." in text_of(page)
    page = plan(staff, report, "tambah", **form_of(page, "tambah"), **step_now())
    assert "Langkah ditambahkan ke rencana." in text_of(page)
    page = plan(staff, report, "selesai", **form_of(page, "selesai"), hasil="selesai")
    assert "Menemani ke puskesmas. (selesai)" in text_of(page)
    (step,) = steps_in(code)
    assert (step.theirs["hasil"], dict(step.hers)) == ("selesai", {})
    assert AuditEvent.objects.filter(action="case-record-written").count() == 2


def test_nothing_is_there_before_a_post_or_for_another(world: World, staff: Any) -> None:
    report, _ = sent(**ELSEWHERE)
    world.sign_in(staff, "maria", unlock=True)
    assert plan(staff, report).status_code == 404
    path = f"/kasus/{report.number}/berkas/rencana/"
    assert staff.get(path).headers["Location"] == f"/kasus/{report.number}/"
    other, _ = sent()
    assert staff.post(f"/kasus/{other.number}/berkas/tidak-ada/").status_code == 404
    assert plan(staff, other, "tidak-ada").status_code == 404


def test_the_same_form_twice_is_one_step(world: World, staff: Any) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    filled = {**form_of(plan(staff, report), "tambah"), **step_now()}
    for _ in range(2):
        page = plan(staff, report, "tambah", **filled)
    assert "Sudah tersimpan sebelumnya." in text_of(page)
    assert len(steps_in(code)) == 1


def test_two_about_one_step_the_second_is_told(world: World, staff: Any) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    page = plan(staff, report, "tambah", **form_of(plan(staff, report), "tambah"), **step_now())
    colleague = world.sign_in(StaffClient(), "yosef", unlock=True)
    his = form_of(plan(colleague, report), "selesai")
    plan(staff, report, "selesai", **form_of(page, "selesai"), hasil="selesai")
    late = plan(colleague, report, "selesai", **his, hasil="batal")
    assert late.status_code == 409
    assert "Orang lain baru saja mengubah hal ini." in text_of(late)
    assert steps_in(code)[0].fields["hasil"] == "selesai"


def test_what_was_typed_stays(world: World, staff: Any) -> None:
    report, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    form = form_of(plan(staff, report), "tambah")
    page = plan(staff, report, "tambah", **form, **{**step_now(), "kapan": "31/02/2026"})
    assert page.status_code == 422
    assert "Menemani ke puskesmas." in page.content.decode()
    staff.post("/kunci/tutup/")
    locked = plan(staff, report, "tambah", **form, **step_now())
    assert locked.status_code == 403
    assert 'name="langkah" value="Menemani ke puskesmas."' in locked.content.decode()
    assert not Item.objects.filter(pk=form["butir"][0]).exists()


def test_what_she_signs_stands_apart_from_what_workers_write(world: World, staff: Any) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    plan(staff, report, "tambah", **form_of(plan(staff, report), "tambah"), **step_now())
    (step,) = steps_in(code)

    def agreed(mailbox: Any) -> bool:
        return mailbox_record_add(
            mailbox,
            part="needs",
            about="plan",
            thing=step.thing,
            values={"setuju": True},
            item_id=uuid.uuid4(),
        )

    assert mailbox_change(code, report.pk, agreed)
    assert steps_in(code)[0].hers == {"setuju": True}
    assert Report.objects.get().unread
