"""The gate in a browser without scripts: each role sees its own step, and what went wrong."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.oversight.models import Draft, Release
from ruangaman.oversight.services.counting import drafts_count
from ruangaman.oversight.tests.lines import filled, grid_loaded, over
from ruangaman.people.tests.holding import statistics_given
from ruangaman.people.tests.steps import text_of
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
COUNTS = [("rape", "female", 24), ("sexual_assault", "female", 41), ("sexual_assault", "male", 19)]
SURE = {"yakin": "on"}


def test_from_two_holders_to_a_release_page_by_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid_loaded()
    statistics_given(world, monkeypatch)
    ratih, bayu = (world.sign_in(StaffClient(), name, unlock=True) for name in ("ratih", "bayu"))
    dewi, kadis, wim = (world.sign_in(StaffClient(), name) for name in ("dewi", "kadis", "wim"))
    filled(COUNTS, over().months[0])
    path = f"/pantau/rilis/{over().key}/"
    no_worker = ratih.post(f"{path}bagian/", SURE)
    assert (no_worker.status_code, Draft.objects.count()) == (422, 0)
    assert "Pekerja server sedang tidak berjalan" in text_of(no_worker)
    drafts_count()
    assert "Belum ada rilis." in text_of(wim.get("/pantau/rilis/"))
    assert wim.get(path).status_code == 404
    wrong = ratih.post(f"{path}bagian/", {**SURE, "lama": "satu dua"})
    assert wrong.status_code == 422
    assert "Ketik ke-24 kata" in text_of(wrong)
    assert "satu dua" in wrong.content.decode()
    assert ratih.post(f"{path}bagian/", {}).status_code == 422
    assert ratih.post(f"{path}bagian/", SURE).status_code == 302
    page = text_of(dewi.get(path))
    assert "Ratih: sudah memberi" in page
    assert "Bayu: belum memberi" in page
    assert bayu.post(f"{path}bagian/", SURE).status_code == 302
    assert bayu.get(path).headers["Refresh"] == "2"
    assert drafts_count() == 1
    assert "Refresh" not in bayu.get(path).headers
    assert "Angka yang akan dirilis" in text_of(dewi.get(path))
    assert "Angka yang akan dirilis" not in text_of(bayu.get(path))  # a holder proposes nothing
    _released(path, dewi, kadis)
    seen = text_of(wim.get(path))
    assert "Rilis nomor 1" in seen
    assert "Yang disembunyikan" not in seen  # why something is hidden is not for everyone
    assert "Yang disembunyikan" in text_of(kadis.get(path))
    late = ratih.post(f"{path}bagian/", SURE)
    assert (late.status_code, "sudah dirilis" in text_of(late)) == (409, True)


def _released(path: str, dewi: Any, kadis: Any) -> None:
    draft = Draft.objects.get()
    shown = {**SURE, "revisi": str(draft.revision)}
    assert "Usulkan rilis ini" in text_of(dewi.get(path))
    assert dewi.post(f"{path}usulkan/", {"revisi": shown["revisi"]}).status_code == 422
    assert dewi.post(f"{path}usulkan/", shown).status_code == 302
    again = dewi.post(f"{path}usulkan/", shown)  # a second tab
    assert again.status_code == 409
    assert "baru saja berubah" in text_of(again)
    assert "sudah diusulkan oleh Dewi" in text_of(again)
    stale = kadis.post(f"{path}terbitkan/", shown)
    assert (stale.status_code, Release.objects.count()) == (409, 0)
    draft.refresh_from_db()
    assert "Rilis angka ini" in text_of(kadis.get(path))
    newest = {**SURE, "revisi": str(draft.revision)}
    assert kadis.post(f"{path}kembalikan/", newest).status_code == 302
    newest["revisi"] = str(draft.revision + 1)
    assert dewi.post(f"{path}usulkan/", newest).status_code == 302
    newest["revisi"] = str(draft.revision + 2)
    assert kadis.post(f"{path}terbitkan/", newest).status_code == 302
    late = kadis.post(f"{path}kembalikan/", newest)  # another tab
    assert (late.status_code, "Semester ini sudah dirilis" in text_of(late)) == (409, True)
    assert Release.objects.count() == 1


def test_semesters_that_do_not_exist_or_run_are_no_pages_or_say_since_when(world: World) -> None:
    dewi = world.sign_in(StaffClient(), "dewi")
    for key in ("2026-S3", "1999-S1", "x", "2099-S1"):
        assert dewi.get(f"/pantau/rilis/{key}/").status_code == 404
    assert "Belum ada kunci statistik" in text_of(dewi.get(f"/pantau/rilis/{over().key}/"))
