"""A test is planned, sat on a phone, and read by its trainer; its pages need no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.look import Look
from tests.e2e.people import Begin, Open, press
from tests.house import House

pytestmark = pytest.mark.browser
MADE = """
import datetime as dt
from django.utils import timezone
from ruangaman.network.models import Person
from ruangaman.people.models import User
from ruangaman.training.codes import code_index, code_new
from ruangaman.training.models import Event, EventTrainer, Paper, Participant
today, now = timezone.localdate(), timezone.now()
hour = dt.timedelta(hours=1)
event = Event.objects.create(title="Pelatihan uji tes", title_en="Test of tests", first=today,
    last=today, state="open", support_name="Ibu Contoh", support_way="ruang 2")
EventTrainer.objects.create(event=event, user=User.objects.get(username="pelatih"))
codes = []
for number in range(6):
    person = Person.objects.create(name=f"Peserta Uji {number}", search=f"peserta uji {number}")
    codes.append(code_new())
    Participant.objects.create(event=event, person=person, state="accepted",
        code_index=code_index(codes[-1]))
papers = [Paper.objects.create(event=event, kind=kind, opens_at=now - hour, closes_at=now + hour)
    for kind in ("pre", "post")]
from ruangaman.training.services.sittings import sitting_begin, sitting_end
for paper in papers:
    for who in Participant.objects.filter(event=event, person__name__gte="Peserta Uji 1"):
        sitting_end(sitting=sitting_begin(paper=paper, participant=who))
print(event.pk, papers[0].pk, papers[1].pk, *codes)
"""


@pytest.fixture
def made(house: House) -> list[str]:
    """An event with two open tests and six people; five have sat both without an answer."""
    return house.run("shell", "-v", "0", "-c", MADE).split()


def typed(page: Page, address: str, code: str) -> None:
    """Type a participant's own code at the door."""
    page.goto(f"{address}/pelatihan/ikut/")
    if page.locator('form[action$="/ikut/pergi/"]').count():
        press(page.locator('form[action$="/ikut/pergi/"] button'))
    page.locator('[name="kode"]').fill(code)
    press(page.locator("main form .govuk-button").first)


def answered(page: Page, *, all_but: int = 0) -> None:
    """Choose the first answer of the items on a page, but of so many."""
    items = page.locator("main fieldset").all()
    for item in items[: len(items) - all_but]:
        item.locator('input[type="radio"]').first.check()


def comes_back_and_ends(phone: Page, staff: str, post: str, look: Look) -> None:
    """Find everything saved on another page, end the test, read the result."""
    dropped = phone.context.new_page()
    dropped.goto(f"{staff}/pelatihan/tes/{post}/")
    assert "20" in dropped.locator(".govuk-inset-text").first.inner_text()
    phone.goto(f"{staff}/pelatihan/tes/{post}/akhir/")
    press(phone.locator("main form .govuk-button").first)
    look(phone, "training/test_result.html")
    assert re.search(r"\d+%", phone.locator("h1").inner_text())
    phone.goto(f"{staff}/pelatihan/tes/saya/")
    look(phone, "training/test_mine.html")


def test_a_test_is_planned_and_read(colleague: Begin, look: Look, made: list[str]) -> None:
    event = made[0]
    tono = colleague("pelatih", look.prefix, script=True)
    tono.goto(f"/pelatihan/acara/{event}/tes/")
    look(tono.page, "training/papers.html")
    tono.goto(f"/pelatihan/acara/{event}/tes/lanjutan/")
    tono.page.locator('[name="menit"]').fill("5")
    press(tono.page.locator("main form .govuk-button"))
    assert tono.page.locator(".govuk-error-summary").count() == 1
    look(tono.page, "training/paper.html")
    tono.page.locator('[name="menit"]').fill("30")
    press(tono.page.locator("main form .govuk-button"))
    tono.goto(f"/pelatihan/acara/{event}/tes/waktu/")
    tono.page.locator('[name="peserta"]').select_option(index=1)
    tono.page.locator('[name="menit"]').fill("15")
    press(tono.page.locator("main form .govuk-button"))
    look(tono.page, "training/extra_time.html")
    tono.goto(f"/pelatihan/acara/{event}/tes/hasil/")
    look(tono.page, "training/test_results.html")


def test_a_test_is_sat_on_a_phone(
    open_page: Open, house: House, look: Look, made: list[str]
) -> None:
    event, pre, post, code, other = made[:5]
    phone = open_page(size={"width": 320, "height": 640})
    staff = house.staff + look.prefix
    phone.goto(f"{staff}/pelatihan/tes/{event}/")
    look(phone, "training/test_door.html")
    typed(phone, staff, code)
    phone.goto(f"{staff}/pelatihan/tes/{post}/")
    look(phone, "training/test_start.html")
    press(phone.locator("main form .govuk-button").first)
    look(phone, "training/test_page.html")
    for page in range(5):
        answered(phone, all_but=page == 2)
        press(phone.locator("main form .govuk-button").first)
    look(phone, "training/test_end.html")
    phone.locator('main a[href*="/halaman/3/"]').click()
    assert phone.locator("main input:checked").count() == 3
    answered(phone)
    press(phone.locator("main form .govuk-button").first)
    comes_back_and_ends(phone, staff, post, look)
    phone.goto(f"{staff}/pelatihan/tes/{pre}/")
    press(phone.locator("main form .govuk-button").first)
    left = phone.context.new_page()
    typed(left, staff, other)
    answered(phone)
    press(phone.locator("main form .govuk-button").first)
    look(phone, "training/test_other.html")


def test_the_coordinator_reads_who_passed(
    colleague: Begin, look: Look, made: list[str], house: House
) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    dewi.goto(f"/pelatihan/acara/{made[0]}/tes/hasil/")
    look(dewi.page, "training/test_results.html")
    assert "Peserta Uji 0" in dewi.page.locator("main").inner_text()
