"""The desk's services: who sees what, and the order of record and text."""

from __future__ import annotations

import uuid

import pytest
from django.db import transaction

from ruangaman.core.models import AuditEvent
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Box, Item, Opening, Report
from ruangaman.reporting.selectors import parts as parts_selector
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.desk_list import desk_page
from ruangaman.reporting.services import desk
from ruangaman.reporting.services.moves import report_reopen
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.world import World

pytestmark = pytest.mark.django_db


def send(number: int) -> None:
    report_submit(answers=Answers(GIVEN), random=number.to_bytes(32, "big"))


def test_an_opening_is_kept_before_the_text_is_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(1)
    reader = world.reader("maria")
    report, box = report_for(reader=reader, number=Report.objects.get().number)
    seen = []
    read = parts_selector.items_read

    def watch(*args: object, **kwargs: object) -> object:
        seen.append(Opening.objects.count())
        return read(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "items_read", watch)
    desk.parts_open(reader=reader, report=report, box=box, parts=["account"])
    assert seen == [1]


def test_a_failed_record_shows_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    send(1)
    reader = world.reader("maria")
    report, box = report_for(reader=reader, number=Report.objects.get().number)

    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(desk, "audit_record", fail)
    with pytest.raises(RuntimeError):
        desk.parts_open(reader=reader, report=report, box=box, parts=["account"])
    assert not Opening.objects.exists()


def test_no_step_of_the_desk_writes_content_into_the_audit(world: World) -> None:
    send(1)
    reader = world.reader("maria")
    report, box = report_for(reader=reader, number=Report.objects.get().number)
    desk.parts_open(reader=reader, report=report, box=box, parts=["account", "messages"])
    desk.staff_message_add(
        reader=reader, report=report, box=box, text="Kata rahasia", item_id=uuid.uuid4()
    )
    events = list(AuditEvent.objects.values_list("action", "detail"))
    assert [action for action, _ in events] == ["report-opened", "report-answered"]
    assert "rahasia" not in str(events)
    assert report.number not in str(events)


def test_two_colleagues_cannot_both_acknowledge(world: World) -> None:
    send(1)
    for name, expected in (("maria", True), ("yosef", None)):
        reader = world.reader(name)
        report, box = report_for(reader=reader, number=Report.objects.get().number)
        if expected:
            assert desk.report_acknowledge(
                reader=reader, report=report, box=box, text="Halo", item_id=uuid.uuid4()
            )
        else:
            with pytest.raises(desk.NotAllowed), transaction.atomic():
                desk.report_acknowledge(
                    reader=reader, report=report, box=box, text="Halo", item_id=uuid.uuid4()
                )
    assert Item.objects.filter(part="messages").count() == 2
    assert Report.objects.get().state == "acknowledged"


def test_closing_and_reopening(world: World) -> None:
    send(1)
    reader = world.reader("maria")
    report, box = report_for(reader=reader, number=Report.objects.get().number)
    desk.report_conclude(
        reader=reader,
        report=report,
        box=box,
        reason="permintaan",
        text="Baik.",
        item_id=uuid.uuid4(),
    )
    assert not desk_page(reader=reader, after=None, search="", states=()).rows
    assert len(desk_page(reader=reader, after=None, search="", states=["concluded"]).rows) == 1
    report_reopen(
        reader=reader,
        report=report,
        box=box,
        reason="menulis_lagi",
        text="Kita lanjut.",
        item_id=uuid.uuid4(),
    )
    assert len(desk_page(reader=reader, after=None, search="", states=()).rows) == 1


def test_boxes_of_strangers_are_not_made(world: World) -> None:
    send(1)
    holders = {box.recipient.user.username for box in Box.objects.all()}
    assert holders == {"maria", "yosef"}
