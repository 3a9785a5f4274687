"""A course from the invitation to readiness: coordinator, trainer, participant, and a stranger.

Everything is done on the pages, the certificate is made by the worker and checked twice: by the
public page behind its code, and without any server.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page

from tests.e2e.people import Begin, Open, Worker, fill, press
from tests.house import ROOT, House, new_house

pytestmark = pytest.mark.browser
ITEMS = ROOT / "packs" / "ntt" / "training" / "items"
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own: elsewhere Paul may have moved."""
    own = new_house(tmp_path_factory.mktemp("course"))
    try:
        own.build().serve()
        yield own
    finally:
        own.remove()


@pytest.fixture(scope="module")
def kept() -> dict[str, dict[str, Any]]:
    """Nobody is signed in to it yet."""
    return {"signed in": {}, "unlocked": {}}


def sent(somebody: Worker, **answers: object) -> None:
    """Fill in the page's form and send it."""
    form = somebody.page.locator('main form[method="post"]', has=somebody.page.locator("label"))
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator(".govuk-button").last)


def test_from_an_invitation_to_readiness(
    house: House, colleague: Begin, open_page: Open, tmp_path: Path
) -> None:
    before = certified(house)
    dewi = colleague("koordinator", script=True)
    here = planned(dewi)
    paul = colleague("paul", script=True)
    paul.goto(f"/pelatihan/undangan/{here.rsplit('/', 2)[1]}/")
    press(paul.page.locator('[value="hadir"]'))

    tono = colleague("pelatih", script=True)
    code = screen_opened(tono, here)
    paul.page.goto(code)
    press(paul.page.locator("main form .govuk-button").first)
    assert "tercatat" in paul.text()

    sat(paul, here, dewi)
    observed(tono, here)
    issued(dewi, here)
    assert certified(house) == before + 1

    credential = holder_s(paul, tmp_path / "kredensial.json")
    stranger = open_page(script=False)
    stranger.goto(f"{house.public}/sertifikat/{credential['id'].rstrip('/').rsplit('/', 1)[1]}/")
    assert "berlaku" in stranger.locator("main").inner_text()
    assert "Paul" not in stranger.content()
    assert not stranger.context.cookies()
    stranger.goto(f"{house.public}/sertifikat/kunci/")
    assert "did:key:z6Mk" in stranger.content()
    assert "valid" in house.run("verify-certificate", str(tmp_path / "kredensial.json")).lower()
    dewi.goto("/jejaring/orang/?unit=dinas-sosial")
    dewi.page.locator("tbody a", has_text="Paul").click()
    assert credential["credentialSubject"]["licenseNumber"] in dewi.text()


def certified(house: House) -> int:
    """Return how many people of the network are certified."""
    return int(json.loads(house.run("status", "--json"))["certified"])


def planned(dewi: Worker) -> str:
    """Plan a course that began yesterday, with a session, a test and everybody invited."""
    page, today = dewi.page, timezone.localdate()
    dewi.goto("/pelatihan/acara/baru/")
    sent(
        dewi,
        judul="Kursus uji",
        jenis="basic",
        mulai=(today - DAY).isoformat(),
        selesai=today.isoformat(),
        pendukung="Ibu Contoh",
        cara="ruang 2",
    )
    here = page.url
    page.goto(f"{here}sesi/baru/")
    sent(dewi, judul="Percakapan", modul="4", mulai="08:00", selesai="11:00", jp="4")
    page.goto(f"{here}pelatih/")
    page.locator('[name="pelatih"]').first.check()
    press(page.locator("main form .govuk-button").last)
    press(page.locator('form[action$="/langkah/buka/"] button'))
    page.goto(f"{here}peserta/undang/")
    page.locator("label", has_text="Paul Contoh").click()
    press(page.locator('[name="undang"]'))
    page.goto(f"{here}tes/")
    page.locator("main a", has_text="Tes akhir").first.click()
    sent(
        dewi,
        hari_buka=(today - DAY).isoformat(),
        jam_buka="13:00",
        hari_tutup=(today + DAY).isoformat(),
        jam_tutup="20:00",
    )
    return here


def screen_opened(tono: Worker, here: str) -> str:
    """Open the screen of the session; return the address behind its code."""
    page = tono.page
    page.goto(f"{here}hadir/")
    page.locator('main a[href$="/layar/"]').first.click()
    press(page.locator('form[action$="/buka/"] button'))
    code = page.locator(".app-screen__large").inner_text().replace(" ", "").replace("-", "")
    session = re.search(r"/([0-9a-f-]{36})/layar/", page.url)
    assert session
    return f"{page.url.split('/pelatihan/')[0]}/pelatihan/hadir/{session[1]}/{code}/"


def sat(paul: Worker, here: str, dewi: Worker) -> None:
    """Sit the test after the course; a page is sent twice, and one answer is changed."""
    dewi.page.goto(f"{here}tes/")
    address = dewi.page.locator("main").inner_text()
    found = re.search(r"/pelatihan/tes/[0-9a-f-]{36}/", dewi.page.content()) or re.search(
        r"/pelatihan/tes/[0-9a-f-]{36}/", address
    )
    assert found
    page, right = paul.page, right_answers()
    paul.goto(found[0])
    press(page.get_by_role("button", name="Mulai tes"))
    while page.locator("main fieldset").count():
        for question in page.locator("main fieldset").all():
            chosen(question, right).click()
        press(page.get_by_role("button", name="Simpan dan lanjut"))
    press(page.get_by_role("button", name="Kirim tes"))
    assert "100" in page.locator("main").inner_text()


def chosen(question: Locator, right: dict[str, str]) -> Locator:
    """Return the right choice of a question."""
    asked = question.locator("legend").inner_text().split(".", 1)[1].strip()
    return question.locator("label", has_text=right[asked]).first


def right_answers() -> dict[str, str]:
    """Return the text of the right choice by the text of the item, from the pack."""
    entries = [
        entry
        for path in sorted(ITEMS.glob("m*.toml"))
        for entry in tomllib.loads(path.read_text("utf-8"))["item"]
    ]
    return {
        entry["text_id"]: next(one["text_id"] for one in entry["choice"] if one.get("right"))
        for entry in entries
    }


def observed(tono: Worker, here: str) -> None:
    """Enter a role-play in which every behaviour was seen."""
    page = tono.page
    page.goto(f"{here}bermain-peran/")
    page.locator("main a[href*='/bermain-peran/']", has_text="Paul").first.click()
    page.locator('[name="percakapan"]').select_option(index=8)
    for one in page.locator('[name="terlihat"]').all():
        one.check()
    press(page.locator("main form .govuk-button").last)


def issued(dewi: Worker, here: str) -> None:
    """Close the course and issue its certificates."""
    page = dewi.page
    page.goto(here)
    press(page.locator('form[action$="/langkah/tutup/"] button'))
    page.goto(f"{here}sertifikat/")
    press(page.locator("main form .govuk-button").first)
    page.locator('main a.govuk-button[href$="/unduh/"]').wait_for()


def holder_s(paul: Worker, place: Path) -> dict:
    """Take the credential."""
    page: Page = paul.page
    paul.goto("/pelatihan/sertifikat/saya/")
    with page.expect_download() as coming:
        page.locator('main a[href$="/kredensial.json"]').first.click()
    coming.value.save_as(place)
    found: dict = json.loads(place.read_text("utf-8"))
    return found
