"""Posters and pocket cards: what stands on them, for whom, and whole sets of them."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from pathlib import Path

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone, translation

from ruangaman.core.models import AuditEvent
from ruangaman.core.storage import sealed_files
from ruangaman.network.models import Appointment, Decree, Person, Placement, PosterSet, Unit
from ruangaman.network.posters import card_pdf, poster_pdf
from ruangaman.network.selectors.readiness import Standing
from ruangaman.network.services import posters as services
from ruangaman.network.services.sweeping import network_files_sweep
from tests.clients import StaffClient
from tests.documents import text_of
from tests.world import World

pytestmark = pytest.mark.django_db
SET = {"bahasa_paket": ["id", "en"], "ukuran_paket": ["A4", "A5"]}
ALL = {"languages": ["id", "en"], "sizes": ["A4", "A5"], "units": [], "contacts": False}


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> None:
    settings.FILES_HOME = tmp_path / "files"  # type: ignore[attr-defined]
    settings.STORAGES = {**settings.STORAGES}  # type: ignore[attr-defined]  # makes them anew


def appointed(name: str, **details: object) -> Standing:
    person = Person.objects.create(name=name, search=name.lower(), **details)
    Placement.objects.create(person=person, unit_code="dinas-kesehatan")
    decree = Decree.objects.create(unit_code="dinas-kesehatan", title="SK")
    made = Appointment.objects.create(
        decree=decree, person=person, role="primary", position="Kepala Subbagian Umum"
    )
    return Standing(made, ())


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", ["A4", "A5"])
def test_a_poster_is_one_page_whatever_stands_on_it(world: World, language: str, size: str) -> None:
    long = appointed("N" * 120, name_public=True, office_phone="1" * 40, hours="h " * 60)
    with translation.override(language):
        made = poster_pdf(size=size, unit_name="U" * 200, contacts=[long, long, long, long])
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) == 1
        width = float(opened.pages[0].mediabox[2]) / 72 * 25.4
        assert round(width) == (210 if size == "A4" else 148)
        assert str(opened.Root.Lang) == language


def test_every_poster_leads_to_the_same_place(world: World, settings: object) -> None:
    settings.PUBLIC_ADDRESS = "https://info.contoh.go.id"  # type: ignore[attr-defined]
    one, other = (text_of(poster_pdf(size="A4", unit_name=name)) for name in ("Satu", "Dua"))
    assert one.replace("Satu", "") == other.replace("Dua", "")
    assert "info.contoh.go.id" in one
    assert "129" in one
    assert "WiFi" in one


def test_a_name_is_printed_only_with_consent(world: World) -> None:
    agreed = appointed("Rina Contoh", name_public=True, office_phone="0380 111")
    silent = appointed("Beni Contoh", office_phone="0380 222")
    unreachable = appointed("Lena Contoh", name_public=True)
    text = text_of(poster_pdf(size="A4", contacts=[agreed, silent, unreachable]))
    assert "Rina Contoh" in text
    assert "0380 222" in text
    assert "Beni" not in text
    assert "Lena" not in text


def test_words_of_people_are_no_commands(world: World) -> None:
    odd = appointed("#panic() *x* $y$ <z>", name_public=True, office_phone="@a [b]")
    text = text_of(poster_pdf(size="A4", unit_name="= #import \\", contacts=[odd]))
    assert "#panic() *x* $y$ <z>" in text
    assert "= #import \\" in text


def test_the_pocket_card_has_two_sides_and_the_sentence(world: World) -> None:
    made = card_pdf()
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) == 2
    assert "saya tidak boleh menjawab ada atau tidaknya" in " ".join(text_of(made).split())


def test_one_sheet_for_the_own_unit_only(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "rina")
    asked = {"jenis": "poster", "bahasa": "en", "ukuran": "A5", "kantor": "dinas-kesehatan"}
    answer = staff.get("/jejaring/poster/satu/", asked)
    assert answer["Content-Type"] == "application/pdf"
    assert "Your rights" in text_of(answer.content)
    assert "Dinas Kesehatan" in text_of(answer.content)
    answer = staff.get("/jejaring/poster/satu/", {**asked, "kantor": "dinas-sosial"})
    assert answer.status_code == 422
    assert "Pilih dari daftar." in answer.content.decode()


def test_a_set_is_made_once_and_downloaded_by_who_asked(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "dewi")
    answer = staff.post("/jejaring/poster/paket/", SET)
    asked = PosterSet.objects.get()
    assert answer["Location"].endswith(f"/jejaring/poster/paket/{asked.pk}/")
    waiting = staff.get(answer["Location"])
    assert waiting["Refresh"] == "2"
    assert staff.get(f"{answer['Location']}unduh/").status_code == 404
    assert (services.poster_sets_make(), services.poster_sets_make()) == (1, 0)
    assert "Refresh" not in staff.get(answer["Location"])
    got = b"".join(staff.get(f"{answer['Location']}unduh/").streaming_content)  # type: ignore[arg-type]
    names = zipfile.ZipFile(io.BytesIO(got)).namelist()
    assert len(names) == len(set(names)) == 2 * (Unit.objects.count() * 2 + 1) == asked.total
    world.sign_in(staff, "hasan")
    assert staff.get(f"/jejaring/poster/paket/{asked.pk}/").status_code == 404
    assert AuditEvent.objects.filter(action="poster_set_ask", actor=world.dewi.pk).count() == 1


def test_a_focal_point_gets_the_set_of_the_own_unit(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "rina")
    staff.post("/jejaring/poster/paket/", {**SET, "bahasa_paket": ["id"]})
    assert PosterSet.objects.get().choices["units"] == ["dinas-kesehatan"]
    assert PosterSet.objects.get().total == 3


def test_somebody_without_a_unit_gets_no_set(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "hasan")
    assert staff.post("/jejaring/poster/paket/", SET).status_code == 404
    assert not PosterSet.objects.exists()


def test_nothing_chosen_is_said_at_the_field(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "dewi")
    answer = staff.post("/jejaring/poster/paket/", {})
    assert answer.status_code == 422
    assert answer.content.decode().count("Pilih salah satu.") == 4, "at both fields, and above"


def test_a_set_whose_worker_died_is_made_anew(world: World) -> None:
    asked = services.poster_set_ask(choices=ALL, by=world.dewi)
    PosterSet.objects.update(state="making", done=7)
    assert services.poster_sets_make() == 0, "somebody is at it"
    PosterSet.objects.update(touched_at=timezone.now() - services.STALLED * 2)
    assert services.poster_sets_make() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.done) == ("ready", asked.total)


def test_a_worker_that_stops_leaves_the_set_to_the_next(world: World) -> None:
    services.poster_set_ask(choices=ALL, by=world.dewi)
    answers = iter([False])
    services.poster_sets_make(stop=lambda: next(answers, True))
    assert PosterSet.objects.get().state == "waiting"
    assert services.poster_sets_make() == 1


def test_old_sets_are_forgotten_with_their_files(
    world: World, django_capture_on_commit_callbacks: object
) -> None:
    services.poster_set_ask(choices=ALL, by=world.dewi)
    services.poster_sets_make()
    place = PosterSet.objects.get().place
    assert sealed_files().exists(place)
    PosterSet.objects.update(asked_at=timezone.now() - dt.timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.poster_sets_prune()
    assert not PosterSet.objects.exists()
    assert not sealed_files().exists(place)


def test_a_set_that_no_backup_brought_back_is_asked_for_again(
    world: World, staff: StaffClient
) -> None:
    world.sign_in(staff, "dewi")
    page = staff.post("/jejaring/poster/paket/", SET)["Location"]
    services.poster_sets_make()
    sealed_files().delete(PosterSet.objects.get().place)
    shown = staff.get(page).content.decode()
    assert "minta sekali lagi" in shown
    assert "unduh/" not in shown
    assert staff.get(f"{page}unduh/")["Location"] == page


def test_bytes_that_a_crash_left_are_swept(world: World, tmp_path: Path) -> None:
    """Scans and sets whose row never came; what has one, is young or lies elsewhere stays."""
    services.poster_set_ask(choices=ALL, by=world.dewi)
    services.poster_sets_make()
    scan = f"sk/ab/{'ab' * 16}"
    for place in ("poster/verwaist.zip", scan, "sk/ab/other", "sk/notes"):
        sealed_files().save(place, ContentFile(b"x"))
    assert network_files_sweep() == 0
    for path in (tmp_path / "files").rglob("*"):
        os.utime(path, (0, 0))
    assert network_files_sweep() == 2
    assert sealed_files().exists(PosterSet.objects.get().place)
    assert not sealed_files().exists(scan)
    assert sealed_files().exists("sk/ab/other")


def test_where_offices_are_many_the_office_is_written(world: World, staff: StaffClient) -> None:
    Unit.objects.bulk_create(
        Unit(
            code=f"sd-{n}", kind="sekolah", name=f"SD {n}", short_name="SD", search=f"sd {n} sd-{n}"
        )
        for n in range(200)
    )
    world.sign_in(staff, "dewi")
    page = staff.get("/jejaring/poster/").content.decode()
    assert "SD 7" not in page
    assert 'name="kantor"' in page
    one = {"jenis": "poster", "bahasa": "id", "ukuran": "A4"}
    path = "/jejaring/poster/satu/"
    assert "SD 17" in text_of(staff.get(path, one | {"kantor": "SD 17"}).content)
    refused = staff.get(path, one | {"kantor": "sekolah"})
    assert (refused.status_code, "Tidak ada unit" in refused.content.decode()) == (422, True)
    world.sign_in(staff, "rina")
    assert '<option value="dinas-kesehatan"' in staff.get("/jejaring/poster/").content.decode()
