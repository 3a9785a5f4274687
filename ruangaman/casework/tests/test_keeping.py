"""Notes, safety plan, tasks: only for teams without another system. And the way to Simfoni."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.casework.models import TeamDesk
from ruangaman.casework.tests.cases import form_of, opened, sent, text_of
from ruangaman.casework.tests.sheets import act, day, records, section
from ruangaman.core.models import AuditEvent, PackText
from ruangaman.reporting.models import Opening
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeping(world: World) -> World:
    """UPTD PPA has no other system in this world."""
    TeamDesk.objects.create(team=world.teams["uptd-ppa"], keeps=True)
    return world


@pytest.mark.parametrize("slug", ["catatan", "rencana-aman", "tugas"])
def test_a_team_with_another_system_has_no_such_section(
    world: World, staff: Any, slug: str
) -> None:
    report, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    assert section(staff, report, slug).status_code == 404
    assert f"/berkas/{slug}/" not in opened(staff, report).content.decode()


def test_a_team_without_another_system_is_switched_on_by_its_supervisor(
    world: World, staff: Any
) -> None:
    report, _ = sent()
    path = f"/kasus/tim/{world.teams['uptd-ppa'].pk}/berkas/"
    assert world.sign_in(StaffClient(), "maria", unlock=True).post(path).status_code == 403
    leads = world.sign_in(StaffClient(), "agustina")
    other = f"/kasus/tim/{world.teams['pseah-desk'].pk}/berkas/"
    assert leads.post(other, {"simpan": "ya"}).status_code == 404
    assert "Tidak disimpan di sini" in text_of(leads.get("/kasus/tim/"))
    for value, words in (
        ("ya", "Tim ini menyimpannya di sini"),
        ("tidak", "Tidak disimpan di sini"),
    ):
        leads.post(path, {"simpan": value})
        leads.post(path, {"simpan": value})
        assert words in text_of(leads.get("/kasus/tim/"))
    assert AuditEvent.objects.filter(action="team-desk-set").count() == 2
    leads.post(path, {"simpan": "ya"})
    world.sign_in(staff, "maria", unlock=True)
    assert section(staff, report, "catatan").status_code == 200


def test_notes_are_corrected_and_never_changed(keeping: World, staff: Any) -> None:
    report, code = sent()
    keeping.sign_in(staff, "maria", unlock=True)
    assert act(staff, report, "catatan", "tulis", isi=" ").status_code == 422
    act(staff, report, "catatan", "tulis", isi="Ia tinggal dengan kakaknya.")
    page = act(staff, report, "catatan", "ralat", isi="Ia tinggal dengan bibinya.")
    assert "Ia tinggal dengan kakaknya." in text_of(page)
    (note,) = records(code, "account", "note")
    assert note.fields["isi"] == "Ia tinggal dengan bibinya."
    assert len(note.history) == 2


def test_the_safety_plan_keeps_what_a_second_writer_typed(keeping: World, staff: Any) -> None:
    report, code = sent()
    keeping.sign_in(staff, "maria", unlock=True)
    yosef = keeping.sign_in(StaffClient(), "yosef", unlock=True)
    his = form_of(section(yosef, report, "rencana-aman"), "simpan")
    assert act(staff, report, "rencana-aman", "simpan").status_code == 422
    act(staff, report, "rencana-aman", "simpan", tempat="Rumah bibi.")
    late = section(yosef, report, "rencana-aman", "simpan", **his, tanda="Ia berteriak.")
    assert late.status_code == 409
    assert "Ia berteriak." in late.content.decode()
    assert "Rumah bibi." in late.content.decode()
    assert records(code, "account", "safety")[0].fields["tempat"] == "Rumah bibi."


def test_whoever_was_given_needs_only_is_told_why_there_are_no_notes(
    keeping: World, staff: Any
) -> None:
    report, code = sent(izin="uptd_kebutuhan", balas="kode")
    keeping.sign_in(staff, "maria", unlock=True)
    side = text_of(opened(staff, report))
    assert (
        "karena pelapor tidak memberi Anda ceritanya: Rencana keselamatan, Catatan kasus." in side
    )
    for name in ("", "tulis"):
        page = section(staff, report, "catatan", name, isi="Catatan.")
        assert page.status_code == 403
        assert "pelapor tidak memberikan bagian itu kepada Anda" in text_of(page)
    assert records(code, "account", "note") == []


def test_tasks_are_given_done_and_found_again_over_all_cases(keeping: World, staff: Any) -> None:
    first, code = sent()
    second, _ = sent()
    keeping.sign_in(staff, "maria", unlock=True)
    mine, his = str(keeping.keys["maria"].pk), str(keeping.keys["yosef"].pk)
    act(staff, first, "tugas", "tambah", tugas="Telepon puskesmas", siapa=mine, kapan=day(1))
    act(staff, second, "tugas", "tambah", tugas="Cetak surat", siapa=his, kapan=day())
    stranger = str(keeping.keys["rina"].pk)
    wrong = act(staff, first, "tugas", "tambah", tugas="", siapa=stranger, kapan="")
    assert wrong.status_code == 422
    assert "tidak bisa membuka kasus ini" in text_of(wrong)
    before = Opening.objects.count()
    assert "Telepon puskesmas" not in text_of(staff.get("/kasus/tugas/"))
    assert Opening.objects.count() == before
    page = text_of(staff.post("/kasus/tugas/"))
    assert "Telepon puskesmas" in page
    assert "Cetak surat" not in page
    act(staff, first, "tugas", "selesai", hasil="selesai")
    assert "Tidak ada tugas untuk Anda" in text_of(staff.post("/kasus/tugas/"))
    act(staff, first, "tugas", "selesai", hasil="buka")
    assert records(code, "needs", "task")[0].fields["hasil"] == "buka"


def test_simfonis_number_is_sealed_with_the_account_and_the_mailbox_stays_open(
    world: World, staff: Any, public: PublicClient
) -> None:
    PackText.objects.create(
        section="sheet_lines",
        key="place",
        position=0,
        body={
            "title_id": "Tempat kejadian",
            "choices_id": "Tempat kerja; Sekolah",
            "known": "di_mana",
        },
    )
    report, code = sent(di_mana="kerja", izin_fokal=["unit_lain"], unit_lain="dinas-sosial")
    world.sign_in(staff, "maria", unlock=True)
    sheet = text_of(section(staff, report, "simfoni"))
    assert "Tempat kejadian Tempat kerja atau magang ☐ Tempat kerja ☐ Sekolah" in sheet
    for wrong in ("", "Maria Goreti", "x" * 60):
        assert act(staff, report, "simfoni", "lanjut", nomor=wrong).status_code == 422
    page = text_of(act(staff, report, "simfoni", "lanjut", nomor="53-2026-0012"))
    assert "Nomor: 53-2026-0012" in page
    lena = world.sign_in(StaffClient(), "lena", unlock=True)
    assert section(lena, report, "simfoni").status_code == 404
    assert "53-2026-0012" not in opened(lena, report, "needs").content.decode()
    assert records(code, "needs", "simfoni")[0].fields == {"lanjut": True}
    assert public.post("/pesan/", {"kode": " ".join(code.words)}).status_code == 200


def test_without_the_account_only_that_it_goes_on_in_simfoni_is_kept(
    world: World, staff: Any
) -> None:
    report, code = sent(izin="uptd_kebutuhan", balas="kode")
    world.sign_in(staff, "maria", unlock=True)
    page = act(staff, report, "simfoni", "lanjut", nomor="53-2026-0012")
    assert "Lanjut di Simfoni sejak" in text_of(page)
    assert "53-2026-0012" not in str(records(code, "needs", "simfoni")[0].fields)
    assert records(code, "account", "simfoni") == []


@pytest.mark.parametrize(
    ("slug", "name", "fields"),
    [
        ("rencana", "selesai", {"hasil": "selesai"}),
        ("rencana", "ubah", {"siapa": "tim", "kapan": day()}),
        ("tugas", "selesai", {"hasil": "selesai"}),
        ("catatan", "ralat", {"isi": "Ralat."}),
    ],
)
def test_a_change_of_nothing_writes_nothing(
    keeping: World, staff: Any, slug: str, name: str, fields: dict[str, str]
) -> None:
    """A thing that was only ended has no day: it would break the page for everybody."""
    report, _ = sent()
    keeping.sign_in(staff, "maria", unlock=True)
    items = report.items.count()
    for lost in ({}, {"hal": "x"}, {"hal": "4dd1fcfb-3a1d-4f0c-8f3b-000000000001"}):
        butir = {"butir": "4dd1fcfb-3a1d-4f0c-8f3b-000000000002", "dilihat": "99"}
        page = section(staff, report, slug, name, **butir, **fields, **lost)
        assert page.status_code in (409, 422)
    assert report.items.count() == items
    assert section(staff, report, slug).status_code == 200
