"""Risk, routes and plan: written by a team, read and answered by her."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.casework.tests.cases import form_of, opened, sent, text_of
from ruangaman.casework.tests.sheets import RISK, ROUTE, STEP, act, day, records, section
from ruangaman.core.models import PackText
from ruangaman.reporting.models import Opening
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def test_risk_is_assessed_reviewed_and_stands_on_top(world: World, staff: Any) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    assert "Keselamatannya belum dinilai." in text_of(section(staff, report, "keselamatan"))
    act(staff, report, "keselamatan", "nilai", **RISK, tinjau=day(5))
    page = act(
        staff, report, "keselamatan", "nilai", **{**RISK, "bahaya": "sekarang"}, tinjau=day()
    )
    assert "Bahaya sekarang. Yang pertama:" in text_of(page)
    assert "Polisi hanya bila ia mau." in text_of(page)
    assert "Dinilai: Bahaya sekarang." in text_of(opened(staff, report))
    (risk,) = records(code, "needs", "risk")
    assert [item.body["set"]["bahaya"] for item in risk.history] == ["mungkin", "sekarang"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"bahaya": "sekarang", "tinjau": day(2)}, "Untuk bahaya seperti ini paling lambat"),
        ({"tinjau": day(8)}, "Untuk bahaya seperti ini paling lambat"),
        ({"tinjau": day(-1)}, "terlalu jauh dari hari ini"),
        ({"tinjau": "31/02/2027"}, "Tulis tanggal yang ada di kalender"),
        ({"bahaya": ""}, "Pilih satu."),
        ({"tanda": ["x"]}, "Pilih dari daftar."),
        ({"tanpa_izin": "on", "sebab": "Ambulans."}, "Tanpa izinnya hanya bila nyawa terancam."),
        ({"bahaya": "nyawa", "tinjau": day(), "tanpa_izin": "on"}, "Ia berhak mengetahuinya."),
        ({"tanpa_izin": "on", "sebab": "a" * 301}, "Kurangi 1 huruf."),
    ],
)
def test_an_assessment_that_does_not_hold_together_is_refused(
    world: World, staff: Any, changes: dict[str, Any], words: str
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    page = act(staff, report, "keselamatan", "nilai", **{**RISK, "tinjau": day(1), **changes})
    assert page.status_code == 422
    assert words in text_of(page)
    assert records(code, "needs", "risk") == []


def test_help_called_without_her_yes_is_told_to_her(
    world: World, staff: Any, public: PublicClient
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    given = {**RISK, "bahaya": "nyawa", "tinjau": day(1), "tanpa_izin": "on"}
    act(staff, report, "keselamatan", "nilai", **given, sebab="Ambulans, ia tidak sadar.")
    page = text_of(public.post("/pesan/", {"kode": " ".join(code.words)}))
    assert "petugas memanggil bantuan tanpa menunggu izin Anda" in page
    assert "Alasannya: Ambulans, ia tidak sadar." in page


def test_two_who_assess_at_once_do_not_write_over_each_other(world: World, staff: Any) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    yosef = world.sign_in(StaffClient(), "yosef", unlock=True)
    his = form_of(section(yosef, report, "keselamatan"), "nilai")
    act(staff, report, "keselamatan", "nilai", **RISK, tinjau=day(1))
    late = section(
        yosef, report, "keselamatan", "nilai", **{**his, **RISK, "bahaya": "tidak"}, tinjau=day(9)
    )
    assert late.status_code == 409
    assert "Orang lain baru saja mengubah hal ini." in text_of(late)
    assert day(9) in late.content.decode()
    again = section(
        yosef,
        report,
        "keselamatan",
        "nilai",
        **{**form_of(late, "nilai"), **RISK, "bahaya": "tidak"},
        tinjau=day(9),
    )
    assert again.status_code == 200
    assert len(records(code, "needs", "risk")[0].history) == 2


def test_routes_differ_and_a_suggestion_opens_the_account_only_on_wish(
    world: World, staff: Any
) -> None:
    PackText.objects.create(
        section="case_groups",
        key="magang",
        position=0,
        body={"title_id": "Magang", "text_id": "Nilainya dilindungi.", "receivers_id": "Satgas."},
    )
    report, code = sent(di_mana="layanan", apa=["imbalan"], posisi="petugas")
    world.sign_in(staff, "maria", unlock=True)
    assert "Saran dari jawaban pelapor" not in text_of(section(staff, report, "jalur"))
    assert Opening.objects.count() == 1
    page = text_of(section(staff, report, "jalur", bagian="account"))
    assert "SEA : terjadi saat mengurus layanan" in page
    assert "bisa eksploitasi" in page
    assert Opening.objects.count() == 2
    page = text_of(act(staff, report, "jalur", "tentukan", **ROUTE))
    assert "Pemeriksaan disiplin hanya dengan izinnya." in page
    assert "layanan atau bantuannya berjalan terus" not in page
    assert "Nilainya dilindungi." in page
    page = text_of(act(staff, report, "jalur", "tentukan", **{**ROUTE, "sea": "ya", "mitra": "ya"}))
    assert "layanan atau bantuannya berjalan terus" in page
    assert "Tanpa izinnya tidak ada yang dikirim." in page
    assert records(code, "needs", "route")[0].fields["sea"] == "ya"


@pytest.mark.parametrize(
    ("changes", "slug", "words"),
    [
        ({"tujuan": "tanya", "pertanyaan": "Boleh?"}, "jalur", "Langkah ini hanya untuk laporan."),
        ({"tentang": "lain"}, "keselamatan", "tidak ada kasusnya di sini"),
        ({"tentang": "lain"}, "rencana", "tidak ada kasusnya di sini"),
    ],
)
def test_a_question_has_no_routes_and_an_alert_no_case(
    world: World, staff: Any, changes: dict[str, Any], slug: str, words: str
) -> None:
    report, code = sent(izin="uptd_kebutuhan", balas="kode", **changes)
    world.sign_in(staff, "maria", unlock=True)
    assert words in text_of(section(staff, report, slug))
    name, fields = {
        "jalur": ("tentukan", ROUTE),
        "keselamatan": ("nilai", {**RISK, "tinjau": day(1)}),
        "rencana": ("tambah", {**STEP, "kapan": day()}),
    }[slug]
    forced = section(
        staff, report, slug, name, butir="4dd1fcfb-3a1d-4f0c-8f3b-000000000001", **fields
    )
    assert forced.status_code == 409
    assert [records(code, "needs", about) for about in ("route", "risk", "plan")] == [[], [], []]


def test_the_plan_is_hers_to_agree_to_and_nobody_else_can(
    world: World, staff: Any, public: PublicClient
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    page = text_of(act(staff, report, "rencana", "tambah", **STEP, kapan=day(3)))
    assert "belum ada langkahnya: Informasi hukum." in page
    assert "Ia belum menjawab langkah ini." in page
    (step,) = records(code, "needs", "plan")
    mailbox = public.post("/pesan/", {"kode": " ".join(code.words)})
    assert "Mencari psikolog perempuan." in text_of(mailbox)
    assert "Anda setuju." in text_of(public.go_on(mailbox, langkah_ya=str(step.thing)))
    assert "Ia setuju dengan langkah ini." in text_of(section(staff, report, "rencana"))
    page = act(staff, report, "rencana", "ubah", siapa="layanan", kapan=day(5))
    assert "Langkah diubah." in text_of(page)
    assert "Layanan lain" in text_of(page)
    assert "Ia setuju dengan langkah ini." in text_of(page)
    assert act(staff, report, "rencana", "ubah", siapa="layanan", kapan="x").status_code == 422
    no = public.go_on(
        public.post("/pesan/", {"kode": " ".join(code.words)}), langkah_tidak=str(step.thing)
    )
    assert "Anda tidak mau ini." in text_of(no)
    assert "Tanyakan apa yang ia mau." in text_of(section(staff, report, "rencana"))
    for value in ("x", "4dd1fcfb-3a1d-4f0c-8f3b-000000000001"):
        wrong = public.go_on(
            public.post("/pesan/", {"kode": " ".join(code.words)}), langkah_ya=value
        )
        assert wrong.status_code == 409


def test_her_place_is_asked_in_the_mailbox_and_outranks_the_desk(
    world: World, staff: Any, public: PublicClient
) -> None:
    PackText.objects.create(
        section="case_groups", key="magang", position=0, body={"hers_id": "Nilai Anda aman."}
    )
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    act(staff, report, "jalur", "tentukan", **{**ROUTE, "siapa": "pegawai"})
    mailbox = public.post("/pesan/", {"kode": " ".join(code.words)})
    said = public.go_on(mailbox, tempat="magang", tempat_simpan="1")
    assert "Nilai Anda aman." in text_of(said)
    assert "Ini jawabannya sendiri." in text_of(section(staff, report, "jalur"))
    nothing = public.go_on(
        public.post("/pesan/", {"kode": " ".join(code.words)}), tempat_simpan="1"
    )
    assert "Pilih dulu salah satu." in text_of(nothing)
