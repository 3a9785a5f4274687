"""The work on a case: assessed, planned, tasks done, concluded with a letter, answered by her."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ruangaman.reporting.tests.ways import question
from ruangaman.reporting.tests.ways import report as way
from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, Worker, press
from tests.house import House

pytestmark = pytest.mark.browser

LETTER = "Anda sudah bertemu psikolog. Kami tetap di sini bila Anda perlu."
HIS = "Ia bisa ke rumah tantenya."


def day(ahead: int) -> str:
    """Return a day as the browser's field takes it."""
    return str(dt.date.today() + dt.timedelta(days=ahead))  # noqa: DTZ011 the browser's own day


def section(worker: Worker, slug: str) -> Worker:
    """Go to a section by its button beside the case."""
    press(worker.page.locator(f'form[action$="/berkas/{slug}/"] button').first)
    return worker


def refused_then(worker: Worker, look: Look, template: str, name: str, **answers: Any) -> None:
    """Send an empty form, look at what is said about it, then fill it in."""
    look(worker.page, template)
    worker.write(name)
    look(worker.page, template)
    assert worker.page.locator(".govuk-error-summary").count() == 1
    worker.write(name, **answers)
    look(worker.page, template)
    assert worker.page.locator(".govuk-error-summary").count() == 0, worker.text()


def switched(colleague: Begin, look: Look, value: str) -> None:
    """Let the supervisor of UPTD PPA switch its own records on or off."""
    agustina = colleague("agustina", look.prefix, script=True)
    agustina.goto("/kasus/tim/")
    button = agustina.page.locator(f'button[name="simpan"][value="{value}"]')
    if button.count():
        press(button.first)
    look(agustina.page, "casework/teams.html")
    agustina.page.locator('a[href$="/tutup/"]').first.click()
    press(agustina.page.locator("main form button").first)
    look(agustina.page, "casework/shut.html")
    agustina.goto("/kasus/tim/")
    agustina.page.locator('a[href$="/tertinggal/"]').first.click()
    press(agustina.page.locator("main form button").first)
    look(agustina.page, "casework/left.html")


def new_case(house: House, she: Reporter, pages: Any) -> tuple[str, str]:
    """Send a report and return its number and the eight words."""
    known = house.numbers()
    code = she.walk(pages).send()
    (number,) = house.numbers() - known
    return number, code


def test_a_case_from_assessment_to_letter(
    reader: Begin, colleague: Begin, reporter: Any, house: House, look: Look
) -> None:
    switched(colleague, look, "ya")
    number, code = new_case(house, reporter(look.prefix), way(cerita="Ia menunggu di parkiran."))
    maria = reader("maria", look.prefix, script=True).open(number)
    yosef = section(reader("yosef", look.prefix).open(number), "rencana-aman")
    maria.write("jawab")
    assessed(maria, look)
    planned(maria, look)
    section(maria, "rencana-aman")
    refused_then(
        maria, look, "casework/section_safety.html", "simpan", tempat="Ia bisa ke rumah bibinya."
    )
    yosef.write("simpan", tempat=HIS)
    assert HIS in yosef.page.locator('textarea[name="tempat"]').input_value()
    assert "bibinya" in yosef.text()
    tasks_done(maria, look)
    agreed(reporter(look.prefix, script=True).come_back(code), look)
    concluded(maria.open(number), look)
    she = reporter(look.prefix, script=True).come_back(code)
    look(she.page, "public/mailbox/mailbox.html")
    she.press("surat")
    look(she.page, "public/mailbox/letter.html")
    assert LETTER in she.text()
    she.page.emulate_media(media="print")
    assert not she.page.locator("h1").is_visible()
    assert not she.page.locator("header").is_visible()
    she.page.emulate_media(media="screen")
    she.press("batal")
    for name in ("mudah", "dihargai", "anjurkan"):
        she.page.check(f'[name="{name}"][value="ya"]')
    she.press("umpan")
    assert maria.open(number).page.locator(".govuk-error-summary").count() == 0
    switched(colleague, look, "tidak")


def assessed(maria: Worker, look: Look) -> None:
    """Assess danger and routes, and move the case on."""
    section(maria, "keselamatan")
    risk = {"bahaya": "sekarang", "tanda": ["kuasa"], "rugi": "sedang", "dasar": "ditanya"}
    refused_then(maria, look, "casework/section_risk.html", "nilai", **risk, tinjau=day(1))
    section(maria, "usia")
    refused_then(maria, look, "casework/section_age.html", "anak", dasar="bilang")
    refused_then(maria, look, "casework/section_age.html", "ralat", sebab="Ia 19 tahun.")
    section(maria, "jalur")
    route = {"sea": "tidak", "sh": "ya", "mitra": "tidak", "siapa": "magang"}
    refused_then(maria, look, "casework/section_route.html", "tentukan", **route)
    maria.open_part("account")
    look(maria.page, "casework/section_route.html")
    press(maria.form("buka").last.locator("button"))
    maria.write("keadaan", langkah="assessed.bersama")
    look(maria.page, "casework/opened.html")


def planned(maria: Worker, look: Look) -> None:
    """Make a step of the plan, change it, and move the case on."""
    section(maria, "rencana")
    step = {"butuh": "teman_bicara", "langkah": "Mencari psikolog.", "siapa": "tim"}
    refused_then(maria, look, "casework/section_plan.html", "tambah", **step, kapan=day(3))
    maria.write("ubah", kapan=day(4))
    look(maria.page, "casework/section_plan.html")
    press(maria.form("buka").last.locator("button"))
    maria.write("keadaan", langkah="supported.langkah", teks="Kita mulai.")
    look(maria.page, "casework/opened.html")


def tasks_done(maria: Worker, look: Look) -> None:
    """Write a note and correct it; give a task, find it among one's own, end it; note Simfoni."""
    section(maria, "catatan")
    refused_then(maria, look, "casework/section_notes.html", "tulis", isi="Tinggal dengan kakak.")
    maria.write("ralat", isi="Tinggal dengan bibi.")
    look(maria.page, "casework/section_notes.html")
    section(maria, "simfoni")
    refused_then(maria, look, "casework/section_simfoni.html", "lanjut", nomor="53-2026-0012")
    section(maria, "tugas")
    refused_then(
        maria,
        look,
        "casework/section_tasks.html",
        "tambah",
        tugas="Telepon puskesmas",
        kapan=day(1),
    )
    maria.write("selesai")
    look(maria.page, "casework/section_tasks.html")
    press(maria.form("selesai").first.locator("button"))
    maria.goto("/kasus/hari-ini/")
    press(maria.page.locator("main form button").last)
    look(maria.page, "casework/today.html")
    maria.goto("/kasus/tugas/")
    look(maria.page, "casework/tasks.html")
    press(maria.page.locator("main form button").last)
    look(maria.page, "casework/tasks.html")
    assert "Telepon puskesmas" in maria.text()


def agreed(she: Reporter, look: Look) -> None:
    """Read the plan in the mailbox, agree, and say what she is here."""
    look(she.page, "public/mailbox/mailbox.html")
    she.press("langkah_ya")
    look(she.page, "public/mailbox/mailbox.html")
    she.page.locator("details summary").last.click()
    she.page.check('[name="tempat"][value="magang"]')
    she.press("tempat_simpan")
    look(she.page, "public/mailbox/mailbox.html")


def concluded(maria: Worker, look: Look) -> None:
    """Close with a reason and a letter."""
    maria.write("tutup", alasan="terpenuhi", teks=LETTER)
    look(maria.page, "casework/opened.html")


def test_a_question_has_no_route_and_needs_alone_no_notes(
    reader: Begin, colleague: Begin, reporter: Any, house: House, look: Look
) -> None:
    switched(colleague, look, "ya")
    number, code = new_case(house, reporter(look.prefix), question("Bolehkah saya menolak?"))
    maria = reader("maria", look.prefix, script=True).open(number)
    look(maria.page, "casework/opened.html")
    section(maria, "jalur")
    look(maria.page, "casework/section_barred.html")
    page = maria.page
    page.evaluate(
        "address => { document.querySelector('form[action*=jalur]').action = address }",
        page.url.replace("jalur", "catatan"),
    )
    section(maria, "catatan")
    look(page, "casework/section_withheld.html")
    she = reporter(look.prefix, script=True).come_back(code)
    she.press("jadikan")
    look(she.page, "public/mailbox/turn.html")
    switched(colleague, look, "tidak")
