"""Whoever is close to the person concerned reads nothing more; only the reporter lets her back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ruangaman.core.models import AuditEvent
from ruangaman.lib.boxes import open_box
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import KeyPair, SealError
from ruangaman.people.models import Role, RoleGrant
from ruangaman.people.selectors import recipient
from ruangaman.reporting.covers import BOX, cover_of
from ruangaman.reporting.models import Box, FewReaders, Item, Report
from ruangaman.reporting.seals import Author
from ruangaman.reporting.selectors.conflicts import aside_of
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.services import desk, mailbox
from ruangaman.reporting.services.conflicts import aside_seen, reader_step_aside
from ruangaman.reporting.services.items import item_add
from ruangaman.reporting.services.replay import replay
from ruangaman.reporting.tests.test_stays_out import joined, parts, sent
from ruangaman.reporting.tests.test_stopped import opened, seen
from tests.clients import PublicClient
from tests.pages import text_of
from tests.world import World, seed_of

pytestmark = pytest.mark.django_db
__all__ = ["joined"]


def step_aside(world: World, name: str, reason: str = "terlapor") -> None:
    report, box = report_for(reader=world.reader(name), number=Report.objects.get().number)
    reader_step_aside(reader=world.reader(name), report=report, box=box, reason=reason)


def declare(public: PublicClient, code: Code, **fields: Any) -> Any:
    return seen(public, code, benturan_ya="1", **fields)


def yes_to(world: World, code: Code, asker: str, name: str) -> None:
    """Let ``asker`` ask for somebody, and the reporter say yes."""
    person = recipient(world.keys[name].pk)
    assert person
    report, box = report_for(reader=world.reader(asker), number=Report.objects.get().number)
    wish = uuid.uuid4()
    desk.reader_request_add(
        reader=world.reader(asker),
        report=report,
        box=box,
        recipient=person,
        parts=["needs", "messages"],
        reason="Diperlukan.",
        request_id=wish,
    )
    mailbox.mailbox_change(
        code, report.pk, lambda box: mailbox.wish_answer(box, wish_id=wish, yes=True)
    )


def needs(world: World, name: str) -> list[dict[str, Any]]:
    report, box = report_for(reader=world.reader(name), number=Report.objects.get().number)
    authors = holders_as_authors(report, box.reporter)
    return [one.body for one in items_read(report, box, ["needs"], authors)["needs"]]


def test_a_conflict_declared_later_takes_the_seals_away(
    public: PublicClient, joined: World
) -> None:
    """Sari of the Dinas was let in by the team and in person; both end. The others read on."""
    code = sent()
    yes_to(joined, code, "maria", "sari")
    assert "messages" in parts(joined, "sari")
    page = seen(public, code, benturan="1")
    assert "Tutup akses orang yang dekat dengannya" in text_of(page)
    nothing = declare(public, code, jabatan="Kepala bidang")
    assert nothing.status_code == 422
    assert "Pilih paling sedikit satu." in text_of(nothing)
    assert "Kepala bidang" in nothing.content.decode()
    old = Box.objects.get(recipient=joined.keys["sari"])
    size, epoch = len(bytes(old.sealed)), Report.objects.get().epoch
    answer = declare(public, code, tempat=["dinas"], jabatan="Kepala bidang")
    assert "Akses mereka ditutup." in text_of(answer)
    assert "bekerja di sini: Dinas P3AP2KB" in text_of(answer)
    assert parts(joined, "sari") == set()
    assert len(bytes(Box.objects.get(recipient=joined.keys["sari"]).sealed)) == size
    assert Report.objects.get().epoch == epoch + 1
    assert needs(joined, "maria")[-1] == needs(joined, "maria")[-1] | {
        "conflicts": ["dinas"],
        "words": "Kepala bidang",
    }
    assert "Tidak ada yang berubah." in text_of(declare(public, code, tempat=["dinas"]))


def test_with_an_old_box_whoever_was_shut_out_opens_nothing_new(
    public: PublicClient, joined: World
) -> None:
    code = sent()
    report, key = Report.objects.get(), KeyPair(seed_of("sari"))
    held = Box.objects.get(recipient=joined.keys["sari"])
    raw = cover_of(report).off(held.sealed, BOX, held.recipient_id.bytes)
    old = open_box(raw, key, report=report.pk.bytes, epoch=report.epoch)
    declare(public, code, tempat=["dinas"])
    seen(public, code, kirim="1", pesan="Hanya untuk yang boleh.")
    now = Report.objects.get()
    new = Item.objects.filter(report=now, epoch=now.epoch)
    assert new.count() == 2
    authors = holders_as_authors(now, old.reporter)
    read = items_read(now, old, old.parts, authors)
    assert all(one.author == "unreadable" for items in read.values() for one in items)
    with pytest.raises(SealError):
        item_add(
            report=now,
            box=old,
            part="messages",
            body={"kind": "message", "text": "Saya masih di sini."},
            author=Author(key, held.recipient_id.bytes),
            item_id=uuid.uuid4(),
        )


def test_one_who_wrote_to_her_is_shut_out_alone_whatever_key_comes_later(
    public: PublicClient, world: World
) -> None:
    code = sent()
    report, box = report_for(reader=world.reader("yosef"), number=Report.objects.get().number)
    desk.report_acknowledge(
        reader=world.reader("yosef"), report=report, box=box, text="Halo.", item_id=uuid.uuid4()
    )
    page = seen(public, code, benturan="1")
    assert "Pendamping, UPTD PPA, menulis" in text_of(page)
    assert str(world.keys["maria"].pk) not in page.content.decode()
    foreign = declare(public, code, petugas=[str(world.keys["maria"].pk)])
    assert foreign.status_code == 422
    declare(public, code, petugas=[str(world.keys["yosef"].pk)])
    assert parts(world, "yosef") == set()
    assert parts(world, "maria") == {"needs", "account", "messages"}


def test_she_lets_somebody_in_again_and_nobody_else_can(
    public: PublicClient, joined: World
) -> None:
    code = sent(konflik=["dinas"])
    assert parts(joined, "sari") == set()
    with pytest.raises(ReportNotFound):
        step_aside(joined, "sari")
    step_aside(joined, "yosef")
    for _ in range(2):
        seen(public, code)
    yes_to(joined, code, "maria", "yosef")
    assert parts(joined, "yosef") == {"needs", "messages"}
    seen(public, code)
    assert parts(joined, "yosef") == {"needs", "messages"}


def test_a_reader_steps_aside_and_the_epoch_begins_when_the_reporter_comes(
    public: PublicClient, world: World, own_store: Any
) -> None:
    code = sent()
    before = Box.objects.get(recipient=world.keys["yosef"])
    copy, number = bytes(before.sealed), Report.objects.get().number
    reader = world.reader("yosef")
    report, box = report_for(reader=reader, number=number)
    step_aside(world, "yosef")
    assert parts(world, "yosef") == set()
    with pytest.raises(desk.NotAllowed):
        desk.staff_message_add(
            reader=reader, report=report, box=box, text="Halo", item_id=uuid.uuid4()
        )
    with pytest.raises(ReportNotFound):
        reader_step_aside(reader=reader, report=report, box=box, reason="lain")
    event = AuditEvent.objects.filter(action="conflict-declared").get()
    assert event.actor == world.yosef.pk
    assert event.detail == {}
    told = needs(world, "maria")[-1]
    assert told["kind"] == "stepped-aside"
    assert "terlapor" not in str(told)  # why is for the reporter alone
    after = Box.objects.get(recipient=world.keys["yosef"])
    assert len(bytes(after.sealed)) == len(copy)
    Box.objects.filter(pk=after.pk).update(sealed=copy, ended_on=None)  # an old copy is put back
    assert replay().ended == 1
    assert parts(world, "yosef") == set()
    page = text_of(seen(public, code))
    assert "mundur sendiri pada" in page
    assert "Alasannya: Mengenal orang yang diceritakan." in page
    assert Report.objects.get().epoch == 1
    seen(public, code)
    assert Report.objects.get().epoch == 1
    assert [one.key for one in aside_of(opened(code))] == [world.keys["yosef"].pk]


def test_nobody_steps_aside_for_somebody_else(world: World) -> None:
    """A note names nobody: it is about whoever signed it."""
    code = sent()
    step_aside(world, "yosef")
    found = opened(code)
    assert mailbox.mailbox_change(code, found.report.pk, aside_seen)
    assert parts(world, "maria") == {"needs", "account", "messages"}


def test_the_last_reader_gone_the_mailbox_says_what_to_do(
    public: PublicClient, world: World
) -> None:
    code = sent(izin_fokal=[], unit_lain="")
    step_aside(world, "yosef")
    assert FewReaders.objects.get().team == world.teams["uptd-ppa"]
    step_aside(world, "maria")
    page = text_of(seen(public, code))
    assert "Sekarang tidak bisa membaca: UPTD PPA" in page
    assert "Fokal point Dinas Kesehatan" in page
    assert mailbox_open(code)


def test_shutting_a_whole_office_out_alarms_nobody_there(
    public: PublicClient, world: World
) -> None:
    """Its supervisor would learn that there is a report; the teams that still read are told."""
    code = sent()
    answer = text_of(declare(public, code, tempat=["uptd_ppa"]))
    assert parts(world, "maria") == parts(world, "yosef") == set()
    assert parts(world, "lena") == {"needs", "messages"}
    alarmed = set(FewReaders.objects.values_list("team__code", flat=True))
    assert "uptd-ppa" not in alarmed
    assert alarmed == {"fp-dinas-sosial"}
    assert not Report.objects.get().teams.filter(code="uptd-ppa").exists()
    assert "Siapa yang membaca sekarang?" not in answer
    everybody = text_of(declare(public, code, tempat=["uptd_ppa", "fokal_point"]))
    assert "Siapa yang membaca sekarang?" in everybody
    assert "129" in everybody
    RoleGrant.objects.create(user=world.lena, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    assert parts(world, "lena") == set()
