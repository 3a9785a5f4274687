"""A unit assesses itself, sends, is asked to better it, is verified; nobody is ranked."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Unit
from ruangaman.network.posters import card_pdf
from ruangaman.policy.models import Answer, Assessment
from ruangaman.policy.readings import Level, capacity
from ruangaman.policy.services.assessments import assessment_submit
from ruangaman.policy.services.verifying import Finding, assessment_verify
from ruangaman.policy.tests.assessing import UNIT, answered, standards_loaded
from tests.clients import StaffClient
from tests.documents import text_of as paper_text
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NILAI = "/kebijakan/penilaian/"


@pytest.fixture
def year():
    return timezone.localdate().year


@pytest.fixture
def world(headed):
    """The standards are loaded, Hasan heads Dinas Kesehatan."""
    standards_loaded()
    return headed


@pytest.fixture
def rina(world):
    return world.sign_in(StaffClient(), "rina")


def typed(score: str, version: int = 0, note: str = "SE 12 Januari, map A") -> dict[str, str]:
    return {"jawaban": score, "catatan": note, "versi": str(version)}


def test_a_standard_is_explained_answered_and_told_to_the_second_editor(world, rina, year):
    path = f"{NILAI}{UNIT}/{year}/standard/kebijakan/"
    page = text_of(rina.get(path))
    for said in ("Yang bisa menjadi bukti", "Rumah sakit.", "Kantor kecil.", f"mandiri {year}"):
        assert said in page
    assert rina.get(f"/en{path}").content.decode().count("Small office") == 1
    for wrong in (typed("3"), typed(""), typed("2", note="lihat ABC-1234"), {"jawaban": "2"}):
        refused = rina.post(path, wrong)
        assert refused.status_code == 422
        assert wrong.get("catatan", "") in refused.content.decode()
    assert not Assessment.objects.exists()
    assert rina.post(path, typed("1") | {"lanjut": "1"}).url.endswith("/standard/perjanjian/")
    late = world.sign_in(StaffClient(), "beni").post(path, typed("2", note="SE lain"))
    assert late.status_code == 409
    assert "SE 12 Januari, map A" in text_of(late)
    assert "SE lain" in late.content.decode()
    answer = Answer.objects.get()
    assert (answer.score, answer.note, answer.revision) == (1, "SE 12 Januari, map A", 1)
    assert rina.post(f"{NILAI}{UNIT}/{year}/standard/tidak-ada/", typed("1")).status_code == 404
    assert AuditEvent.objects.filter(action="policy_assessment_saved").count() == 1


def test_it_is_sent_whole_and_what_was_sent_stays(world, rina, year):
    mine = answered(world.rina, year, score=2)
    Answer.objects.filter(key="pengaduan").update(note="")
    path = f"{NILAI}{UNIT}/{year}/"
    refused = rina.post(f"{path}kirim/", {"versi": mine.revision})
    assert refused.status_code == 422
    assert "5. Jalan untuk mengadu: tulis atau unggah" in text_of(refused)
    Answer.objects.filter(key="pengaduan").update(note="Poster")
    assert rina.post(f"{path}kirim/", {"versi": mine.revision - 1}).status_code == 302
    assert Assessment.objects.get().state == "draft", "somebody else had changed it"
    rina.post(f"{path}kirim/", {"versi": mine.revision})
    mine.refresh_from_db()
    assert mine.state == "submitted"
    late = rina.post(f"{path}standard/kebijakan/", typed("0", 1, note="Kalimat panjang"))
    assert late.status_code == 409
    assert "Kalimat panjang" in text_of(late)
    answer = Answer.objects.get(key="kebijakan")
    assert answer.score == 2, "what was sent stays"
    proof = {"apa": "SE", "file": SimpleUploadedFile("se.pdf", card_pdf()), "akhir": "1"}
    assert rina.post(f"/kebijakan/bukti/jawaban/{answer.pk}/", proof).status_code == 422
    rina.post(f"{path}tarik/", {"versi": mine.revision})
    proof["file"].seek(0)
    assert rina.post(f"/kebijakan/bukti/jawaban/{answer.pk}/", proof).status_code == 302
    assert "1 berkas bukti" in text_of(rina.get(path))


def test_it_is_returned_with_reasons_bettered_and_verified(world, rina, year):
    path, mine = f"{NILAI}{UNIT}/{year}/", answered(world.rina, year, score=2)
    assessment_submit(assessment=mine, version=mine.revision, by=world.rina)
    mine.refresh_from_db()
    dewi = world.sign_in(StaffClient(), "dewi")
    form = {"versi": mine.revision, "nilai-standard-pegawai": "1", "langkah": "verifikasi"}
    unsaid = dewi.post(f"{path}periksa/", form)
    assert unsaid.status_code == 422
    assert "Tulis alasannya" in text_of(unsaid)
    form |= {"alasan-standard-pegawai": "Belum ada satpam", "langkah": "kembalikan"}
    assert dewi.post(f"{path}periksa/", form).status_code == 422, "a return needs a word"
    dewi.post(f"{path}periksa/", form | {"alasan": "Lengkapi nomor 7"})
    page = text_of(rina.get(path))
    for said in ("Dikembalikan oleh koordinator", "Lengkapi nomor 7", "Belum ada satpam"):
        assert said in page
    mine.refresh_from_db()
    rina.post(f"{path}kirim/", {"versi": mine.revision})
    mine.refresh_from_db()
    form |= {"versi": mine.revision, "langkah": "verifikasi"}
    rina.post(f"{path}tarik/", {"versi": mine.revision})
    assert Assessment.objects.get().state == "returned"
    crossed = dewi.post(f"{path}periksa/", form)
    assert crossed.status_code == 422
    assert "Belum ada satpam" in crossed.content.decode(), "what she typed is still there"
    mine.refresh_from_db()
    rina.post(f"{path}kirim/", {"versi": mine.revision})
    mine.refresh_from_db()
    form |= {"versi": mine.revision}
    assert dewi.post(f"{path}periksa/", form).status_code == 302
    page = text_of(rina.get(path))
    assert "Jumlah 15 dari 16." in page
    assert "Unit sendiri memberi 16." in page
    history = text_of(rina.get(f"{NILAI}{UNIT}/"))
    assert "15 dari 16" in history
    told = paper_text(rina.get(f"{path}cetak.pdf").content)
    assert "15 dari 16" in told
    assert "Belum ada satpam" in told


def test_not_applicable_is_no_gap_and_at_most_two(world, rina, year):
    rules = {"capacity_full": 8, "capacity_medium": 6, "capacity_not_applicable": 2}
    for met, na, level in ((8, 0, "full"), (6, 2, "full"), (5, 1, "medium"), (5, 0, "low")):
        answers = ["met"] * met + ["na"] * na + ["not_met"] * (8 - met - na)
        assert capacity(answers, rules).level == Level(level)
    assert capacity(["met"] * 7 + [""], rules).level is None
    assert capacity(["met"] * 8, {}).level is None, "no rule, no level"
    mine = answered(world.rina, year, met="met")
    core = Answer.objects.filter(view="capacity")
    core.filter(key__in=["pihak-ketiga", "kepegawaian", "pemeriksaan-mitra"]).update(met="na")
    path = f"{NILAI}{UNIT}/{year}/"
    refused = rina.post(f"{path}kirim/", {"versi": mine.revision})
    assert refused.status_code == 422
    assert "Terlalu banyak standar" in text_of(refused)
    core.filter(key="kepegawaian").update(met="not_met")
    page = text_of(rina.get(path))
    assert "Kapasitas sedang." in page
    assert "belum diverifikasi" in page
    offered = rina.get(f"{path}capacity/pelaporan/").content.decode()
    assert 'value="na"' not in offered, "not where the pack says nothing about it"


def test_strangers_find_nothing_and_nobody_verifies_the_own_unit(world, year):
    mine = answered(world.rina, year)
    assessment_submit(assessment=mine, version=mine.revision, by=world.rina)
    path = f"{NILAI}{UNIT}/{year}/"
    lena = world.sign_in(StaffClient(), "lena")
    for page in ("", "standard/kebijakan/", "cetak.pdf"):
        assert lena.get(path + page).status_code == 404
    assert lena.post(f"{path}kirim/", {"versi": "1"}).status_code == 404
    assert lena.get(f"{NILAI}tidak-ada/").status_code == 404
    assert world.sign_in(StaffClient(), "hasan").get(f"{path}periksa/").status_code == 403
    world.hasan.grants.create(role="coordinator")
    assert world.sign_in(StaffClient(), "hasan").get(f"{path}periksa/").status_code == 403
    dewi = world.sign_in(StaffClient(), "dewi")
    assert dewi.get(path).status_code == 200
    assert dewi.get(f"{NILAI}{UNIT}/1999/").status_code == 404
    dewi.post(f"{path}standard/kebijakan/", typed("0", 1))
    assert Answer.objects.get(key="kebijakan").score == 2, "a self-assessment is the unit's own"


def test_the_coordinator_sees_how_far_all_are_and_no_points_beside_names(world, year):
    dewi = world.sign_in(StaffClient(), "dewi")
    assert "Belum ada penilaian yang diverifikasi" in text_of(dewi.get(NILAI))
    mine = answered(world.rina, year, score=2)
    assessment_submit(assessment=mine, version=mine.revision, by=world.rina)
    mine.refresh_from_db()
    low = Answer.objects.get(assessment=mine, key="pegawai")
    found = {low.pk: Finding(found=0, reason="Belum ada")}
    assessment_verify(assessment=mine, version=mine.revision, findings=found, by=world.dewi)
    page = text_of(dewi.get(NILAI))
    assert "rata-rata 14,0 dari 16, paling rendah 14" in page
    only = text_of(dewi.get(f"{NILAI}?keadaan=verified&q=kesehatan"))
    assert "1 unit." in only
    assert "Biro Umum" not in only
    assert dewi.get(f"{NILAI}?tahun=abc&keadaan=x").status_code == 422
    book = openpyxl.load_workbook(io.BytesIO(dewi.get(f"{NILAI}daftar.xlsx").content))
    rows = [tuple(row) for row in book.active.iter_rows(values_only=True)]
    assert rows[2][:3] == ("Dinas Kesehatan", UNIT, "Diverifikasi")
    assert {len(row) for row in rows} == {5}
    assert 14 not in {cell for row in rows for cell in row}


def test_a_year_keeps_the_name_the_unit_had_then(world, rina, year):
    old = Unit.objects.get(code=UNIT)
    half = timezone.localdate().replace(month=1, day=5)
    Unit.objects.filter(pk=old.pk).update(valid_to=half)
    Unit.objects.create(
        code=UNIT,
        name="Dinas Gizi",
        short_name="Gizi",
        kind="dinas",
        search="gizi",
        valid_from=half + dt.timedelta(days=1),
        team=old.team,
    )
    now = text_of(rina.get(f"{NILAI}{UNIT}/{year}/"))
    assert "Dinas Gizi" in now
    assert "unit ini bernama Dinas Kesehatan" in now
    assert "Dinas Gizi" not in text_of(rina.get(f"{NILAI}{UNIT}/{year - 1}/"))
    dewi = world.sign_in(StaffClient(), "dewi")
    listed = text_of(dewi.get(f"{NILAI}?q=gizi"))
    assert "1 unit." in listed
