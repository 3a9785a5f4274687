"""The ceremony: what is typed, carried and brought back is checked, and changes all or nothing."""

from __future__ import annotations

import json

import pytest
from django.core.management.base import CommandError

from ruangaman.core.models import AuditEvent
from ruangaman.lib.shares import shares_make
from ruangaman.people.services.recovery import recovery_end
from ruangaman.reporting.models import Box, Opening, Report
from ruangaman.reporting.tests.recovering import (
    SHARES,
    Room,
    mailbox,
    number,
    replace_key,
)
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def test_importing_twice_changes_nothing(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()
    mailbox(public, code)
    rows = list(Box.objects.values()), list(Opening.objects.values()), AuditEvent.objects.count()
    assert "given before: 1" in room.bring_back()
    after = list(Box.objects.values()), list(Opening.objects.values()), AuditEvent.objects.count()
    assert rows == after


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ((SHARES[0], SHARES[0]), "same share twice"),
        ((SHARES[0], shares_make(b"q" * 32)[1]), "not of one set"),
        (tuple(shares_make(b"w" * 32)[:2]), "another recovery key"),
    ],
)
def test_wrong_shares_open_nothing(
    code: str, world: World, room: Room, typed: tuple[str, str], words: str
) -> None:
    room.take_out(number())
    with pytest.raises(CommandError, match=words):
        room.open_by(*typed)
    assert not room.handover.exists()


def test_one_share_alone_opens_nothing(code: str, room: Room, world: World) -> None:
    room.take_out(number())
    with pytest.raises(CommandError, match="Stopped"):
        room.open("YES", "", SHARES[0], "")
    assert not room.handover.exists()


def test_a_mistyped_share_may_be_typed_again(code: str, room: Room, world: World) -> None:
    room.take_out(number())
    said = room.open("YES", "", SHARES[0].replace(" ", " x", 1), SHARES[0], "", SHARES[2])
    assert "Word 2" in said


def test_who_does_not_say_yes_to_the_comparison_opens_nothing(
    code: str, room: Room, world: World
) -> None:
    room.take_out(number())
    with pytest.raises(CommandError):
        room.open("no", "", SHARES[0], "", SHARES[1])


def test_all_or_nothing_when_one_report_is_gone(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    public.go_on(public.report(*report()), **SEND)
    numbers = sorted(Report.objects.values_list("number", flat=True))
    replace_key(world, "maria")
    room.take_out(*numbers)
    assert "2 of 2" in room.open_by()
    Report.objects.filter(number=numbers[1]).delete()
    with pytest.raises(CommandError, match="disposed"):
        room.bring_back()
    assert not Opening.objects.exists()
    room.export.unlink()
    with pytest.raises(CommandError, match="no report"):
        room.take_out(numbers[1])


@pytest.mark.parametrize("field", ["box", "needs", "epoch", "id"])
def test_an_altered_export_opens_nothing(code: str, world: World, room: Room, field: str) -> None:
    room.take_out(number())
    body = json.loads(room.export.read_text())
    one = body["reports"][0]
    if field == "needs":
        one["needs"]["id"] = "00000000-0000-4000-8000-000000000000"
    elif field == "epoch":
        one["epoch"] = 1
    elif field == "id":
        one["id"] = "00000000-0000-4000-8000-000000000000"
    else:
        one["box"] = one["box"][:-8] + "AAAAAAA="
    room.export.write_text(json.dumps(body))
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_the_check_line_tells_an_altered_export(code: str, world: World, room: Room) -> None:
    line = room.take_out(number()).splitlines()[-1]
    assert line in room.open_by()
    room.handover.unlink()
    room.export.write_text(room.export.read_text().replace('"uptd_ppa"', ""))
    assert line not in room.open_by()


@pytest.mark.parametrize("change", ["receiver", "box", "signature", "cut", "other"])
def test_an_altered_handover_changes_nothing(
    code: str, world: World, room: Room, change: str
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    body = json.loads(room.handover.read_text())
    if change == "receiver":
        body["receiver"] = str(world.keys["yosef"].pk)
    elif change == "box":
        body["reports"][0]["box"] = "AQ=="
    elif change == "signature":
        body["signature"] = "AAAA"
    elif change == "other":
        body = [1]
    written = json.dumps(body)
    room.handover.write_text(written[:100] if change == "cut" else written)
    boxes = list(Box.objects.values())
    with pytest.raises(CommandError):
        room.bring_back()
    assert list(Box.objects.values()) == boxes


def test_an_ended_key_signs_nothing_in(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    recovery_end()
    with pytest.raises(CommandError, match="not signed by a recovery key"):
        room.bring_back()


def test_nobody_who_cannot_receive_is_named(code: str, world: World, room: Room) -> None:
    for name in ("anton", "nobody"):
        with pytest.raises(CommandError, match=name):
            room.take_out(number(), receiver=name)
    assert not room.export.exists()
