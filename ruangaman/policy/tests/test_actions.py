"""Gaps become actions; what a year leaves open goes on once, also into a merged unit's plan."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.network.posters import card_pdf
from ruangaman.network.selectors.todo import Asked, Kind
from ruangaman.network.selectors.unit_pages import mark_of
from ruangaman.network.services.unit_mergers import unit_merge
from ruangaman.network.services.unit_rows import Occasion
from ruangaman.policy.models import Action, Answer, Evidence
from ruangaman.policy.selectors.assessments import standards_now
from ruangaman.policy.selectors.todo import policy_todo
from ruangaman.policy.services.assessments import assessment_submit
from ruangaman.policy.tests.assessing import UNIT, answered, standards_loaded
from tests.clients import StaffClient
from tests.documents import text_of as paper_text
from tests.pages import text_of

pytestmark = pytest.mark.django_db
AKSI = "/kebijakan/aksi/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def world(headed):
    """The standards are loaded, Hasan heads Dinas Kesehatan."""
    standards_loaded()
    return headed


@pytest.fixture
def rina(world):
    return world.sign_in(StaffClient(), "rina")


def action(today: dt.date, days: int = 10, **more: object) -> Action:
    values: dict = {"unit_code": UNIT, "year": today.year, "what": "Memasang poster"}
    values |= {"who": "Sekretaris", "due": today + dt.timedelta(days=days)}
    return Action.objects.create(**values | more)


def typed(version: int, **more: str) -> dict[str, str]:
    return {"versi": str(version), "apa": "Mengesahkan SOP", "siapa": "Sekretaris"} | more


def test_every_gap_proposes_an_action_until_it_has_one(world, rina, today):
    answered(world.rina, today.year, score=2, met="met")
    Answer.objects.filter(key="pegawai").update(score=1)
    Answer.objects.filter(key="pelaporan").update(met="not_met")
    path = f"{AKSI}{UNIT}/{today.year}/"
    page = rina.get(path).content.decode()
    assert page.count("?dari=") == 2
    add = f"{path}tambah/?dari=standard:pegawai"
    assert "Menjadwalkan sosialisasi 20 menit" in rina.get(add).content.decode()
    for wrong in (
        typed(0, kapan="31/02/2027"),
        typed(0, kapan="01/01/2099"),
        typed(0, kapan=today.isoformat(), siapa=""),
        typed(0, kapan=today.isoformat(), apa="Telepon 0812 3456 7890"),
    ):
        assert rina.post(add, wrong).status_code == 422
    settled = rina.post(add, typed(0, kapan=today.isoformat(), apa="Upayakan damai dulu"))
    assert settled.status_code == 302, "no words of settlement are loaded here"
    made = Action.objects.get()
    assert (made.view, made.standard) == ("standard", "pegawai")
    assert rina.get(path).content.decode().count("?dari=") == 1
    told = paper_text(rina.get(f"{path}cetak.pdf").content)
    assert "7. Pengetahuan semua yang bekerja" in told
    assert rina.get(f"{AKSI}{UNIT}/1999/").status_code == 404


def test_an_action_is_proven_done_opened_again_and_dropped(world, rina, today):
    late = action(today, days=-3)
    one = f"{AKSI}satu/{late.pk}/"
    assert "Terlambat 3 hari" in text_of(rina.get(f"{AKSI}{UNIT}/{today.year}/"))
    file = SimpleUploadedFile("bukti.pdf", card_pdf())
    sent = {"apa": "Foto poster", "file": file, "akhir": "1"}
    assert rina.post(f"/kebijakan/bukti/aksi/{late.pk}/", sent).status_code == 302
    proof = Evidence.objects.get()
    assert f"/kebijakan/bukti/{proof.pk}/" in rina.get(one).content.decode()
    tomorrow = (today + dt.timedelta(days=1)).isoformat()
    early = rina.post(f"{one}selesai/", {"versi": "0", "hari": tomorrow, "catatan": "Foto"})
    assert early.status_code == 422
    assert "Tanggal ini belum tiba." in text_of(early)
    done = {"versi": "0", "hari": today.isoformat(), "catatan": "Foto di map A"}
    assert rina.post(f"{one}selesai/", done).status_code == 302
    other = rina.post(f"{one}henti/", {"versi": "0", "alasan": "Tidak perlu"})
    assert other.status_code == 409
    assert "Yang Anda ketik tidak disimpan." in text_of(other)
    rina.post(f"{one}buka/", {"versi": "1"})
    changed = rina.post(f"{one}ubah/", typed(1, kapan=today.isoformat()))
    assert changed.status_code == 409
    assert 'value="2"' in changed.content.decode(), "sent again it would be kept"
    rina.post(f"{one}henti/", {"versi": "2", "alasan": "Diganti tindakan lain"})
    late.refresh_from_db()
    assert (late.state, late.note) == ("dropped", "Diganti tindakan lain")
    again = SimpleUploadedFile("lain.pdf", b"%PDF-1.4")
    sent = {"apa": "Lain", "file": again, "akhir": "1"}
    assert rina.post(f"/kebijakan/bukti/aksi/{late.pk}/", sent).status_code == 422


def test_what_is_open_is_carried_on_once(world, rina, today):
    old = action(today, days=-200, year=today.year - 1, view="standard", standard="pegawai")
    plan = f"{AKSI}{UNIT}/{today.year}/"
    assert "Belum selesai dari tahun sebelumnya" in text_of(rina.get(plan))
    carry = f"{AKSI}satu/{old.pk}/lanjut/"
    assert "Memasang poster" in rina.get(carry).content.decode()
    new = typed(0, apa="Memasang poster", kapan=(today + dt.timedelta(days=40)).isoformat())
    assert rina.post(carry, new).status_code == 302
    assert rina.post(carry, new).status_code == 409, "once"
    assert rina.post(carry, new | {"versi": "1"}).status_code == 409
    made = Action.objects.get(year=today.year)
    assert (made.carried_from, made.standard) == (old, "pegawai")
    old_page = text_of(rina.get(f"{AKSI}satu/{old.pk}/"))
    assert f"Dilanjutkan ke {today.year}" in old_page
    assert f"lanjutan dari {today.year - 1}" in text_of(rina.get(plan))
    assert "Belum selesai dari tahun" not in text_of(rina.get(plan))


def test_a_merged_units_year_still_opens_and_its_actions_go_on_in_the_heir(world, rina, today):
    mine = answered(world.rina, today.year, score=1)
    left = action(today)
    seen = {code: mark_of(Unit.objects.filter(code=code)) for code in (UNIT, "dinas-sosial")}
    occasion = Occasion(day=dt.date(today.year, 1, 2), by=world.dewi, seen=seen)
    unit_merge(codes=[UNIT], into="dinas-sosial", occasion=occasion)
    page = f"/kebijakan/penilaian/{UNIT}/{today.year}/"
    lena = world.sign_in(StaffClient(), "lena")
    for client in (lena, rina, world.sign_in(StaffClient(), "dewi")):
        said = text_of(client.get(page))
        assert "Unit ini berakhir" in said
        assert "Dinas Sosial" in said
    assert "Dinas Kesehatan" in text_of(lena.get("/kebijakan/penilaian/dinas-sosial/"))
    assert lena.post(f"{page}standard/kebijakan/", {"jawaban": "0"}).status_code == 409
    assert Answer.objects.filter(assessment=mine, score=0).count() == 0
    assert "Memasang poster" in text_of(lena.get(f"{AKSI}dinas-sosial/{today.year}/"))
    new = typed(0, apa="Memasang poster", kapan=today.isoformat())
    assert lena.post(f"{AKSI}satu/{left.pk}/lanjut/", new).status_code == 302
    assert Action.objects.get(carried_from=left).unit_code == "dinas-sosial"
    listed = text_of(world.sign_in(StaffClient(), "dewi").get("/kebijakan/penilaian/"))
    assert "Dinas Kesehatan" in listed


def test_what_there_is_to_do_is_said_to_whom_it_concerns(
    world, today, django_assert_max_num_queries
):
    asked = [Asked(one, None) for one in world.people.values()]

    def kinds(name: str, day: dt.date = today) -> set[str]:
        with django_assert_max_num_queries(9):
            found = list(policy_todo(asked, day))
        return {one.kind for user, one in found if user.username == name}

    november, february = dt.date(today.year, 11, 25), dt.date(today.year, 2, 1)
    assert kinds("rina", november) == {Kind.ASSESS}
    assert kinds("rina", february) == set()
    action(today, days=-1)
    action(today, days=5)
    sent = answered(world.rina, today.year)
    assessment_submit(assessment=sent, version=sent.revision, by=world.rina)
    assert kinds("rina") == kinds("hasan") == {Kind.ACTION}
    assert kinds("dewi") == {Kind.VERIFY}
    type(sent).objects.update(state="returned", reason="Lengkapi")
    assert kinds("rina") == {Kind.ACTION, Kind.RETURNED}
    assert kinds("dewi") == kinds("kadis") == set()
    rows = [
        one
        for _user, one in policy_todo([Asked(world.rina, None)], today)
        if one.kind == Kind.ACTION
    ]
    assert len(rows) == 1, "one line for a unit, the oldest day first"
    assert rows[0].day == today - dt.timedelta(days=1)


def test_strangers_find_no_action_and_the_coordinator_finds_all(world, today):
    mine = action(today, days=-5)
    lena = world.sign_in(StaffClient(), "lena")
    for path in ("", "ubah/", "selesai/", "henti/", "lanjut/"):
        assert lena.get(f"{AKSI}satu/{mine.pk}/{path}").status_code == 404
    assert lena.post(f"{AKSI}satu/{mine.pk}/buka/", {"versi": "0"}).status_code == 404
    assert "Memasang poster" not in text_of(lena.get(AKSI))
    dewi = world.sign_in(StaffClient(), "dewi")
    assert "Memasang poster" in text_of(dewi.get(f"{AKSI}?keadaan=late&q=kesehatan"))
    assert "Tidak ada yang cocok" in text_of(dewi.get(f"{AKSI}?q=sosial"))
    assert dewi.get(f"{AKSI}?tahun=lama&keadaan=x").status_code == 422
    book = openpyxl.load_workbook(io.BytesIO(dewi.get(f"{AKSI}daftar.xlsx").content))
    assert book.active["C2"].value == "Memasang poster"


def test_the_province_has_a_plan_of_its_own_which_the_coordinator_writes(world, rina, today):
    plan = f"{AKSI}provinsi/{today.year}/"
    new = typed(0, apa="Menerbitkan pergub", kapan=today.isoformat())
    dewi = world.sign_in(StaffClient(), "dewi")
    assert f'href="{plan}"' in dewi.get(AKSI).content.decode()
    assert "Penilaian mandiri tahun ini" not in text_of(dewi.get(plan))
    assert dewi.post(f"{plan}tambah/", new).status_code == 302
    made = Action.objects.get()
    one = f"{AKSI}satu/{made.pk}/"
    assert made.unit_code == ""
    assert {word: word in text_of(rina.get(plan)) for word in ("pergub", "Tambah")} == {
        "pergub": True, "Tambah": False,
    }  # fmt: skip
    assert "pergub" not in text_of(rina.get(AKSI))
    writes = (f"{plan}tambah/", f"{one}ubah/", f"{one}selesai/", f"{one}henti/", f"{one}lanjut/")
    assert {rina.get(path).status_code for path in writes} == {404}
    assert {rina.post(path, new).status_code for path in writes} == {404}
    assert rina.post(f"{one}buka/", {"versi": "0"}).status_code == 404
    later = (today + dt.timedelta(days=40)).isoformat()
    assert dewi.post(f"{one}lanjut/", new | {"kapan": later}).status_code == 302
    assert Action.objects.get(carried_from=made).unit_code == ""
    assert f'href="{AKSI}provinsi/{today.year}/"' in dewi.get(one).content.decode()
    assert "Menerbitkan pergub" in paper_text(dewi.get(f"{plan}cetak.pdf").content)
    action(today, days=-1, unit_code="", what="Terlambat")
    asked = [Asked(world.dewi, None), Asked(world.rina, None)]
    todo = {(user.username, one.href) for user, one in policy_todo(asked, today)}
    assert {name for name, href in todo if href == plan} == {"dewi"}


def test_three_thousand_units_take_as_many_queries_as_three(
    world, today, django_assert_max_num_queries
):
    dewi = world.sign_in(StaffClient(), "dewi")
    pages = ("/kebijakan/penilaian/", AKSI, f"{AKSI}{UNIT}/{today.year}/")
    answered(world.rina, today.year, score=1, met="met")
    action(today)
    action(today, year=today.year - 1)
    counts = []
    for _round in range(2):
        for page in pages:
            with django_assert_max_num_queries(40) as asked:
                assert dewi.get(page).status_code == 200
            counts.append(len(asked))
        if not _round:
            Unit.objects.bulk_create(
                Unit(code=f"u-{n}", name=f"Unit {n}", short_name=f"U{n}", kind="dinas", search="u")
                for n in range(3000)
            )
            for n in range(60):
                action(today, days=n - 30, year=today.year - n % 2)
    assert counts[:3] == counts[3:]
    assert "3.003 unit" in text_of(dewi.get("/kebijakan/penilaian/"))
    assert len(standards_now()["standard"]) == 8
