"""The end of a report: two people, one destroyed key, and nothing opens for anybody."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from ruangaman.core import shred
from ruangaman.core.models import AuditEvent
from ruangaman.lib.sealing import SealError
from ruangaman.people.models import RoleGrant
from ruangaman.people.selectors import recipient
from ruangaman.reporting.models import Disposal, Ending, Item, PartKey, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.desk_list import desk_page
from ruangaman.reporting.selectors.ending import (
    disposal_of,
    ending_report,
    endings_for,
    retention_of,
)
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.services import desk, ending, mailbox
from ruangaman.reporting.services.ending import NotDisposable
from ruangaman.reporting.services.moves import report_reopen
from ruangaman.reporting.services.replay import replay
from ruangaman.reporting.tests import ends, test_submit
from tests.world import World

pytestmark = pytest.mark.django_db


def numbers(world: World, name: str) -> list[str]:
    """Return what a person finds on the list of endings."""
    return [row.report.number for row in endings_for(actor=ends.actor(world, name))]


def test_two_people_dispose_of_a_report_and_nothing_opens_with_every_key(world: World) -> None:
    report, code = ends.sent()
    keys = ends.everybody(world, code)
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=report.number)
    desk.parts_open(reader=reader, report=found, box=box, parts=["needs", "messages"])
    klara = recipient(world.keys["sari"].pk)
    assert klara
    desk.reader_request_add(
        reader=reader,
        report=found,
        box=box,
        recipient=klara,
        parts=["needs"],
        reason="a",
        request_id=uuid.uuid4(),
    )
    ends.retention_rules()
    ends.concluded(world, report)
    before = ends.copied()
    names = {"ledger", "reporter box", "box 0", "box 1", "opening 0", "opening 1", "wish 0"}
    assert ends.opened(keys) == names
    ends.disposed(world, report)
    assert not Report.objects.exists()
    assert not Item.objects.exists()
    assert not PartKey.objects.exists()
    ends.put_back(before)
    assert Report.objects.count() == 1
    assert ends.opened(keys) == set()
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("maria"), number=report.number)
    with pytest.raises(SealError):
        mailbox_open(code)
    assert not desk_page(reader=reader, after=None, search="", states=["concluded"]).rows


def test_the_stub_says_when_and_by_which_rule_and_names_nobody(world: World) -> None:
    report, code = ends.sent()
    ends.retention_rules()
    ends.concluded(world, report)
    ends.disposed(world, report)
    stub = Disposal.objects.get()
    assert (stub.day, stub.rule) == (timezone.localdate(), "retention_concluded")
    assert bytes(stub.first) == ends.actor(world, "maria").reference
    assert bytes(stub.second) == ends.actor(world, "yosef").reference
    assert world.maria.pk.bytes not in bytes(stub.first)
    assert disposal_of(code) == timezone.localdate()
    assert disposal_of(ends.sent()[1]) is None
    actions = AuditEvent.objects.order_by("sequence").values_list("action", "actor")
    assert list(actions)[-2:] == [
        ("disposal-proposed", world.maria.pk),
        ("report-disposed", world.yosef.pk),
    ]


def test_the_same_person_never_confirms(world: World) -> None:
    report, _ = ends.sent()
    ends.retention_rules()
    ends.concluded(world, report)
    ending.ending_propose(actor=ends.actor(world, "maria"), report=report)
    with pytest.raises(NotDisposable, match="same"):
        ending.ending_confirm(actor=ends.actor(world, "maria"), report=report)
    assert ends.opened(ends.everybody(world))


def test_nobody_confirms_what_nobody_proposed(world: World) -> None:
    report, code = ends.sent()
    ends.wished(report, code)
    with pytest.raises(NotDisposable, match="changed"):
        ending.ending_confirm(actor=ends.actor(world, "yosef"), report=report)
    assert Report.objects.exists()


def test_before_its_time_nothing_is_proposed(world: World) -> None:
    report, _ = ends.sent()
    ends.retention_rules()
    ends.concluded(world, report, years_ago=1)
    kept = retention_of(report)
    assert kept
    assert kept.ends_on == report.closed_on.replace(year=report.closed_on.year + 1)
    assert numbers(world, "maria") == [report.number]
    Report.objects.update(closed_on=timezone.localdate())
    report.refresh_from_db()
    assert numbers(world, "maria") == []
    with pytest.raises(NotDisposable, match="early"):
        ending.ending_propose(actor=ends.actor(world, "maria"), report=report)


def test_without_a_rule_nothing_is_ever_proposed_by_itself(world: World) -> None:
    report, code = ends.sent()
    ends.concluded(world, report, years_ago=30)
    assert numbers(world, "maria") == []
    with pytest.raises(NotDisposable, match="early"):
        ending.ending_propose(actor=ends.actor(world, "maria"), report=report)
    ends.wished(report, code)
    assert numbers(world, "maria") == [report.number]


def test_a_closing_is_kept_to_the_month(world: World) -> None:
    report, code = ends.sent()
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=report.number)
    about = {"reader": reader, "report": found, "box": box, "text": "a"}
    desk.report_conclude(**about, reason="terpenuhi", item_id=uuid.uuid4())
    report.refresh_from_db()
    assert report.closed_on.day == 1
    assert report.closed_on > timezone.localdate()
    report_reopen(**about, reason="belum_selesai", item_id=uuid.uuid4())
    report.refresh_from_db()
    assert report.closed_on is None
    ends.changed(report, code, lambda box: mailbox.report_withdraw(box, item_id=uuid.uuid4()))
    report.refresh_from_db()
    assert report.closed_on.day == 1


def test_a_withdrawn_report_is_disposed_of_by_those_who_could_read_it(world: World) -> None:
    """Rina reads for a refused organisation and for a chosen team: her box was always empty."""
    RoleGrant.objects.create(user=world.rina, role="case_worker", team=world.teams["uptd-ppa"])
    report, code = ends.sent(konflik=["fokal_point"])
    ends.retention_rules()
    ends.withdrawn(report, code)
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("maria"), number=report.number)
    assert numbers(world, "maria") == numbers(world, "yosef") == [report.number]
    assert numbers(world, "rina") == numbers(world, "sari") == []
    for name in ("rina", "sari", "lena"):
        with pytest.raises(ReportNotFound):
            ending_report(actor=ends.actor(world, name), number=report.number)
    ends.disposed(world, report)
    assert Disposal.objects.get().rule == "retention_withdrawn"


def test_a_supervisor_confirms_and_knows_of_nothing_before(world: World) -> None:
    report, _ = ends.sent()
    ends.retention_rules()
    ends.concluded(world, report)
    assert numbers(world, "agustina") == []
    with pytest.raises(ReportNotFound):
        ending_report(actor=ends.actor(world, "agustina"), number=report.number)
    ending.ending_propose(actor=ends.actor(world, "maria"), report=report)
    assert numbers(world, "agustina") == [report.number]
    found = ending_report(actor=ends.actor(world, "agustina"), number=report.number)
    ending.ending_confirm(actor=ends.actor(world, "agustina"), report=found)
    assert not Report.objects.exists()


def test_people_without_a_part_in_it_find_nothing(world: World) -> None:
    report, _ = ends.sent()
    ends.retention_rules()
    ends.concluded(world, report)
    ending.ending_propose(actor=ends.actor(world, "maria"), report=report)
    for name in ("sari", "rina", "anton", "dewi", "hasan", "dina"):
        assert numbers(world, name) == []
        with pytest.raises(ReportNotFound):
            ending_report(actor=ends.actor(world, name), number=report.number)


def test_her_wish_is_carried_out_by_two_people(world: World) -> None:
    report, code = ends.sent()
    assert ends.wished(report, code)
    assert not ends.wished(report, code)
    row = endings_for(actor=ends.actor(world, "maria"))[0]
    assert (row.key, row.since) == (Ending.WISH, timezone.localdate())
    ends.disposed(world, report)
    assert Disposal.objects.get().rule == Ending.WISH


def test_she_takes_her_wish_back(world: World) -> None:
    report, code = ends.sent()
    ends.wished(report, code)
    assert ends.changed(report, code, ending.ending_wish_take_back)
    assert not ends.changed(report, code, ending.ending_wish_take_back)
    assert numbers(world, "maria") == []


def test_a_refused_proposal_leaves_her_wish(world: World) -> None:
    report, code = ends.sent()
    ends.wished(report, code)
    ending.ending_propose(actor=ends.actor(world, "maria"), report=report)
    with pytest.raises(NotDisposable, match="changed"):
        ending.ending_propose(actor=ends.actor(world, "yosef"), report=report)
    ending.ending_refuse(actor=ends.actor(world, "yosef"), report=report)
    assert bytes(Ending.objects.get().first) == b""
    with pytest.raises(NotDisposable, match="changed"):
        ending.ending_refuse(actor=ends.actor(world, "yosef"), report=report)


def test_a_server_that_dies_in_between_leaves_nothing_that_opens(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is destroyed, the rows are still there: a replay does the rest, once."""
    report, code = ends.sent()
    keys = ends.everybody(world, code)
    ends.retention_rules()
    ends.concluded(world, report)
    with monkeypatch.context() as dying:
        dying.setattr(ending, "disposal_finish", _die)
        with pytest.raises(DatabaseError):
            ends.disposed(world, report)
    assert Report.objects.exists()
    assert ends.opened(keys) == set()
    assert disposal_of(code) == timezone.localdate()
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("maria"), number=report.number)
    assert replay().disposed == 1
    assert replay().disposed == 0
    assert not Report.objects.exists()
    assert Disposal.objects.get().rule == "retention_concluded"


def test_a_store_that_cannot_be_written_stops_the_disposal_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, code = ends.sent()
    ends.wished(report, code)
    with monkeypatch.context() as full:
        full.setattr(ending, "shred_destroy", _die)
        with pytest.raises(DatabaseError):
            ends.disposed(world, report)
    assert Report.objects.exists()
    assert not Disposal.objects.exists()
    assert shred.shred_key(bytes(report.shred))


def _die(*_arguments: object) -> None:
    raise DatabaseError("the server dies here")


def test_the_list_asks_as_often_for_one_report_as_for_many(
    world: World, django_assert_num_queries: Any
) -> None:
    ends.retention_rules()
    actor = ends.actor(world, "maria")
    for count in (1, 6):
        while len(endings_for(actor=actor)) < count:
            ends.concluded(world, ends.sent()[0])
        with django_assert_num_queries(9):
            endings_for(actor=actor)


@pytest.mark.parametrize("rows_back", [True, False], ids=["rows still there", "rows gone"])
def test_a_form_sent_again_after_the_end_writes_nothing(world: World, rows_back: bool) -> None:
    first = test_submit.send()
    report = Report.objects.get()
    ends.wished(report, first.code)
    before = ends.copied()
    ends.disposed(world, report)
    if rows_back:
        ends.put_back(before)
    again = test_submit.send()
    assert (again.state, again.shows_code) == ("already", False)
    assert Report.objects.count() == int(rows_back)
