"""Services are kept, and somebody is referred to one: there and back, and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents import text_of
from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, Worker, fill, press
from tests.e2e.test_staff_pages import look_at, refused
from tests.e2e.ways import ADULT
from tests.house import House

pytestmark = pytest.mark.browser

ENTRY = "/layanan/entri/rsud-johannes/"
PROPOSAL = {
    "layanan": "rsud-johannes",
    "izin": "kesehatan",
    "bantuan": ["periksa"],
    "cara": "ditemani",
    "kemudahan": ["perempuan"],
}


def test_services_are_kept(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    look_at(
        dewi,
        look,
        {
            "/layanan/": "directory/list.html",
            "/layanan/?umur=basi": "directory/list.html",
            "/layanan/telepon/": "directory/calls.html",
            "/layanan/baru/": "directory/add.html",
        },
    )
    refused(dewi, look, "directory/add.html")
    look_at(dewi, look, {f"{ENTRY}telepon/": "directory/call.html"})
    refused(dewi, look, "directory/call.html")
    fill(dewi.page.locator("main"), "hasil", "confirmed")
    press(dewi.page.locator("main form button").last)
    look_at(
        dewi,
        look,
        {ENTRY: "directory/service.html", f"{ENTRY}ubah/": "directory/change.html"},
    )
    fill(dewi.page.locator("main"), "nama", "")
    refused(dewi, look, "directory/change.html")
    look_at(dewi, look, {f"{ENTRY}langkah/hentikan/": "directory/retire.html"})
    refused(dewi, look, "directory/retire.html")


def referrals(worker: Worker, number: str) -> Worker:
    """Open the referrals of a case."""
    worker.open(number)
    press(worker.form("berkas/rujukan").locator("button"))
    return worker


def on_paper(worker: Worker) -> str:
    """Make the letter, download it and return what stands on it."""
    press(worker.form("rujukan/surat").locator("button").first)
    offered = worker.page.locator('form:has(input[name="surat"]) button')
    with worker.page.expect_download() as saved:
        offered.click()
    return text_of(saved.value.path().read_bytes())


def code_on(paper: str) -> str:
    """Return the code on a letter: four groups with hyphens."""
    return next(word for word in paper.split() if word.count("-") == 3 and len(word) == 19)


def answered(service: Reporter, code: str, look: Look) -> None:
    """Answer a letter as a service does."""
    service.goto("/rujukan/")
    look(service.page, "public/letter.html")
    service.answer({"kode": code})
    service.go_on()
    look(service.page, "public/letter_answer.html")
    service.go_on()
    look(service.page, "public/letter_answer.html")  # nothing was chosen
    service.answer({"jawaban": "accepted", "pesan": "Rabu pukul 9."})
    service.go_on()
    look(service.page, "public/letter_sent.html")


def test_a_referral_there_and_back(reader: Begin, reporter: Any, house: House, look: Look) -> None:
    known = house.numbers()
    she = reporter(look.prefix, script=True)
    code = she.walk(answers for _, answers in ADULT[:-1]).send()
    (number,) = house.numbers() - known
    maria = referrals(reader("maria", look.prefix, script=True), number)
    look(maria.page, "casework/section_referrals.html")
    maria.write("usul")
    look(maria.page, "casework/section_referrals.html")  # everything was missing
    maria.write("usul", **PROPOSAL)
    look(maria.page, "casework/section_referrals.html")
    she.come_back(code)
    look(she.page, "public/mailbox/mailbox.html")
    she.page.locator('input[name^="boleh_"][value="bantuan"]').check()
    she.press("rujukan_ya")
    paper = on_paper(referrals(maria, number))
    assert paper.count("RSUD") == 1
    answered(reporter(look.prefix, script=True), code_on(paper), look)
    referrals(maria, number)
    look(maria.page, "casework/section_referrals.html")
    maria.page.locator('details:has(button[name="hasil"]) > summary').click()
    press(maria.page.locator('button[name="hasil"][value="completed"]'))
    look(maria.page, "casework/section_referrals.html")
    maria.write("usul", **PROPOSAL)
    she.come_back(code)
    she.page.locator('input[name^="boleh_"][value="cara"]').check()
    she.press("rujukan_ya")
    second = code_on(on_paper(referrals(maria, number)))
    she.press("rujukan_cabut")
    stranger = reporter(look.prefix, script=True).goto("/rujukan/")
    stranger.answer({"kode": second})
    stranger.go_on()
    look(stranger.page, "public/letter.html")
    assert stranger.page.locator('[name="kode"]').count() == 1  # the code opens nothing any more
    maria.open(number)
    look(maria.page, "casework/opened.html")
    referrals(maria, number)
    press(maria.form("beritahu").locator("button"))
    look(maria.page, "casework/section_referrals.html")
