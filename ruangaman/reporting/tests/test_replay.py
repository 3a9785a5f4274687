"""After an old copy of the database is put back: what was taken back stays taken back."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from ruangaman.core import shred
from ruangaman.core.models import AuditEvent
from ruangaman.people.models import RecipientKey
from ruangaman.reporting.models import Box, Disposal, PartKey, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.mailbox import Mailbox, mailbox_open, messages_of
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.services import mailbox
from ruangaman.reporting.services.replay import Replayed, WrongStore, replay
from ruangaman.reporting.tests import ends
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


def say(report: Report, code: Any, text: str) -> None:
    """Let her write."""
    item = uuid.uuid4()
    ends.changed(report, code, lambda box: mailbox.message_add(box, text=text, item_id=item))


def take_back(report: Report, code: Any) -> None:
    """Let her take back the consent of the team."""
    opened = mailbox_open(code)
    assert opened
    key = opened.grants[0].key
    assert ends.changed(report, code, lambda box: mailbox.consent_withdraw(box, key=key))


def reads(world: World, name: str, report: Report) -> bool:
    """Say whether a person opens anything of a report."""
    try:
        report_for(reader=world.reader(name), number=report.number)
    except ReportNotFound:
        return False
    return True


def test_a_disposed_report_that_comes_back_is_removed_again(world: World) -> None:
    report, _code = ends.sent()
    other, _ = ends.sent()
    ends.retention_rules()
    ends.concluded(world, report)
    backup = ends.copied()
    ends.disposed(world, report)
    stub = Disposal.objects.values().get()
    ends.put_back(backup)
    assert replay() == Replayed(disposed=1, withdrawn=0, unknown=0)
    assert list(Report.objects.all()) == [other]
    assert Disposal.objects.values().get() == stub
    assert replay() == Replayed(disposed=0, withdrawn=0, unknown=0)
    last = AuditEvent.objects.order_by("-sequence").first()
    assert last
    assert (last.action, last.actor, last.detail["replayed"]) == ("report-disposed", None, True)


def test_a_withdrawn_person_gets_nothing_after_the_replay(world: World) -> None:
    report, code = ends.sent()
    say(report, code, "Sebelum salinan.")
    backup = ends.copied()
    take_back(report, code)
    ends.put_back(backup)
    assert reads(world, "maria", report)
    assert replay() == Replayed(disposed=0, withdrawn=1, unknown=0)
    assert not reads(world, "maria", report)
    assert not reads(world, "yosef", report)
    opened = mailbox_open(code)
    assert opened
    assert [item.body["text"] for item in messages_of(opened)] == ["Sebelum salinan."]
    assert replay() == Replayed(disposed=0, withdrawn=0, unknown=0)


def test_after_several_withdrawals_the_newest_state_holds_and_she_reads_all(world: World) -> None:
    report, code = ends.sent(izin_fokal=["unit_lain"], unit_lain="dinas-sosial")
    say(report, code, "Satu.")
    backup = ends.copied()
    take_back(report, code)
    say(report, code, "Hilang bersama salinan.")
    ends.withdrawn(report, code)
    state = Report.objects.values("epoch", "state", "due_on", "closed_on", "ledger").get()
    ends.put_back(backup)
    assert replay().withdrawn == 1
    back = Report.objects.values("epoch", "state", "due_on", "ledger").get()
    assert back["epoch"] == state["epoch"] == 2
    assert back["state"] == "withdrawn"
    assert bytes(back["ledger"]) == bytes(state["ledger"])
    assert PartKey.objects.filter(report=report, epoch=2).count() == 4
    opened = mailbox_open(code)
    assert opened
    assert [item.body["text"] for item in messages_of(opened)] == ["Satu."]
    assert not any(reads(world, name, report) for name in ("maria", "yosef", "lena"))


def test_whoever_is_still_allowed_reads_on_after_the_replay(world: World) -> None:
    report, code = ends.sent(izin_fokal=["unit_lain"], unit_lain="dinas-sosial")
    say(report, code, "Untuk keduanya.")
    backup = ends.copied()
    take_back(report, code)
    ends.put_back(backup)
    replay()
    found, box = report_for(reader=world.reader("lena"), number=report.number)
    authors = holders_as_authors(found, box.reporter)
    texts = [
        item.body.get("text") for item in items_read(found, box, box.parts, authors)["messages"]
    ]
    assert "Untuk keduanya." in texts
    assert not reads(world, "maria", report)


def test_a_box_for_a_key_the_old_database_does_not_know_is_left_out(world: World) -> None:
    report, code = ends.sent()
    take_back(report, code)
    backup = [
        row for row in ends.copied() if getattr(row, "recipient_id", 0) != world.keys["yosef"].pk
    ]
    Report.objects.all().delete()
    RecipientKey.objects.filter(pk=world.keys["yosef"].pk).delete()
    for row in backup:
        if isinstance(row, Report):
            row.epoch = 0
    ends.put_back(backup)
    assert replay().withdrawn == 1
    assert [box.recipient_id for box in Box.objects.all()] == [world.keys["maria"].pk]


def test_a_withdrawal_of_a_report_younger_than_the_copy_is_only_counted(world: World) -> None:
    ends.sent()
    backup = ends.copied()
    report, code = ends.sent()
    take_back(report, code)
    ends.put_back(backup)
    assert replay() == Replayed(disposed=0, withdrawn=0, unknown=1)
    assert Report.objects.count() == 1


def test_a_disposal_also_ends_what_the_journal_holds_of_her_withdrawals(
    world: World, own_store: Path
) -> None:
    report, code = ends.sent()
    ends.retention_rules()
    ends.withdrawn(report, code)
    assert shred.withdrawals()
    ends.disposed(world, report)
    assert shred.withdrawals() == {}


def test_the_journal_of_withdrawals_opens_for_nobody_without_the_shred_key(
    world: World, own_store: Path
) -> None:
    report, code = ends.sent()
    take_back(report, code)
    shred_id = bytes(Report.objects.get().shred)
    covered = shred.withdrawal_read(shred_id, 1).covered
    box = bytes(Box.objects.first().sealed)  # type: ignore[union-attr]
    assert b"messages" not in covered
    assert box not in covered


@pytest.mark.parametrize("wrong", ["missing", "another"])
def test_a_wrong_store_deletes_nothing(
    world: World, own_store: Path, settings: Any, tmp_path: Path, wrong: str
) -> None:
    """An empty folder, as when a disk is not mounted, does not look like a thousand disposals."""
    report, _ = ends.sent()
    settings.SHRED_HOME = tmp_path / "elsewhere"
    if wrong == "another":
        shred.shred_keys_make(3)
    with pytest.raises(WrongStore):
        replay()
    assert Report.objects.get() == report


def test_a_copy_of_the_store_that_has_not_expired_opens_what_was_disposed_of(
    world: World, own_store: Path, settings: Any, tmp_path: Path
) -> None:
    """Said honestly: until the copies of the shred store have expired, a restore brings it back."""
    report, code = ends.sent()
    keys = ends.everybody(world, code)
    ends.wished(report, code)
    backup = ends.copied()
    shutil.copytree(own_store, tmp_path / "copy")
    ends.disposed(world, report)
    ends.put_back(backup)
    assert ends.opened(keys) == set()
    settings.SHRED_HOME = tmp_path / "copy"
    assert ends.opened(keys) == {"ledger", "reporter box", "box 0", "box 1"}
    assert mailbox_open(code)
    settings.SHRED_HOME = own_store
    shutil.rmtree(tmp_path / "copy")
    assert ends.opened(keys) == set()


def test_a_withdrawal_whose_commit_failed_is_carried_out_later(world: World) -> None:
    """She asked for it and was told to press again: whether it was kept is not known then."""
    report, code = ends.sent()

    def begun(box: Mailbox) -> bool:
        mailbox.report_withdraw(box, item_id=uuid.uuid4())
        raise DatabaseError("the commit fails")

    with pytest.raises(DatabaseError):
        ends.changed(report, code, begun)
    assert reads(world, "maria", report)
    assert replay().withdrawn == 1
    assert not reads(world, "maria", report)
    assert Report.objects.get().state == Report.State.WITHDRAWN
    assert mailbox_open(code)


@pytest.mark.django_db(transaction=True)
def test_the_journal_keeps_the_newest_withdrawal_only(world: World) -> None:
    report, code = ends.sent(izin_fokal=["unit_lain"], unit_lain="dinas-sosial")
    take_back(report, code)
    ends.changed(report, code, lambda box: mailbox.report_withdraw(box, item_id=uuid.uuid4()))
    key_id = bytes(report.shred)
    assert shred.withdrawals() == {key_id: 2}
    with pytest.raises(KeyError):
        shred.withdrawal_read(key_id, 1)
