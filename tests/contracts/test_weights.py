"""How much a phone loads: the budgets of the public pages, compressed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest

from ruangaman.core.services.texts import pack_texts_write
from ruangaman.directory.services.reference import services_write
from ruangaman.lib.pack import read_pack
from ruangaman.people.models import Team
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient
from tests.world import World

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
FIRST_LOAD, LATER_STEP, HANDSHAKE = 14 * 1024, 6 * 1024, 3 * 1024
"""Bytes; the handshake of TLS 1.3 with a short chain of certificates is counted generously."""

_LOADED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_CARRIED = re.compile(r'name="isi" value="[^"]*"')


def headers_of(response: object) -> int:
    return len(response.serialize_headers())  # type: ignore[attr-defined]


def size_of(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


@pytest.mark.parametrize("path", ["/", "/lapor/", "/en/", "/en/lapor/"])
def test_the_first_load_is_two_requests_and_small(
    public: PublicClient, world: World, path: str
) -> None:
    response = public.get(path)
    page = response.content.decode()
    files = _LOADED.findall(page)
    assert [Path(name).suffix for name in files] == [".css"]
    assert "<script" not in page
    sheet = ROOT / "build" / "static" / files[0].removeprefix("/static/")
    weight = size_of(page) + len(gzip.compress(sheet.read_bytes(), 6)) + 2 * headers_of(response)
    assert weight + HANDSHAKE <= FIRST_LOAD


def test_every_later_step_is_small_beside_what_it_carries(
    public: PublicClient, world: World
) -> None:
    pack = read_pack(ROOT / "packs" / "ntt")
    pack_texts_write(pack=pack)
    services_write(services=pack.services)
    Team.objects.filter(code="pseah-desk").update(serves=["pasien"], legal_effect_id="x" * 600)
    place: list[dict[str, Any]] = [{"kelompok": "1"}, {"di_sini": "pasien"}]
    steps = report()
    response = public.get("/lapor/")
    for fields in [*steps[:4], *place, *steps[4:], SEND]:
        response = public.go_on(response, **fields)
        page = _CARRIED.sub("", response.content.decode())
        assert size_of(page) + headers_of(response) <= LATER_STEP


def test_pages_of_the_reporter_load_nothing_from_elsewhere(
    public: PublicClient, world: World
) -> None:
    response = public.get("/lapor/")
    for fields in [*report(), SEND]:
        response = public.go_on(response, **fields)
        sources = re.findall(
            r'(?:src|srcset|action|poster|data)="([^"]*)"', response.content.decode()
        )
        assert all(source.startswith("/") for source in sources)
