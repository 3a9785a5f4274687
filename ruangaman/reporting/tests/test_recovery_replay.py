"""After an old copy of the database: what she refused the recovery key stays refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management.base import CommandError

from ruangaman.core import shred
from ruangaman.lib.tests.pictures import jpeg
from ruangaman.reporting.models import File, Report
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.services.replay import Replayed, replay
from ruangaman.reporting.tests import ends
from ruangaman.reporting.tests.filing import add, begin, lying, send, words
from ruangaman.reporting.tests.recovering import (
    Room,
    content,
    mailbox,
    number,
    read_again,
    replace_key,
    text,
)
from tests.clients import PublicClient
from tests.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("at_once", "own_store", "files_home"),
]
ONE = Replayed(disposed=0, withdrawn=1, unknown=0)


def let_in(world: World, room: Room) -> None:
    """Let two holders give Maria access again."""
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()


def test_a_refusal_is_carried_out_again(public: PublicClient, code: str, world: World) -> None:
    copy = ends.copied()
    public.go_on(mailbox(public, code), cadangan="tolak")
    ends.put_back(copy)
    assert content() is not None
    assert replay() == ONE
    assert content() is None
    page = mailbox(public, code)
    assert "Kunci cadangan tidak dapat membuka tulisan Anda" in text(page)
    assert "boleh membantu" in text(public.go_on(page, cadangan="boleh"))


def test_a_withdrawn_report_keeps_nothing_for_the_recovery_key(
    public: PublicClient, code: str, world: World, files_home: Path
) -> None:
    """Its files stay hers: she reads her message, and nobody else opens anything."""
    sent = send(public, add(public, begin(public, code), jpeg()), "Ini buktinya.")
    assert "foto.jpg" in words(sent)
    copy = ends.copied()
    public.go_on(public.go_on(mailbox(public, code), tarik="1"), tarik_ya="1")
    ends.put_back(copy)
    assert content() is not None
    assert replay() == ONE
    assert content() is None
    assert Report.objects.get().state == Report.State.WITHDRAWN
    assert (File.objects.count(), len(lying(files_home))) == (1, 1)
    page = text(mailbox(public, code))
    assert "Kunci cadangan tidak dapat memberi siapa pun akses" in page
    assert "foto.jpg" in page


def test_access_she_took_back_is_taken_back_again(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    """The copy knows the access that two holders gave, and not that she took it back."""
    let_in(world, room)
    mailbox(public, code)
    copy = ends.copied()
    assert read_again(world)
    public.go_on(mailbox(public, code), cabut=f"orang-{world.keys['maria'].pk}")
    ends.put_back(copy)
    assert read_again(world)
    assert replay() == ONE
    with pytest.raises(ReportNotFound):
        read_again(world)
    assert "Akses ini sudah dicabut" in text(mailbox(public, code))


def test_a_disposed_report_opens_for_no_holder(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    """Taken out before the deletion, brought back after it, with an old copy in place."""
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    report, copy = Report.objects.get(), ends.copied()
    public.go_on(public.go_on(mailbox(public, code), hapus="1"), hapus_ya="1")
    shred.shred_destroy(_disposal(report))
    ends.put_back(copy)
    with pytest.raises(CommandError, match="disposed"):
        room.bring_back()
    assert replay() == Replayed(disposed=1, withdrawn=0, unknown=0)


def _disposal(report: Report) -> shred.Disposed:
    return shred.Disposed(
        shred=bytes(report.shred),
        report=report.pk.bytes,
        lookup=bytes(report.lookup),
        day=report.due_on,
        rule="wish",
        first=b"1" * 16,
        second=b"2" * 16,
    )
