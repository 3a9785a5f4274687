"""A referral on its way: proposed at the desk, answered in her mailbox, sent as a letter."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ruangaman.casework.tests.cases import form_of, text_of
from ruangaman.directory.models import Service
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.letters import referrals_read
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.selectors.parts import items_read
from tests.documents import text_of as words_of
from tests.world import World

PROPOSAL = {
    "layanan": "klinik",
    "izin": "kesehatan",
    "bantuan": ["periksa", "konseling"],
    "cara": "ditemani",
    "umur": "dewasa",
}


@pytest.fixture
def klinik(world: World) -> Service:
    return Service.objects.create(
        code="klinik",
        position=1,
        name="Klinik Contoh",
        needs=["dokter"],
        level="kab",
        regions=["*"],
        what_id="Memeriksa.",
        what_en="Examines.",
        must_report="yes",
    )


def section(client: Any, report: Report, name: str = "", **fields: Any) -> Any:
    """Open the referrals, or do something in them."""
    path = f"/kasus/{report.number}/berkas/rujukan/"
    return client.post(f"{path}{name}/" if name else path, fields)


def proposed(client: Any, report: Report) -> Any:
    page = section(client, report)
    page = section(client, report, "usul", **form_of(page, "usul"), **PROPOSAL)
    assert "Usulan disimpan." in text_of(page)
    return page


def mailbox(code: Any, public: Any, **fields: Any) -> Any:
    """Open her mailbox, then press something in it if asked to."""
    page = public.post("/pesan/", {"kode": " ".join(code.words)})
    if not fields:
        return page
    carried = re.search(r'name="isi" value="([^"]+)"', page.content.decode())
    assert carried
    hidden = dict(re.findall(r'name="(syarat_\w+)" value="(\w+)"', page.content.decode()))
    return public.post("/pesan/", {"isi": carried[1], **hidden, **fields})


def one(code: Any) -> Any:
    """Return the referral as her code reads it."""
    opened = mailbox_open(code)
    assert opened is not None
    items = items_read(opened.report, opened.box, ["needs"], opened.authors)["needs"]
    (found,) = referrals_read(opened.report, opened.box, items)
    return found


def said_yes(code: Any, public: Any, *info: str) -> Any:
    thing = one(code).thing
    fields = {"rujukan_ya": str(thing), f"boleh_{thing.hex}": list(info)}
    return mailbox(code, public, **fields)


def with_letter(client: Any, report: Report) -> tuple[Any, str]:
    """Make the letter; return the page that offers it and what stands on the paper."""
    page = client.post(
        f"/kasus/{report.number}/rujukan/surat/", form_of_letter(section(client, report))
    )
    assert "Surat dibuat." in text_of(page), text_of(page)
    carried = re.search(r'name="surat" value="([^"]+)"', page.content.decode())
    assert carried
    paper = client.post(f"/kasus/{report.number}/rujukan/surat/", {"surat": carried[1]})
    return page, words_of(paper.content)


def code_on(paper: str) -> str:
    """Return the code that stands on a letter."""
    found = re.search(r"\b\w{4}(?:-\w{4}){3}\b", paper)
    assert found, paper
    return found[0]


def form_of_letter(page: Any) -> dict[str, Any]:
    found = re.search(
        r'<form[^>]*action="[^"]*/rujukan/surat/"[^>]*>(.*?)</form>', page.content.decode(), re.S
    )
    assert found, text_of(page)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[1]))
