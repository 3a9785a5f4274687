"""Released figures on the public surface: whole, in both languages, and nothing that was hidden."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ruangaman.lib.signatures import signature_holds
from ruangaman.oversight.models import Release
from ruangaman.oversight.tests.published import release_made
from tests.clients import PublicClient
from tests.documents import text_of
from tests.pages import text_of as page_words

pytestmark = pytest.mark.django_db
PLACE = "/statistik/2026-S1/"


def test_without_a_release_there_are_words_and_no_figures(public: PublicClient) -> None:
    page = public.get("/statistik/")
    assert page.status_code == 200
    assert "Belum ada semester yang dirilis" in page.content.decode()
    for place in (PLACE, f"{PLACE}statistik.json", f"{PLACE}statistik.pdf", "/statistik/x/"):
        assert public.get(place).status_code == 404


def test_a_released_semester_is_read_and_hidden_cells_give_no_reason(public: PublicClient) -> None:
    release_made()
    assert "Semester 1 tahun 2026" in public.get("/statistik/").content.decode()
    page = public.get(PLACE).content.decode()
    assert "1.031" in page
    assert page.count("disembunyikan</span></span>") == 4
    assert "R2 title R2 75% (30 dari 40) definition R2 formula R2" in page_words(public.get(PLACE))
    assert "salah satu angka yang diperlukan disembunyikan" in page
    assert "terlalu sedikit untuk menyebut angka apa pun" in page
    assert "tidak cocok" not in page
    english = public.get(f"/en{PLACE}").content.decode()
    assert "EN rape" in english
    assert "1,031" in english
    assert "EN title R2 75% (30 of 40)" in page_words(public.get(f"/en{PLACE}"))


def test_files_hold_the_same_and_the_document_is_what_was_signed(public: PublicClient) -> None:
    release_made()
    text = public.get(f"{PLACE}statistik.json").content
    row = Release.objects.get()
    assert signature_holds(text, public.get(f"{PLACE}statistik.sig").content, bytes(row.public))
    assert json.loads(text)["semester"] == "2026-S1"
    sheet = public.get(f"{PLACE}statistik.csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(sheet)))
    cells = [one for one in lines if not one["indicator"]]
    assert len(cells) == 12
    hidden = [one for one in lines if one["hidden"] == "1"]
    assert len(hidden) == 4 + 2
    assert {one["count"] + one["of"] + one["percent"] for one in hidden} == {""}
    share = next(one for one in lines if one["indicator"] == "R2")
    assert (share["count"], share["of"], share["percent"], share["counts"]) == (
        *("30", "40", "75", "contacts"),
    )
    words = text_of(public.get(f"{PLACE}statistik.pdf").content)
    assert "1.060" in words
    assert words.count("–") >= 4
    assert "75% (30 dari 40)" in " ".join(words.split())


def test_a_changed_figure_is_told(public: PublicClient) -> None:
    release_made(signed=False)
    assert "tidak cocok" in public.get(PLACE).content.decode()


def test_a_semester_with_too_few_says_so(public: PublicClient) -> None:
    release_made(tables=[], too_few=["records", "contacts"])
    page = public.get(PLACE).content.decode()
    assert "terlalu sedikit" in page
    assert public.get(f"{PLACE}statistik.pdf").status_code == 200
