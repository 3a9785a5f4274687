"""Measures at work: none moves on without a yes that her own code signed to these very words."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import form_of, sent, text_of
from ruangaman.casework.tests.test_clocks import pressed
from ruangaman.core.models import AuditEvent
from ruangaman.lib.codename import Code
from ruangaman.reporting import measures
from ruangaman.reporting.measures import terms_digest
from ruangaman.reporting.models import Item, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.services.records import record_add
from tests.clients import PublicClient
from tests.world import World

pytestmark = pytest.mark.django_db
GIVEN = {
    "jenis": "jadwal",
    "untuk": "orang_itu",
    "isi": "Ia bekerja pada giliran malam sampai akhir bulan.",
    "tahu": ["atasan"],
}
EFFECT = "Atasan atau BKD akan tahu dan wajib memeriksa. Tetap lanjut?"


def today(days: int = 0) -> str:
    return str(timezone.localdate() + dt.timedelta(days=days))


class Desk:
    """Maria at the section of one case."""

    def __init__(self, client: Any, report: Report) -> None:
        self.client, self.path = client, f"/kasus/{report.number}/berkas/tindakan/"

    def see(self) -> str:
        return text_of(self.client.post(self.path))

    def propose(self, **changes: Any) -> Any:
        page = self.client.post(self.path)
        given = {**form_of(page, "usul"), **GIVEN, "tinjau": today(14), **changes}
        return self.client.post(f"{self.path}usul/", given)

    def do(self, name: str, thing: str, **fields: Any) -> Any:
        """Send a form about a measure, whether or not the page offers it."""
        given = {"butir": str(uuid.uuid4()), "hal": thing, "dilihat": "999", **fields}
        return self.client.post(f"{self.path}{name}/", given)


@pytest.fixture
def case(world: World, staff: Any) -> tuple[Desk, Code]:
    report, code = sent()
    return Desk(world.sign_in(staff, "maria", unlock=True), report), code


def thing_in(public: PublicClient, code: Code) -> str:
    """Return the measure that waits for her answer."""
    page = pressed(public, code).content.decode()
    (found,) = re.findall(r'name="tindakan" value="([^"]+)"', page)
    return str(found)


def answered(public: PublicClient, code: Code, thing: str, word: str = "ya", **fields: Any) -> Any:
    """Read a measure in the mailbox and press yes or no."""
    page = pressed(public, code, tindakan=thing)
    (value,) = re.findall(rf'name="tindakan_{word}" value="([^"]+)"', page.content.decode())
    return public.go_on(page, **{f"tindakan_{word}": value}, **fields)


def test_she_reads_what_follows_says_yes_and_takes_it_back(
    case: tuple[Desk, Code], public: PublicClient
) -> None:
    desk, code = case
    assert "Usul tercatat." in text_of(desk.propose())
    assert "Menunggu jawaban penyintas." in desk.see()
    thing = thing_in(public, code)
    page = text_of(pressed(public, code, tindakan=thing))
    for words in (EFFECT, "belum diverifikasi", "Atasan langsung orang itu", GIVEN["isi"]):
        assert words in page
    assert desk.do("mulai", thing, hari=today()).status_code == 409
    assert "Izin diberikan." in text_of(answered(public, code, thing))
    assert "Boleh dijalankan." in desk.see()
    assert "Tindakan berjalan." in text_of(desk.do("mulai", thing, hari=today()))
    assert f"/{thing}" not in desk.see()
    (taken,) = re.findall(
        r'name="tindakan_tidak" value="([^"]+)"', pressed(public, code).content.decode()
    )
    Report.objects.update(due_on=today(5))
    page = text_of(pressed(public, code, tindakan_tidak=taken))
    assert "Petugas diminta menghentikannya hari ini." in page
    assert Report.objects.get().due_on == timezone.localdate()
    assert "Hentikan hari ini" in desk.see()
    assert desk.do("tinjau", thing, tinjau=today(9)).status_code == 409
    ended = text_of(desk.do("akhiri", thing, hari=today(), sebab="dicabut"))
    assert "Sudah berakhir" in ended
    assert "Anda mencabut izin." in text_of(pressed(public, code))
    actions = AuditEvent.objects.filter(action__startswith="measure-").order_by("sequence")
    assert [one.action for one in actions] == [
        "measure-proposed",
        "measure-started",
        "measure-ended",
    ]


def test_a_no_ends_it_and_a_review_day_stands_in_the_open(
    case: tuple[Desk, Code], public: PublicClient
) -> None:
    desk, code = case
    desk.propose()
    thing = thing_in(public, code)
    assert "Tindakan ini tidak dijalankan." in text_of(answered(public, code, thing, "tidak"))
    assert "Penyintas menjawab tidak." in desk.see()
    assert desk.do("mulai", thing, hari=today()).status_code == 409
    answered(public, code, thing)
    desk.do("mulai", thing, hari=today())
    assert desk.do("tinjau", thing, tinjau=today(1)).status_code == 200
    assert Report.objects.get().due_on == timezone.localdate() + dt.timedelta(days=1)
    assert desk.do("tinjau", thing, tinjau=today(93)).status_code == 422
    assert desk.do("tinjau", thing, tinjau="31/02/2027").status_code == 422


def test_a_yes_that_a_worker_signed_is_none(
    case: tuple[Desk, Code], public: PublicClient, world: World
) -> None:
    """Nor does her own yes hold when a worker changes what she said it to."""
    desk, code = case
    desk.propose()
    thing = thing_in(public, code)
    reader = world.reader("maria")

    def forge(**values: Any) -> None:
        report, box = report_for(reader=reader, number=Report.objects.get().number)
        record_add(
            reader=reader, report=report, box=box, part="needs", about=measures.ABOUT,
            thing=uuid.UUID(thing), values=values, item_id=uuid.uuid4(), seen=999,
        )  # fmt: skip

    forge(setuju=True, atas=terms_digest(GIVEN), meminta=True)
    assert "Menunggu jawaban penyintas." in desk.see()
    assert desk.do("mulai", thing, hari=today()).status_code == 409
    read = pressed(public, code, tindakan=thing)
    forge(isi="Ia dipindah ke kantor Anda.")
    (value,) = re.findall(r'name="tindakan_ya" value="([^"]+)"', read.content.decode())
    assert public.go_on(read, tindakan_ya=value).status_code == 409
    assert "Menunggu jawaban penyintas." in desk.see()
    answered(public, code, thing)
    desk.do("mulai", thing, hari=today())
    forge(tahu=["atasan", "kepala_unit", "bkd"])
    assert "Hentikan hari ini" in desk.see()


def test_she_herself_is_moved_only_by_her_own_wish(
    case: tuple[Desk, Code], public: PublicClient
) -> None:
    desk, code = case
    desk.propose(untuk="penyintas", jenis="cuti")
    thing = thing_in(public, code)
    refused = answered(public, code, thing)
    assert refused.status_code == 422
    assert "Tandai dulu bahwa Anda sendiri yang memintanya." in text_of(refused)
    assert "Menunggu jawaban penyintas." in desk.see()
    assert "Izin diberikan." in text_of(answered(public, code, thing, meminta="1"))
    assert "Boleh dijalankan." in desk.see()


def test_what_cannot_be_proposed_gets_a_sentence(case: tuple[Desk, Code], world: World) -> None:
    desk, _ = case
    count = Item.objects.count()
    for changes, words in (
        ({"isi": " "}, "Tulis tindakannya."),
        ({"tahu": []}, "Pilih paling sedikit satu"),
        ({"jenis": "pecat"}, "Pilih satu."),
        ({"tinjau": today(-1)}, "Tanggal ini terlalu jauh"),
    ):
        page = desk.propose(**changes)
        assert page.status_code == 422
        assert words in text_of(page)
        assert str({**GIVEN, **changes}["isi"]).strip() in text_of(page)
    assert desk.do("akhiri", str(uuid.uuid4()), hari=today(), sebab="diganti").status_code == 409
    assert desk.do("akhiri", "", hari=today(), sebab="diganti").status_code == 422
    assert Item.objects.count() == count


def test_a_question_has_no_measures(world: World, staff: Any) -> None:
    report, _ = sent(tujuan="tanya", izin="uptd_kebutuhan", pertanyaan="Boleh?", balas="kode")
    desk = Desk(world.sign_in(staff, "maria", unlock=True), report)
    assert "usul/" not in desk.see()
    assert desk.do("usul", "", **GIVEN, tinjau=today(3)).status_code == 409
