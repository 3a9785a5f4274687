"""A focal point stopped being ready: what the reporter finds in her mailbox, on a small phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.e2e.look import Look
from tests.house import House

pytestmark = pytest.mark.browser

WAY: list[dict[str, Any]] = [
    {"aman": "ya"},
    {"tujuan": "lapor"},
    {"tentang": "saya"},
    {"konflik": ["tidak"]},
    {"izin_fokal": ["unit_lain"]},
    {"unit": "dinas-sosial"},
    {"kapan": "lebih_lama"},
    {"butuh": ["teman_bicara"]},
]
_LENA = "(SELECT id FROM people_user WHERE username = 'lena')"


@contextmanager
def lapsed(house: House) -> Iterator[None]:
    """Let Lena's certificate have ended, as the network and her role have it."""
    ((certified, until),) = house.query(
        "SELECT p.certified_until, g.receives_until FROM network_person p"
        f" JOIN people_rolegrant g ON g.user_id = p.user_id WHERE p.user_id = {_LENA}"
    )
    _set(house, "'2020-01-01'", "NULL")
    try:
        yield
    finally:
        _set(house, f"'{certified}'", f"'{until}'")


def _set(house: House, certified: str, until: str) -> None:
    house.change(f"UPDATE network_person SET certified_until = {certified} WHERE user_id = {_LENA}")
    house.change(f"UPDATE people_rolegrant SET receives_until = {until} WHERE user_id = {_LENA}")


def test_she_chooses_who_reads_instead(reporter: Any, house: House, look: Look) -> None:
    she = reporter(look.prefix, script=True)
    look.without_scripts(she.page)
    code = she.walk(WAY).send()
    with lapsed(house):
        she.come_back(code)
        look(she.page, "public/mailbox/mailbox.html")
        block = she.page.locator("#penerima")
        assert "3×24" in block.inner_text()
        she.page.fill('[name="pesan"]', "Sudah saya tulis separuh")
        block.locator("summary").click()
        she.page.fill('[name="cari_penerima"]', "kesehatan")
        she.press("cari_kantor")
        assert "Dinas Kesehatan" in block.inner_text()
        assert she.page.input_value('[name="pesan"]') == "Sudah saya tulis separuh"
        block.get_by_label("Fokal point Dinas Kesehatan").check()
        she.press("penerima_simpan")
        look(she.page, "public/mailbox/mailbox.html")
        assert she.page.input_value('[name="pesan"]') == "Sudah saya tulis separuh"
        assert block.locator("details details").count() == 1
        she.walk(WAY[:5])
        assert "Dinas Sosial" not in she.page.locator("main form").inner_text()
