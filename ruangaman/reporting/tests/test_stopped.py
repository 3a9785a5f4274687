"""A focal point stopped: her access ends for good, and only the reporter says who reads instead."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.shred import access_ends
from ruangaman.lib.boxes import IN_PERSON, open_box
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.reporting import checks
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.covers import BOX, cover_of
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open, messages_of
from ruangaman.reporting.selectors.stopped import reporters_wait, stopped_of
from ruangaman.reporting.services import desk, mailbox
from ruangaman.reporting.services.access import accesses_end
from ruangaman.reporting.services.replay import replay
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_stays_out import parts
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.clients import PublicClient
from tests.pages import text_of
from tests.world import READY_UNTIL, World, seed_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def sent(unit: str = "dinas-sosial", **changes: Any) -> Code:
    """Send a report to the focal points of one unit alone."""
    focal = {"izin": "", "izin_fokal": ["unit_lain"], "unit_lain": unit}
    return report_submit(answers=Answers({**GIVEN, **focal, **changes}), random=b"s" * 32).code


def over(world: World, *names: str, days: int = 2) -> None:
    """Let the time of focal points be over since ``days``."""
    day = timezone.localdate() - days * DAY
    users = [world.people[name].pk for name in names]
    RoleGrant.objects.filter(user__in=users).update(receives_until=None, reads_until=day)


def ready(world: World, *names: str) -> None:
    users = [world.people[name].pk for name in names]
    RoleGrant.objects.filter(user__in=users).update(
        receives_until=READY_UNTIL, reads_until=READY_UNTIL
    )


def seen(public: PublicClient, code: Code, **fields: Any) -> Any:
    """Open the mailbox, and press something in it."""
    page = public.post("/pesan/", {"kode": " ".join(code.words)})
    return public.go_on(page, **fields) if fields else page


def choose(public: PublicClient, code: Code, value: Any) -> Any:
    return seen(public, code, penerima_baru=str(value), penerima_simpan="1")


def test_her_box_is_emptied_a_day_later_in_the_same_size_and_stays_empty(world: World) -> None:
    code = sent()
    before = len(bytes(Box.objects.get().sealed))
    over(world, "lena", days=1)
    assert parts(world, "lena") == set()
    assert accesses_end() == 0  # a wrong entry can be mended today
    ready(world, "lena")
    assert parts(world, "lena") == {"needs", "messages"}
    over(world, "lena")
    assert accesses_end() == 1
    assert accesses_end() == 0
    box = Box.objects.get()
    assert len(bytes(box.sealed)) == before
    ready(world, "lena")
    assert parts(world, "lena") == set()
    report = Report.objects.get()
    raw = cover_of(report).off(box.sealed, BOX, box.recipient_id.bytes)
    key = KeyPair(seed_of("lena"))
    content = open_box(raw, key, report=report.pk.bytes, epoch=report.epoch)
    assert (content.parts, content.via) == ((), IN_PERSON)
    mailbox.mailbox_change(code, report.pk, lambda box: mailbox.consent_withdraw(box, key="x"))
    mailbox.mailbox_change(
        code, report.pk, lambda box: mailbox.recovery_choose(box, allow=False) or True
    )
    assert parts(world, "lena") == set()


def test_who_was_never_ready_or_is_only_away_keeps_her_box(world: World) -> None:
    sent()
    for days in ((None, None), (None, READY_UNTIL)):
        RoleGrant.objects.filter(user=world.lena).update(
            receives_until=days[0], reads_until=days[1]
        )
        assert parts(world, "lena") == set()
        assert accesses_end() == 0
    ready(world, "lena")
    assert parts(world, "lena") == {"needs", "messages"}


def test_another_role_of_hers_keeps_what_it_gives(world: World) -> None:
    """Her one box may hold what UPTD PPA was given: the role decides, the box is left alone."""
    sent()
    RoleGrant.objects.create(user=world.lena, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    over(world, "lena")
    assert accesses_end() == 0
    assert parts(world, "lena") == set()


def test_an_opened_case_answers_nothing_once_her_access_has_ended(world: World) -> None:
    sent()
    reader = world.reader("lena")
    report, box = report_for(reader=reader, number=Report.objects.get().number)
    over(world, "lena")
    accesses_end()
    with pytest.raises(ReportNotFound):
        desk.parts_open(reader=reader, report=report, box=box, parts=["messages"])
    with pytest.raises(desk.NotAllowed):
        desk.staff_message_add(
            reader=reader, report=report, box=box, text="Halo", item_id=report.pk
        )


def test_an_old_copy_of_the_database_does_not_bring_it_back(world: World, own_store: Any) -> None:
    sent()
    copy = bytes(Box.objects.get().sealed)
    over(world, "lena")
    accesses_end()
    assert len(access_ends()) == 1
    Box.objects.update(sealed=copy, ended_on=None)
    ready(world, "lena")
    assert parts(world, "lena") == {"needs", "messages"}
    assert any("replay" in text for text in checks.warnings())
    assert replay().ended == 1
    assert not any("replay" in text for text in checks.warnings())
    assert parts(world, "lena") == set()
    assert replay().ended == 0


def test_the_mailbox_offers_others_and_passes_nothing_on(
    public: PublicClient, world: World
) -> None:
    code = sent()
    assert "Siapa yang membaca sekarang?" not in text_of(seen(public, code))
    over(world, "lena")
    page = text_of(seen(public, code))
    assert "Sekarang tidak bisa membaca: Fokal point Dinas Sosial" in page
    assert "Fokal point Dinas Kesehatan" in page
    assert "UPTD PPA wajib memberi tahu polisi dalam 3×24 jam" in page
    assert "Sekarang tidak ada yang dapat membaca pesan Anda" not in page
    assert set(Box.objects.values_list("recipient__user__username", flat=True)) == {"lena"}
    nothing = choose(public, code, "apa saja")
    assert "Pilih dulu salah satu." in text_of(nothing)
    foreign = choose(public, code, world.teams["pseah-desk"].pk)
    assert foreign.status_code == 409
    assert Box.objects.count() == 1


def test_she_lets_uptd_ppa_in_and_the_clock_starts_then(public: PublicClient, world: World) -> None:
    code = sent()
    over(world, "lena")
    accesses_end()
    assert reporters_wait()
    before = mailbox_open(code)
    answer = text_of(choose(public, code, world.teams["uptd-ppa"].pk))
    assert "Akses diberikan." in answer
    assert "UPTD PPA memberi tahu polisi" in answer
    assert not reporters_wait()
    for name in ("maria", "yosef"):
        assert parts(world, name) == {"needs", "messages"}
        report, box = report_for(reader=world.reader(name), number=Report.objects.get().number)
        read = desk.parts_open(
            reader=world.reader(name), report=report, box=box, parts=["needs", "messages"]
        )
        assert read["needs"][0].body["answers"]["butuh"] == ["teman_bicara"]
    after = mailbox_open(code)
    assert before
    assert after
    assert after.report.epoch == before.report.epoch + 1
    assert after.box.seeds["messages"] != before.box.seeds["messages"]
    told = [item.body.get("team") for item in messages_of(after)]
    assert told == [str(world.teams["uptd-ppa"].pk)]
    assert "Pilih lagi" in text_of(seen(public, code))
    took_back = seen(public, code, cabut=f"tim-{world.teams['uptd-ppa'].pk}")
    assert "Izin dicabut." in text_of(took_back)
    assert parts(world, "maria") == set()


def test_an_alternate_who_came_later_reads_after_her_yes_and_not_before(
    public: PublicClient, world: World
) -> None:
    over(world, "beni")
    code = sent("dinas-kesehatan")
    ready(world, "beni")
    assert stopped_of(opened(code)) is None
    over(world, "rina")
    accesses_end()
    assert parts(world, "beni") == set()
    assert reporters_wait()
    page = seen(public, code)
    assert "Ini kantor yang sama, tetapi orang lain." in text_of(page)
    choose(public, code, world.teams["fp-dinas-kesehatan"].pk)
    assert parts(world, "beni") == {"needs", "messages"}
    assert parts(world, "rina") == set()
    assert stopped_of(opened(code)) is None
    ready(world, "rina")
    assert parts(world, "rina") == set()


def opened(code: Code) -> Any:
    found = mailbox_open(code)
    assert found
    return found


def test_while_the_second_of_a_pair_reads_there_is_nothing_to_ask(
    public: PublicClient, world: World
) -> None:
    code = sent("dinas-kesehatan")
    over(world, "rina")
    accesses_end()
    assert parts(world, "beni") == {"needs", "messages"}
    assert stopped_of(opened(code)) is None
    assert not reporters_wait()


def test_she_may_wait_and_choose_later(public: PublicClient, world: World) -> None:
    code = sent()
    RoleGrant.objects.filter(user=world.lena).update(receives_until=None)  # on leave
    assert reporters_wait()
    assert "Tidak ada orang baru" in text_of(choose(public, code, "tunggu"))
    assert not reporters_wait()
    assert "Pilih lagi" in text_of(seen(public, code))
    ready(world, "lena")
    assert parts(world, "lena") == {"needs", "messages"}
    assert "Siapa yang membaca sekarang?" not in text_of(seen(public, code))
    over(world, "lena")
    choose(public, code, world.teams["fp-dinas-kesehatan"].pk)
    assert parts(world, "rina") == parts(world, "beni") == {"needs", "messages"}
    assert parts(world, "lena") == set()


def test_whom_she_declared_a_conflict_with_is_never_offered(
    public: PublicClient, world: World
) -> None:
    RoleGrant.objects.create(user=world.rina, role=Role.COORDINATOR)
    User.objects.filter(pk=world.beni.pk).update(is_active=False)
    code = sent(konflik=["uptd_ppa", "dinas"])
    over(world, "lena")
    page = text_of(seen(public, code))
    assert "Siapa yang membaca sekarang?" in page
    assert "UPTD PPA melihat kebutuhan" not in page
    assert "Fokal point Dinas Kesehatan" not in page
    for code_of_team in ("uptd-ppa", "fp-dinas-kesehatan"):
        assert choose(public, code, world.teams[code_of_team].pk).status_code == 409
    assert parts(world, "rina") == parts(world, "maria") == set()


def test_another_office_is_found_by_its_name(public: PublicClient, world: World) -> None:
    code = sent()
    over(world, "lena")
    found = text_of(seen(public, code, cari_penerima="kesehatan", cari_kantor="1", pesan="Draf"))
    assert "Fokal point Dinas Kesehatan" in found
    nothing = seen(public, code, cari_penerima="<b>biro", cari_kantor="1", pesan="Draf saya")
    assert "Tidak ada kantor dengan nama itu" in text_of(nothing)
    assert "Draf saya" in nothing.content.decode()
    assert "<b>biro" not in nothing.content.decode()
