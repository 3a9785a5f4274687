"""A survey on its pages: the coordinator, two holders, and whoever has a slip."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.jobs import worker_alive
from ruangaman.surveys.halves import worker_key
from ruangaman.surveys.models import Ballot, Bundle, Result, Survey, Token
from ruangaman.surveys.services import life
from ruangaman.surveys.services.bundles import bundles_make, bundles_prune
from ruangaman.surveys.services.closing import closings_work
from ruangaman.surveys.tests.helping import TINY, opened, slips
from tests.clients import PublicClient, StaffClient
from tests.world import World, key_given

pytestmark = pytest.mark.django_db
_HIDDEN = re.compile(r'<input type="hidden" name="(isi|langkah)" value="([^"]*)">')


def words(response: Any) -> str:
    """Return the page as text."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def go_on(client: PublicClient, page: Any, prefix: str = "", **fields: str) -> Any:
    """Press a button of the page with these fields."""
    carried = dict(_HIDDEN.findall(page.content.decode()))
    return client.post(f"{prefix}/survei/", {**carried, **fields})


def answered(client: PublicClient, code: str, **answers: str) -> tuple[Any, Any]:
    """Walk through the tiny survey; return the check and what sending it says."""
    page = client.post("/survei/", {"kode": code})
    for fields in ({}, {}, answers, answers):
        page = go_on(client, page, lanjut="1", **fields)
    assert "Periksa jawaban" in words(page)
    return page, go_on(client, page, kirim="1")


def _planned(world: World, staff: StaffClient, base: str) -> None:
    """Set days and holders, each time wrongly first, and open."""
    today = timezone.localdate()
    later = (today + dt.timedelta(days=7)).isoformat()
    stale = staff.post(f"{base}hari/", {"revisi": 0, "mulai": today.isoformat(), "selesai": later})
    assert stale.status_code == 409
    staff.post(f"{base}hari/", {"revisi": 1, "mulai": today.isoformat(), "selesai": later})
    both = [str(world.ratih.pk), str(world.bayu.pk)]
    assert staff.post(f"{base}pemegang/", {"revisi": 2, "pemegang": both[:1]}).status_code == 422
    staff.post(f"{base}pemegang/", {"revisi": 2, "pemegang": both})
    assert staff.post(f"{base}buka/", {"revisi": 3}).status_code == 422  # not sure
    assert staff.post(f"{base}buka/", {"revisi": 3, "yakin": "on"}).status_code == 302
    assert (Survey.objects.get().state, Survey.objects.get().definition["minutes"]) == ("open", 2)


def test_a_coordinator_plans_opens_prints_and_two_holders_close(
    world: World, staff: StaffClient, public: PublicClient
) -> None:
    key_given(world, "ratih", "bayu")
    worker_key()
    survey = life.survey_create(by=world.dewi, title="Survei kecil", definition=TINY)
    world.sign_in(staff, "dewi")
    base = f"/survei/{survey.pk}/"
    assert "Tunjuk dua pemegang kunci" in words(staff.get(base))
    wrong = staff.post(f"{base}kelompok/", {"revisi": 0, "kelompok": "Kota | 300\nDesa | 40\nX"})
    assert wrong.status_code == 422
    assert "Baris 2" in words(wrong)
    assert "Desa | 40" in wrong.content.decode()
    staff.post(f"{base}kelompok/", {"revisi": 0, "kelompok": "Kota\t300\tTown\nDesa | 1.200"})
    _planned(world, staff, base)

    asked = {"kelompok": "1", "jumlah": "301", "bentuk": "slips"}
    assert staff.post(f"{base}slip/", asked).status_code == 422  # more than there are people
    staff.post(f"{base}slip/", {**asked, "jumlah": "5"})
    staff.post(f"{base}slip/", {"kelompok": "2", "jumlah": "3", "bentuk": "links"})
    assert bundles_make() == 2
    slips_file, links_file = Bundle.objects.order_by("stratum")
    pdf = staff.get(f"{base}slip/{slips_file.pk}/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    xlsx = b"".join(staff.get(f"{base}slip/{links_file.pk}/").streaming_content)
    code = _codes(xlsx)[0]
    assert Token.objects.count() == 8

    _check, sent = answered(public, code, **{"j-tahu": "ya", "j-gurau": "few"})
    assert "sudah diterima" in words(sent)
    assert "gurau" not in str(list(Ballot.objects.values()))
    survey.refresh_from_db()
    assert "Ratih" in words(staff.get(base))
    staff.post(f"{base}akhiri/", {"revisi": survey.revision, "yakin": "on"})
    left = staff.post(f"{base}slip/sisa/", {"sisa-1": "4", "sisa-2": "1"})
    assert left.status_code == 302
    for name in ("ratih", "bayu"):
        holder = world.sign_in(StaffClient(), name, unlock=True)
        assert "menunggu bagian kunci Anda" in words(holder.get(base))
        assert holder.post(f"{base}kunci/", {"revisi": 0, "yakin": "on"}).status_code == 302
    worker_alive()
    assert "menunggu pekerja" in words(staff.get(base))
    assert closings_work() == 1
    closed = words(staff.get(base))
    assert "Kurang dari 10 orang menjawab" in closed
    assert "1 dari 3" not in closed
    assert Result.objects.get().answers == {"tahu": "ya", "gurau": "few"}
    bundles_prune()
    assert staff.get(f"{base}slip/{links_file.pk}/").status_code == 404


def _codes(xlsx: bytes) -> list[str]:
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(xlsx)).active
    assert sheet is not None
    return [str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_every_slip_that_does_not_open_is_told_why(world: World, public: PublicClient) -> None:
    survey = opened(world)
    used, fresh = slips(survey, 1, 2)
    check, sent = answered(public, used.lower(), **{"j-tahu": "ya"})
    assert sent.status_code == 200
    again = go_on(public, check, kirim="1")
    assert (again.status_code, "hanya satu kali" in words(again)) == (200, True)
    assert public.post("/survei/", {"kode": used}).status_code == 409
    swapped = fresh[:2] + fresh[3] + fresh[2] + fresh[4:]
    for typed, told in (
        ("", "Tulis kode dari slip"),
        (fresh[:-1], "12 tanda"),
        ("0" + fresh[1:], "tidak ada dalam kode"),
        (swapped if swapped != fresh else fresh[:-1] + "?", ""),
    ):
        page = public.post("/survei/", {"kode": typed})
        assert page.status_code == 422
        assert told in words(page)
        assert typed in page.content.decode()
    Survey.objects.update(opens_on=timezone.localdate() + dt.timedelta(days=1))
    early = public.post("/survei/", {"kode": fresh})
    assert (early.status_code, "belum dibuka" in words(early)) == (409, True)
    Survey.objects.update(opens_on=timezone.localdate())
    half = public.post("/survei/", {"kode": fresh})
    life.survey_cancel(survey=survey, by=world.dewi, revision=Survey.objects.get().revision)
    late = go_on(public, half, lanjut="1")
    assert (late.status_code, "sudah ditutup" in words(late)) == (410, True)
    gone = public.post("/survei/", {"kode": fresh})
    assert (gone.status_code, "Survei kecil" in words(gone)) == (404, True)
    junk = public.post("/survei/", {"isi": "x" * 40, "langkah": "2", "kirim": "1"})
    assert (junk.status_code, "masih berlaku" in words(junk)) == (400, True)


def test_the_address_of_a_slip_fills_the_door_and_spends_nothing(
    world: World, public: PublicClient
) -> None:
    survey = opened(world)
    (code,) = slips(survey, 1, 1)
    page = public.get(f"/en/survei/{code}/")
    assert f'value="{code[:4]}-{code[4:8]}-{code[8:]}"' in page.content.decode()
    assert Token.objects.get().state == Token.State.FREE
    assert public.get("/survei/bukan-kode/").status_code == 200
    assert not page.cookies
