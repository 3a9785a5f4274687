"""Two reports of one reporter: joined by both codes, told to who reads both, and to nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.casework.tests.cases import ELSEWHERE, opened, sent, text_of
from ruangaman.lib.codename import Code
from ruangaman.reporting import limits
from ruangaman.reporting.models import Item, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.services.mailbox import mailbox_change, report_withdraw
from ruangaman.reporting.tests.test_stopped import seen
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
BOTH: dict[str, Any] = {"izin_fokal": ["unit_lain"], "unit_lain": "dinas-sosial"}
OPEN_COLUMNS = ("number", "state", "due_on", "unread", "epoch", "closed_on")


def join(public: PublicClient, code: Code, other: Code, pimpin: str = "ini") -> Any:
    words = " ".join(other.words)
    return seen(public, code, gabung_ya="1", kode_lain=words, pimpin=pimpin)


def reads(world: World, name: str, report: Report) -> set[str]:
    try:
        return set(report_for(reader=world.reader(name), number=report.number)[1].parts)
    except ReportNotFound:
        return set()


def test_both_codes_lead_to_both_and_nobody_becomes_a_reader(
    world: World, staff: StaffClient, public: PublicClient
) -> None:
    """Lena reads both, Maria the first only: Maria is told nothing, Lena which leads."""
    (first, code), (second, other) = sent(**BOTH), sent(**ELSEWHERE)
    seen(public, other, kirim="1", pesan="Yang kedua.")
    before = list(Report.objects.order_by("pk").values_list(*OPEN_COLUMNS))
    assert "Kedua kode tetap berlaku" in text_of(seen(public, code, gabung="1"))
    assert "Kedua tulisan digabungkan." in text_of(join(public, code, other))
    assert list(Report.objects.order_by("pk").values_list(*OPEN_COLUMNS)) == before
    assert reads(world, "maria", second) == set()
    assert reads(world, "lena", first) == {"needs", "messages"}
    page = seen(public, code)
    assert "Petugas menjawab di tulisan ini." in text_of(page)
    assert "Yang kedua." not in text_of(page)
    there = seen(public, code, buka_lain="1")
    assert "Yang kedua." in text_of(there)
    assert "Petugas menjawab di tulisan yang lain." in text_of(there)
    back = public.go_on(there, buka_lain="1")
    assert "Petugas menjawab di tulisan ini." in text_of(back)
    assert "Tidak ada yang berubah." in text_of(seen(public, other, buka_lain="7"))
    hers = text_of(opened(world.sign_in(staff, "lena", unlock=True), second))
    assert f"menggabungkan tulisan ini dengan {first.number}" in hers
    assert "Yang itu memimpin" in hers
    assert "Yang ini memimpin" in text_of(opened(staff, first))
    maria = text_of(opened(world.sign_in(StaffClient(), "maria", unlock=True), first))
    assert second.number not in maria
    assert "menggabungkan" not in maria


def test_what_stands_in_the_database_is_of_one_size_for_all(
    world: World, public: PublicClient
) -> None:
    (first, code), (second, other) = sent(**BOTH), sent(**BOTH)
    (_third, alone), (_fourth, apart) = sent(), sent(**BOTH)
    join(public, code, other)
    known = set(Item.objects.values_list("pk", flat=True))
    join(public, apart, alone)
    told = Item.objects.filter(report__in=[first, second], part="needs").order_by("-position")
    apart_told = Item.objects.exclude(pk__in=known).filter(report=_fourth)
    assert len(bytes(told[0].sealed)) == len(bytes(apart_told[0].sealed))


@pytest.mark.parametrize("pimpin", ["ini", "lain"])
def test_the_end_of_one_leaves_the_other(world: World, public: PublicClient, pimpin: str) -> None:
    (first, code), (second, other) = sent(), sent()
    join(public, code, other, pimpin)
    mailbox_change(other, second.pk, lambda box: report_withdraw(box, item_id=first.pk))
    second.delete()
    assert "Pesan saya" in text_of(seen(public, code))
    assert seen(public, code, buka_lain="1").status_code in (404, 409, 410)
    assert reads(world, "maria", first) == {"needs", "account", "identity", "messages"}


def test_without_the_other_code_nobody_joins_anything(world: World, public: PublicClient) -> None:
    (_first, code), (second, other) = sent(), sent()
    _third, third = sent()
    same = join(public, code, code)
    assert same.status_code == 422
    assert "tulisan ini sendiri" in text_of(same)
    words = list(other.words)
    wrong = " ".join([*words[1:], words[0]])
    typed = seen(public, code, gabung_ya="1", kode_lain=wrong, pimpin="ini")
    assert typed.status_code == 422
    assert wrong in text_of(typed)
    unknown = join(public, code, Code.from_random(b"u" * 32))
    assert "Tidak ada pesan dengan 8 kata ini." in text_of(unknown)
    for _ in range(10):
        unknown = public.go_on(
            unknown,
            gabung_ya="1",
            kode_lain=" ".join(Code.from_random(b"v" * 32).words),
            pimpin="ini",
        )
    assert "Terlalu banyak percobaan." in text_of(unknown)
    limits.forget()
    join(public, code, other)
    assert "sudah digabungkan" in text_of(join(public, code, other))
    assert join(public, other, third).status_code == 422
    mailbox_change(third, _third.pk, lambda box: report_withdraw(box, item_id=second.pk))
    assert "sudah ditarik" in text_of(join(public, code, third))
