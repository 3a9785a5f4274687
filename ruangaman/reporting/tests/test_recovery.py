"""The recovery key from question 5 to the mailbox: what it opens, for whom, and who sees it."""

from __future__ import annotations

import pytest
from django.core.management.base import CommandError

from ruangaman.core.models import AuditEvent
from ruangaman.lib.sealing import KeyPair, PublicKey, SealError
from ruangaman.people.models import RecoveryKey
from ruangaman.people.readers import reader_for
from ruangaman.people.services.recovery import recovery_adopt, recovery_end
from ruangaman.reporting import seals
from ruangaman.reporting.covers import OPENING, cover_of
from ruangaman.reporting.models import Opening, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.services import desk
from ruangaman.reporting.tests.recovering import (
    FILE,
    HOLDERS,
    NEW_SEED,
    Room,
    adopt,
    content,
    mailbox,
    number,
    read_again,
    refusing,
    replace_key,
    text,
)
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def test_question_five_names_the_holders_and_preselects_nothing(
    public: PublicClient, world: World
) -> None:
    pages = report()[:4]
    assert "cadangan" not in text(public.report(*pages))
    adopt(world)
    page = text(public.report(*pages))
    assert all(holder in page for holder in HOLDERS)
    assert 'name="cadangan"' in page
    assert "checked" not in page
    assert "recovery key" in text(public.report(*pages, prefix="/en")).lower()


def test_the_check_page_says_how_it_stands(public: PublicClient, world: World) -> None:
    assert "Kunci cadangan" not in text(public.report(*report()))
    adopt(world)
    allowed, refused = text(public.report(*report())), text(public.report(*refusing(report())))
    assert "hanya bila petugas kehilangan kuncinya" in allowed
    assert "Anda menolaknya" not in allowed
    assert "Anda menolaknya" in refused


def test_her_report_has_a_box_of_one_size_whatever_she_says(
    public: PublicClient, world: World
) -> None:
    sizes = set()
    for pages, with_key in ((report(), False), (report(), True), (refusing(report()), True)):
        if with_key:
            adopt(world)
        public.go_on(public.report(*pages), **SEND)
    for found in Report.objects.all():
        sizes.add((len(found.recovery_box), len(found.ledger), len(found.reporter_box)))
    assert len({size[0] for size in sizes}) == 1
    assert len(sizes) == 1


def test_a_refusal_leaves_nothing_to_open(public: PublicClient, world: World) -> None:
    adopt(world)
    public.go_on(public.report(*refusing(report())), **SEND)
    assert content() is None


def test_the_box_has_just_the_parts_somebody_may_read(code: str) -> None:
    assert set(content().seeds) == {"needs", "account", "messages"}  # type: ignore[attr-defined]


def test_two_holders_let_a_receiver_back_in_and_the_reporter_sees_it(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    with pytest.raises(ReportNotFound):
        read_again(world)
    shown = room.take_out(number())
    assert KeyPair(NEW_SEED).public.fingerprint in shown
    assert "1 of 1 reports" in room.open_by()
    assert "Reports given: 1" in room.bring_back()
    again = read_again(world)
    assert again["account"][0]["answers"]["cerita"] == "Ia memegang tangan saya di ruang rapat."  # type: ignore[index]
    page = text(mailbox(public, code))
    assert "kunci cadangan dipakai untuk memberi akses kepada <strong>Pendamping, UPTD PPA" in page
    assert "Kebutuhan, Cerita, Pesan" in page
    english = text(mailbox(public, code, "/en"))
    assert "recovery key was used" in english
    assert [
        event.action for event in AuditEvent.objects.filter(action__startswith="recovery-")
    ] == [
        "recovery-adopted",
        "recovery-exported",
        "recovery-imported",
    ]


def test_what_the_receiver_then_writes_is_believed(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()
    reader = reader_for(world.keys["maria"], KeyPair(NEW_SEED))
    found, box = report_for(reader=reader, number=number())
    desk.staff_message_add(
        reader=reader, report=found, box=box, text="Saya kembali.", item_id=found.id
    )
    page = text(mailbox(public, code))
    assert "Saya kembali." in page
    assert "rusak" not in page


def test_she_takes_it_back_with_one_press(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()
    page = public.go_on(mailbox(public, code), cabut=f"orang-{world.keys['maria'].pk}")
    assert "Akses ini sudah dicabut" in text(page)
    with pytest.raises(ReportNotFound):
        read_again(world)
    assert world.keys["maria"].pk.bytes in content().people  # type: ignore[attr-defined]
    room.export.unlink()
    room.handover.unlink()
    room.take_out(number())
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_a_recovery_key_that_only_the_database_knows_helps_nobody(
    public: PublicClient, world: World
) -> None:
    """Somebody who can write rows makes himself a recovery key: nothing is sealed to it."""
    recovery_adopt(file=FILE)
    assert "cadangan" not in text(public.report(*report()[:4]))
    public.go_on(public.report(*report()), **SEND)
    with pytest.raises(SealError):
        content()


def test_a_use_forged_with_the_database_in_hand_does_not_show(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    """Somebody with the server's keys swaps the row for a key of his own and signs with that."""
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()
    own = KeyPair(b"f" * 32)
    RecoveryKey.objects.update(public=own.public.raw)
    found, tag = Report.objects.get(), b"t" * 16
    body = {
        "day": "2026-11-01",
        "who": "Penyusup",
        "recipient": str(world.keys["sari"].pk),
        "digest": seals.digest(world.keys["sari"].public),
        "parts": ["needs"],
        "epoch": 0,
    }
    sealed = seals.note_seal(
        body,
        kind="recovery",
        report=found.pk,
        item=tag,
        reporter=PublicKey(bytes(found.reporter)),
        author=seals.Author(own, FILE.id.bytes),
    )
    covered = cover_of(found).over(sealed, OPENING, tag)
    Opening.objects.create(tag=tag, report=found, sealed=covered)
    page = text(mailbox(public, code))
    assert "Penyusup" not in page
    assert page.count("kunci cadangan dipakai untuk") == 1


def test_only_her_yes_lets_a_new_recovery_key_help(
    public: PublicClient, code: str, world: World
) -> None:
    recovery_end()
    page = text(mailbox(public, code))
    assert "sudah diganti" in page
    page = public.go_on(mailbox(public, code), cadangan="tolak")
    assert "Kunci cadangan: belum ada" in text(page)
