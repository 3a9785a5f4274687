"""A list of participants, from the upload to the network: all of it, or nothing."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from ruangaman.core.models import AuditEvent
from ruangaman.core.progress import Count, count_told
from ruangaman.lib.roster.headings import HEADINGS
from ruangaman.lib.table import read_table
from ruangaman.network.models import Person, Placement, RosterDraft
from ruangaman.network.private import private_open
from ruangaman.network.roster_drafts import DraftLost, content_open
from ruangaman.network.roster_words import LABELS
from ruangaman.network.services import roster_drafts as services
from tests.clients import StaffClient
from tests.rosters import first_training, large, nip, text, workbook
from tests.world import World

pytestmark = pytest.mark.django_db
HERE = "/jejaring/impor/"
HEAD = ("Nama", "NIP", "Unit Kerja", "Status")


@pytest.fixture(autouse=True)
def homes(settings: Any, tmp_path: Path) -> None:
    settings.EPHEMERAL_HOME = tmp_path / "ephemeral"


@pytest.fixture
def dewi(world: World, pack: None) -> StaffClient:
    return world.sign_in(StaffClient(), "dewi")


def sent(client: StaffClient, raw: bytes, **fields: Any) -> Any:
    file = SimpleUploadedFile("daftar.xlsx", raw)
    return client.post(HERE, {"file": file, **fields, "akhir": "1"})


def page(client: StaffClient, raw: bytes, **fields: Any) -> tuple[str, str]:
    """Upload a list; return the address of its page, and the page."""
    answer = sent(client, raw, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"], client.get(answer["Location"]).content.decode()


def decided(client: StaffClient, here: str, step: str, **fields: Any) -> Any:
    version = RosterDraft.objects.get().version
    return client.post(here, {"versi": version, "langkah": step, **fields})


def field(content: str, name: str) -> str:
    found = re.search(rf'name="({name}[^"]*)"', content)
    assert found, content
    return found[1]


def people() -> set[tuple[str, str]]:
    return set(Placement.objects.values_list("person__name", "unit_code"))


def test_the_first_training_is_recorded_with_its_difference_explained(dewi: StaffClient) -> None:
    _, undated = page(dewi, workbook(first_training()))
    assert "Hari pelatihan 40 orang tidak disebut" in undated
    here, shown = page(dewi, workbook(first_training()), hari="2025-10-22", sumber="Daftar hadir")
    assert "tidak disebut" not in shown
    assert "menyebut 41 peserta" in shown
    assert "Daftar ini merinci 40 orang" in shown
    assert Person.objects.count() == 0
    refused = decided(dewi, here, "catat", penjelasan="")
    assert "Jelaskan perbedaannya dalam satu kalimat" in refused.content.decode()
    assert Person.objects.count() == 0, "not without a word about it"
    decided(dewi, here, "catat", penjelasan="Satu peserta magang tidak ada dalam rincian.")
    assert "40 orang dicatat." in dewi.get(here).content.decode()
    assert len(people()) == 40
    assert len({code for _, code in people()}) == 40
    one = Person.objects.order_by("name").first()
    assert one is not None
    assert (str(one.trained_on), one.kind) == ("2025-10-22", "pns")
    assert private_open(one.phone, owner=one.pk, field="phone").startswith("0812")
    assert Placement.objects.first().source == "Daftar hadir"  # type: ignore[union-attr]
    event = AuditEvent.objects.get(action="roster_imported")
    assert event.detail == {
        "lines": 40,
        "recorded": 40,
        "known": 0,
        "renewed": 0,
        "declared": [41],
        "explanation": "Satu peserta magang tidak ada dalam rincian.",
    }


def test_the_same_list_again_doubles_nobody_and_names_who_is_known(dewi: StaffClient) -> None:
    lines = [
        HEAD,
        ("Maria Contoh", nip(1), "Dinas Sosial", "PNS"),
        ("Yohanes Umpama", "", "Dinas Sosial", "honorer"),
    ]
    for _ in range(2):
        here, shown = page(dewi, workbook(lines))
        decided(dewi, here, "catat")
    assert "Semua orang dalam daftar ini sudah tercatat" in shown
    assert "Maria Contoh (baris 2)" in shown
    assert people() == {("Maria Contoh", "dinas-sosial"), ("Yohanes Umpama", "dinas-sosial")}
    more = [*lines, ("Rambu Misal", nip(3), "Biro Umum", "PNS")]
    here, _ = page(dewi, workbook(more))
    decided(dewi, here, "catat")
    done = dewi.get(here).content.decode()
    assert "1 orang dicatat." in done
    assert "Yohanes Umpama" in done
    assert len(people()) == 3


def test_who_was_trained_again_is_shown_and_renewed_and_never_set_back(dewi: StaffClient) -> None:
    lines = [HEAD, ("Maria Contoh", nip(1), "Dinas Sosial", "PNS"),
             ("Yohanes Umpama", "", "Dinas Sosial", "honorer")]  # fmt: skip
    here, _ = page(dewi, workbook(lines), hari="2025-10-22")
    decided(dewi, here, "catat")
    here, shown = page(dewi, workbook(lines), hari="2024-05-01")
    assert "Semua orang dalam daftar ini sudah tercatat" in shown
    assert "diperbarui" not in shown
    here, shown = page(dewi, workbook(lines), hari="2026-11-03")
    assert "hari pelatihannya diperbarui" in shown
    assert "22 Okt 2025" in shown
    assert {str(one.trained_on) for one in Person.objects.all()} == {"2025-10-22"}
    decided(dewi, here, "catat")
    assert "Hari pelatihannya diperbarui" in dewi.get(here).content.decode()
    found = Person.objects.values_list("trained_on", "version")
    assert {(str(day), version) for day, version in found} == {("2026-11-03", 2)}
    assert AuditEvent.objects.get(action="people_trained").detail == {"people": 2}


def test_faults_are_shown_by_row_and_column_and_nothing_is_recorded(dewi: StaffClient) -> None:
    lines = [
        HEAD,
        ("Maria Contoh", "1986031220100120", "Dinas Sosial", "PNS"),
        ("Yohanes Contoh", nip(2), "Dinas Sosial", "PNS"),
        ("<b>Rambu</b>", nip(2), "Dinas Sosial", "Raja"),
    ]
    here, shown = page(dewi, text(lines))
    assert "Baris 2, kolom B" in shown
    assert "di sini ada 16" in shown
    assert "19860312" not in shown
    assert "sama dengan NIP di baris 3" in shown
    assert "Baris 4, kolom D" in shown
    assert 'value="catat"' not in shown
    decided(dewi, here, "catat")
    assert Person.objects.count() == 0
    assert RosterDraft.objects.get().state == "read"


def test_an_unknown_unit_is_chosen_and_a_double_is_decided(dewi: StaffClient) -> None:
    Person.objects.create(name="Yohanes Contoh", search="yohanes contoh")
    lines = [
        HEAD,
        ("Maria Contoh", "", "Dinas Kesehtan", "honorer"),
        ("Drs. Yohanes Contoh", nip(2), "Biro Umum", "PNS"),
        ("Maria Contoh", "", "Dinas Kesehtan", "honorer"),
    ]
    here, shown = page(dewi, text(lines))
    chosen = field(shown, "unit_")
    assert '<option value="dinas-kesehatan" lang="id">' in shown
    decided(dewi, here, "periksa", **{chosen: "dinas-kesehatan"})
    shown = dewi.get(here).content.decode()
    assert "sama dengan baris 2?" in shown
    assert "sama dengan Yohanes Contoh yang sudah tercatat" in shown
    decided(dewi, here, "catat", orang_3="add")
    assert Person.objects.count() == 1, "one is not decided yet"
    decided(dewi, here, "catat", orang_4="skip")
    assert people() == {("Maria Contoh", "dinas-kesehatan"), ("Drs. Yohanes Contoh", "biro-umum")}
    wrong = dewi.post(here, {"versi": 1, "langkah": "catat"})
    assert wrong.status_code == 200, "it is done"


def test_a_list_is_sealed_to_who_uploaded_it_and_forgotten(dewi: StaffClient, world: World) -> None:
    here, _ = page(dewi, text([HEAD, ("Maria Rahasia", "", "Dinas Sosial", "honorer")]))
    draft = RosterDraft.objects.get()
    assert b"Rahasia" not in bytes(draft.sealed)
    assert content_open(draft).table is not None
    stolen = RosterDraft(pk=draft.pk, asked_by=world.hasan, sealed=draft.sealed)
    with pytest.raises(DraftLost):
        content_open(stolen)
    draft.asked_by = world.hasan
    draft.save()
    assert dewi.get(here).status_code == 404
    draft.asked_by = world.dewi
    draft.save()
    decided(dewi, here, "batal")
    assert RosterDraft.objects.count() == 0
    page(dewi, text([HEAD, ("Maria Rahasia", "", "Dinas Sosial", "honorer")]))
    RosterDraft.objects.update(asked_at=timezone.now() - services.KEPT)
    services.drafts_prune()
    assert RosterDraft.objects.count() == 0


def test_of_two_pages_of_one_list_the_second_is_told(dewi: StaffClient) -> None:
    here, shown = page(dewi, text([HEAD, ("Maria", "", "Dinas Sosal", "honorer")]))
    chosen = field(shown, "unit_")
    for _ in range(2):
        answer = dewi.post(
            here, {"versi": 1, "langkah": "periksa", chosen: "dinas-sosial"}, follow=True
        )
    assert "Halaman ini sudah lama" in answer.content.decode()


def test_a_large_list_is_read_and_recorded_by_the_worker(dewi: StaffClient) -> None:
    raw = workbook(large(1_500, ["Dinas Sosial", "Biro Umum"]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "SMALL_BYTES", 100)
        here, shown = page(dewi, raw)
    assert "<progress" in shown
    assert dewi.get(here)["Refresh"] == "2"
    assert (services.drafts_work(), services.drafts_work()) == (1, 0)
    assert "1.500" in dewi.get(here).content.decode()
    decided(dewi, here, "catat")
    assert "1.500 baris sedang dicatat" in dewi.get(here).content.decode()
    assert Person.objects.count() == 0
    count = Count(RosterDraft.objects.get().pk)
    count(1000, 1500)
    assert "1.000 dari 1.500 baris" in dewi.get(here).content.decode()
    RosterDraft.objects.update(state="writing", touched_at=timezone.now() - services.STALLED * 2)
    assert services.drafts_work() == 1, "a worker that died is followed by another"
    assert "1.500 orang dicatat." in dewi.get(here).content.decode()
    assert Person.objects.count() == 1500
    assert count_told(RosterDraft.objects.get().pk) == 0


def test_what_cannot_be_read_is_said_at_the_field(dewi: StaffClient) -> None:
    answer = sent(dewi, b"%PDF-1.7")
    assert answer.status_code == 422
    assert "bukan XLSX dan bukan CSV" in answer.content.decode()
    assert "Pilih berkas dulu" in dewi.post(HERE, {"total": "41", "akhir": "1"}).content.decode()
    no_end = dewi.post(HERE, {"file": SimpleUploadedFile("x.csv", b"Nama;Unit")})
    assert "Sambungan terputus" in no_end.content.decode()
    answer = sent(dewi, text([HEAD]), total="banyak", hari="2999-01-01")
    assert answer.status_code == 422
    assert RosterDraft.objects.count() == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "SMALL_BYTES", 0)
        here, _ = page(dewi, b"%PDF-1.7")
        services.drafts_work()
    assert "bukan XLSX dan bukan CSV" in dewi.get(here).content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_empty_file_has_headings_that_the_import_knows(
    dewi: StaffClient, language: str
) -> None:
    prefix = "" if language == "id" else "/en"
    raw = b"".join(dewi.get(f"{prefix}{HERE}contoh.xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book.worksheets[0]
    for column, value in enumerate(("Maria", nip(1), "Dinas Sosial"), start=1):
        sheet.cell(2, column, value)
    stream = io.BytesIO()
    book.save(stream)
    read = read_table(stream.getvalue(), headings=HEADINGS)
    assert set(read.columns) == set(LABELS)
    assert not read.unread
    with translation.override(language):
        assert sheet.cell(1, 1).value == str(LABELS["name"])
