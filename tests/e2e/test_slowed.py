"""Somebody who has to wait: what she typed stays, without scripts, and then it goes through."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from ruangaman.lib.carry import Carrier
from ruangaman.lib.codename import Code
from tests.e2e.look import Look
from tests.e2e.people import Reporter
from tests.e2e.watch import kept_by
from tests.house import House

pytestmark = pytest.mark.browser

GIVEN = {
    "tujuan": "tanya",
    "tentang": "saya",
    "izin": "uptd_kebutuhan",
    "pertanyaan": "Bolehkah saya menolak pindah kantor?",
    "balas": "kode",
}


@pytest.fixture
def she(reporter: Any, look: Look) -> Iterator[Reporter]:
    """Somebody whose pages load without scripts, which come later."""
    she = reporter(look.prefix, script=True)
    scripts = look.without_scripts(she.page)
    yield she
    with scripts.allowed():
        assert set(kept_by(she.page).values()) == {0}


def put(she: Reporter, house: House, *, second: int) -> None:
    """Go to the check page with a form that is not sent before ``second`` (Unix)."""
    she.goto("/lapor/")
    body = {"random": secrets.token_hex(32), "given": GIVEN, "not_before": second}
    folder = house.home / "ephemeral"
    sealed = Carrier(folder).seal(
        json.dumps(body).encode(), step="lapor periksa", now=datetime.now(UTC)
    )
    for name, value in (("isi", sealed), ("langkah", "periksa")):
        she.form.locator(f'[name="{name}"]').evaluate("(field, v) => field.value = v", value)
    she.go_on()
    assert she.step == "periksa"


def test_sending_too_early_keeps_everything_and_says_how_long(
    she: Reporter, look: Look, house: House
) -> None:
    put(she, house, second=int(time.time()) + 30)
    she.press("kirim")
    assert GIVEN["pertanyaan"] in she.text()
    look(she.page, "public/report/periksa.html")
    waiting = she.page.locator("main .app-warning").first.inner_text()
    assert any(word in waiting for word in ("detik, lalu tekan", "then press"))
    put(she, house, second=int(time.time()) - 1)
    assert len(she.send().split()) == 8


def test_many_wrong_codes_keep_the_words_and_say_how_long(she: Reporter, look: Look) -> None:
    words = " ".join(Code(secrets.randbits(77)).words)
    she.goto("/pesan/")
    for _ in range(11):
        she.answer({"kode": words})
        she.go_on()
    assert she.page.locator('[name="kode"]').input_value() == words
    assert she.page.locator("main .app-warning").count() == 1
    look(she.page, "public/mailbox/door.html")
