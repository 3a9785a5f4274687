"""The decree as a document: the official order, and text that stays text."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from docx import Document

from ruangaman.core.models import PackText
from ruangaman.documents.docx import decree_docx
from ruangaman.documents.pdf import pdf_render
from ruangaman.network.models import Decree
from ruangaman.network.selectors.declarations import declaration_paper_data
from ruangaman.network.selectors.decree_paper import decree_paper
from ruangaman.network.tests.decree_world import drafted, placed, whole
from ruangaman.ops.packs import pack_folder, pack_load
from tests.documents import text_of
from tests.kept import kept
from tests.world import World

pytestmark = pytest.mark.django_db

ORDER = [
    "DINAS KESEHATAN",
    "KEPUTUSAN KEPALA DINAS KESEHATAN",
    "NOMOR",
    "TENTANG",
    "PENUNJUKAN FOKAL POINT",
    "KEPALA DINAS KESEHATAN,",
    "Menimbang",
    "a. bahwa",
    "Mengingat",
    "Tahun 2014",
    "Tahun 2022",
    "Tahun 2023",
    "Peraturan Pemerintah Nomor 94 Tahun 2021",
    "Peraturan Presiden",
    "Memperhatikan",
    "MEMUTUSKAN:",
    "Menetapkan",
    "KESATU",
    "KEDUA",
    "KETIGA",
    "tidak menyelidiki",
    "KEEMPAT",
    "Dinas Pemberdayaan Perempuan",
    "KELIMA",
    "merahasiakan",
    "KEENAM",
    "pembalasan",
    "KETUJUH",
    "Biaya yang timbul",
    "KEDELAPAN",
    "dimutasi",
    "KESEMBILAN",
    "mulai berlaku",
    "Ditetapkan di Kupang",
    "pada tanggal",
    "Tembusan",
    "LAMPIRAN",
    "DAFTAR FOKAL POINT",
    "Ani",
    "Fokal point utama",
]
ODD = ["#let x = 1", "*bold* $a$ @b <c>", "=HYPERLINK(1)", "{unit} {{7*7}}", "A" * 120]


@pytest.fixture
def decree(world: World) -> Decree:
    """A draft in a house with its pack."""
    kept("pack", lambda: pack_load(folder=pack_folder("ntt")) and None)
    return drafted(world, placed("Ani"), noted="Surat satu")


def pdf_words(body: bytes, *, page: bool = True) -> str:
    """Return what a PDF says: line by line as on the page, or cell by cell."""
    return text_of(body, page=page).replace("\u200b", "")


def docx_words(body: bytes) -> str:
    """Return what a Word file says, in order, tables among it."""
    document = Document(io.BytesIO(body))
    found = []
    for part in document.iter_inner_content():
        rows = getattr(part, "rows", None)
        found += [cell.text for row in rows for cell in row.cells] if rows else [part.text]
    return "\n".join(found)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def both(paper: dict[str, Any]) -> list[str]:
    return [plain(pdf_words(pdf_render("decree", paper))), plain(docx_words(decree_docx(paper)))]


def test_the_official_order(decree: Decree) -> None:
    for text in both(decree_paper(decree)):
        at = 0
        for words in ORDER:
            found = text.find(words, at)
            assert found >= 0, (words, text[at : at + 400])
            at = found


def test_a_draft_says_so_until_it_is_issued(world: World, decree: Decree) -> None:
    paper = decree_paper(decree)
    assert "DRAF" in pdf_words(pdf_render("decree", paper))
    document = Document(io.BytesIO(decree_docx(paper)))
    assert "DRAF" in document.sections[0].header.paragraphs[0].text
    Decree.objects.all().delete()
    signed = decree_paper(whole(world, placed("Budi")))
    for text in both(signed):
        assert "DRAF" not in text
        assert "NOMOR 800/12/DINKES/2026 TAHUN 2026" in text
        assert "19700101 199503 1 001" in text


def test_a_law_that_nobody_verified_says_so(decree: Decree) -> None:
    laws = PackText.objects.filter(section="legal_basis")
    paper = decree_paper(decree)
    assert pdf_words(pdf_render("decree", paper)).count("[belum") == laws.count()
    assert docx_words(decree_docx(paper)).count("[belum diverifikasi]") == laws.count()
    first = paper["laws"][0]["text"]
    assert first.startswith("Undang-Undang Nomor …")  # the founding law, to be filled in
    law = laws.get(key="uu_12_2022")
    law.body |= {"verified_by": "Biro Hukum", "verified_on": "2026-11-01"}
    law.save()
    marks = {one["text"][:30]: one["mark"] for one in decree_paper(decree)["laws"]}
    assert marks["Undang-Undang Nomor 12 Tahun 2"] == ""


def test_what_people_typed_is_text(world: World, decree: Decree) -> None:
    for place, name in enumerate(ODD[:-1]):
        decree.noted += f"\n{name}"
        placed_person = placed(f"{name} {place}")
        decree.appointments.create(person=placed_person, role="extra", site=name)
    decree.appointments.create(person=placed(ODD[-1]), role="alternate")
    decree.title, decree.official_name = ODD[0] + "x" * 290, ODD[1]
    paper = decree_paper(decree)
    cells = pdf_words(pdf_render("decree", paper), page=False)
    for text in (plain(cells), plain(docx_words(decree_docx(paper)))):
        for name in ODD[:-1]:
            assert name in text, name
        assert ODD[-1] in text.replace(" ", "")


def test_a_governor_s_decree_has_no_number_under_the_name(decree: Decree) -> None:
    decree.authority, decree.official_title = "governor", "Gubernur Nusa Tenggara Timur"
    paper = decree_paper(decree)
    assert paper["letterhead"] == ["GUBERNUR NUSA TENGGARA TIMUR"]
    assert paper["nip"] == ""


def test_without_a_pack_the_frame_stands(world: World) -> None:
    for text in both(decree_paper(drafted(world, placed("Ani")))):
        assert "MEMUTUSKAN:" in text


def test_the_form_of_a_declaration(decree: Decree) -> None:
    one = decree.appointments.get()
    text = pdf_words(pdf_render("declaration", declaration_paper_data(one, "id")))
    assert "Saya bersedia menjadi fokal point" in text
    assert "Anda boleh menolak" in text
