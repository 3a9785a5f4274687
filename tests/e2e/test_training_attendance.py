"""A session's code from the trainer's screen to a phone; the list by hand and in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.e2e.look import DESKTOP, PHONE, Look
from tests.e2e.people import Begin, Open, Worker, fill, press
from tests.house import House

pytestmark = pytest.mark.browser
LIST = "/pelatihan/acara/"


@pytest.fixture
def dewi(colleague: Begin, look: Look) -> Worker:
    """The coordinator."""
    return colleague("koordinator", look.prefix, script=True)


@pytest.fixture
def event(dewi: Worker, look: Look) -> str:
    """An open event of today with two sessions and everybody of the demo; return its address."""
    page, today = dewi.page, timezone.localdate().isoformat()
    dewi.goto(f"{LIST}baru/")
    told = {"pendukung": "Ibu Contoh", "cara": "ruang 2 di samping aula"}
    days = {"mulai": today, "selesai": today}
    sent(page, judul=f"Acara hadir {look.prefix[1:]}", jenis="basic", **days, **told)
    here = page.url
    for hour, title in (("08", "Percakapan pertama"), ("13", "Rujukan yang aman")):
        page.goto(f"{here}sesi/baru/")
        sent(page, judul=title, mulai=f"{hour}:00", selesai=f"{hour}:45", jp="1")
    page.goto(here)
    press(page.locator('form[action$="/langkah/buka/"] button'))
    page.goto(f"{here}peserta/undang/")
    for one in page.locator('[name="orang"]').all():
        one.check()
    press(page.locator('[name="undang"]'))
    return here


def sent(page: Page, **answers: object) -> None:
    """Fill in the page's form and send it."""
    form = page.locator('main form[method="post"]', has=page.locator("h2, label"))
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator(".govuk-button").last)


def codes(page: Page, event: str) -> Iterator[str]:
    """Read own codes off the list of participants."""
    page.goto(f"{event}peserta/")
    yield from re.findall(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", page.locator("main").inner_text())


def test_a_code_goes_from_the_screen_to_a_phone(
    dewi: Worker, event: str, open_page: Open, house: House, look: Look
) -> None:
    page = dewi.page
    first, second, *_rest = codes(page, event)
    page.goto(f"{event}hadir/")
    look(page, "training/attendance.html")
    page.locator('main a[href$="/layar/"]').first.click()
    look(page, "training/attendance_screen.html")
    screen = page.url
    press(page.locator('form[action$="/layar/buka/"] button'))
    page.set_viewport_size(DESKTOP)
    look(page, "training/attendance_screen.html")
    shown = page.locator(".app-screen__large")
    tall = shown.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert tall >= 96  # a tenth of a projected page or more
    phone = open_page(script=True, size=PHONE)
    phone.goto(f"{house.staff}{look.prefix}/pelatihan/ikut/")
    look(phone, "training/door.html")
    sent(phone, kode="AAAA-AAAA")
    look(phone, "training/door.html")
    sent(phone, kode=first)
    look(phone, "training/taking_part.html")
    sent(phone, layar="CCC CCC")
    assert phone.locator(".govuk-error-summary").count() == 1
    look(phone, "training/taking_part.html")
    sent(phone, layar=shown.inner_text())
    look(phone, "training/taking_part.html")
    page.locator(".app-screen__present", has_text="1 ").wait_for()  # by its script, no reload
    session = screen.rstrip("/").split("/")[-2]
    link = f"{house.staff}{look.prefix}/pelatihan/hadir/{session}/"
    phone.goto(f"{link}{shown.inner_text().replace(' ', '')}/")
    look(phone, "training/attend.html")
    phone.locator("summary").click()
    fill(phone.locator("main"), "kode", second)
    press(phone.locator("details button"))
    phone.goto(f"{link}CCCCCC/")
    look(phone, "training/attend.html")
    press(phone.locator('form[action$="/pergi/"] button'))
    phone.goto(f"{link}CCCCCC/")
    look(phone, "training/attend.html")
    page.locator(".app-screen__present", has_text="2 ").wait_for()
    press(page.locator('form[action$="/layar/tutup/"] button'))
    look(page, "training/attendance_screen.html")


def test_a_list_is_ticked_by_hand_and_in_a_file(dewi: Worker, event: str, look: Look) -> None:
    page = dewi.page
    page.goto(f"{event}hadir/")
    lists = page.locator('main a[href*="/hadir/sesi/"]:not([href$="/layar/"])')
    lists.first.click()
    look(page, "training/attendance_session.html")
    press(page.locator("main form .govuk-button").last)
    look(page, "training/attendance_session.html")
    boxes = page.locator('[name="orang"]')
    boxes.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    press(page.locator("main form .govuk-button").last)
    look(page, "training/attendance_session.html")
    page.locator('main a[href*="/tarik/"]').first.click()
    press(page.locator("main form .govuk-button").last)
    look(page, "training/attendance_take_back.html")
    page.locator('[value="absent"]').check()
    press(page.locator("main form .govuk-button").last)
    look(page, "training/attendance_session.html")
    page.goto(f"{event}hadir/unggah/")
    look(page, "training/attendance_upload.html")
    with page.expect_download() as took:
        page.locator('main a[href$=".xlsx"]').click()
    path = took.value.path()
    file = path.rename(path.with_suffix(".xlsx"))
    book = openpyxl.load_workbook(file)
    book.active["E2"], book.active["E3"] = "x", "mungkin"
    book.save(file)
    page.locator('[name="file"]').set_input_files(file)
    press(page.locator("main form .govuk-button").last)
    look(page, "training/attendance_upload.html")
    assert "E3" in page.locator("main table").inner_text()
    press(page.locator("main form .govuk-button").last)
    look(page, "training/attendance.html")
