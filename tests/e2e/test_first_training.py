"""From the list of the first training to a ready pair, and back to a gap: the picture is true.

The composition is the one the press itemised: 22 + 2 + 9 + 7 = 40 people of 42 units, though it
reports 41. What the coordinator sees, and what a reporter is offered, is looked at after each step.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from ruangaman.lib.tests.pictures import jpeg
from tests.e2e.people import Open, Reporter, Worker, fill, press
from tests.house import House, new_house
from tests.rosters import first_training, workbook

pytestmark = pytest.mark.browser
UNIT, NAME = "dinas-kesehatan", "Dinas Kesehatan"
SAID = ("bersedia", "bukan_kepala", "tanpa_perintah", "tanpa_pelanggaran", "rahasia")
NOBODY_YET = """
from ruangaman.network.models import Appointment, Decree, DecreeStep, Declaration, Person
from ruangaman.network.services.receiving import receiving_refresh
from ruangaman.training.models import Certificate, Event, RolePlay
for model in (Certificate, Event, RolePlay, Declaration, Appointment, DecreeStep, Decree, Person):
    model.objects.all().delete()
receiving_refresh()
"""
PROPOSED = """
import datetime as dt
from django.utils import timezone
from ruangaman.network.models import Decree, Person
from ruangaman.network.selectors.units import units_in_force
from ruangaman.network.services.appointments import Answers, Duty, appointment_add, declaration_note
from ruangaman.network.services.decrees import Terms, decree_create, decree_submit
from ruangaman.people.models import User
dewi, today = User.objects.get(username="koordinator"), timezone.localdate()
units = {unit.code: unit for unit in units_in_force()}
terms = Terms(title="Penunjukan Fokal Point", authority=Decree.Authority.GOVERNOR,
    official_title="Gubernur Contoh", official_name="Orang Contoh", official_nip="",
    starts=today, ends=today + dt.timedelta(days=729))
yes = Answers(willing=True, not_head=True, no_command=True, no_misconduct=True, keeps_secret=True)
for person in Person.objects.filter(appointments=None):
    unit = units[person.placements.get().unit_code]
    decree = decree_create(unit=unit, terms=terms, by=dewi)
    line = appointment_add(
        decree=decree, version=decree.version, person=person, duty=Duty(role="primary"), by=dewi)
    declaration_note(appointment=line, answers=yes, signed_on=today, by=dewi)
    decree.refresh_from_db()
    decree_submit(decree=decree, version=decree.version, reason="", by=dewi)
"""
SIGNED = """
from django.utils import timezone
from ruangaman.network.models import Decree
from ruangaman.network.services.decrees import Signature, decree_issue
from ruangaman.people.models import User
for number, decree in enumerate(Decree.objects.filter(state=Decree.State.SUBMITTED)):
    signature = Signature(number=f"{number}/KEP/UJI", signed_on=timezone.localdate(),
        signed_at="Kupang", official_title="Gubernur Contoh", official_name="Orang Contoh",
        official_nip="")
    decree_issue(decree=decree, version=decree.version, signature=signature,
        by=User.objects.get(username="koordinator"))
"""
RAN_OUT = """
import datetime as dt
from django.utils import timezone
from ruangaman.network.models import Decree
Decree.objects.filter(unit_code="satpol-pp").update(
    starts=timezone.localdate() - dt.timedelta(days=730),
    ends=timezone.localdate() - dt.timedelta(days=1))
"""
PICTURE = """() => Object.fromEntries([...document.querySelectorAll(".app-legend li")].map(
    one => [one.querySelector("a").textContent, Number(one.lastElementChild.textContent)]))"""


@pytest.fixture
def start(tmp_path_factory: pytest.TempPathFactory, elsewhere: str) -> Iterator[House]:
    """A house with accounts, whose network knows nobody yet."""
    house = new_house(tmp_path_factory.mktemp("training"), RUANGAMAN_EXIT_URL=elsewhere)
    try:
        house.build()
        house.run("shell", "-v", "0", "-c", NOBODY_YET)
        house.serve()
        yield house
    finally:
        house.remove()


@pytest.fixture
def staff(open_page: Open, start: House) -> Callable[[str], Worker]:
    """Sign somebody in on a desk."""

    def begin(username: str) -> Worker:
        page = open_page()
        page.watch.allowed |= {start.public, start.staff}  # type: ignore[attr-defined]
        return Worker(page, start.staff, "", start.accounts[username]).sign_in()

    return begin


@pytest.fixture
def she(open_page: Open, start: House) -> Reporter:
    """Somebody who looks for a focal point, on a phone without scripts."""
    page = open_page(script=False, size={"width": 320, "height": 640})
    page.watch.allowed |= {start.public, start.staff}  # type: ignore[attr-defined]
    return Reporter(page, start.public, "")


def test_the_first_training_becomes_a_network(
    staff: Callable[[str], Worker], she: Reporter, start: House, tmp_path: Path
) -> None:
    """One unit goes by pages; the other 39 by the services that the pages call."""
    dewi, hasan = staff("koordinator"), staff("kepala-unit")
    assert pictured(dewi) == {"Kosong": 42}
    assert not is_offered(she)

    upload(dewi)
    assert pictured(dewi) == {"Terlatih, belum SK": 40, "Kosong": 2}
    one = person_of(dewi)
    other = record(dewi, "Beni Contoh")
    for person, username in ((one, "rina"), (other, "beni")):
        step(dewi, person, "akun", akun=username)
    assert pictured(dewi) == {"Terlatih, belum SK": 40, "Kosong": 2}

    decree = propose(dewi)
    assert pictured(dewi) == {
        "Draf SK menunggu tanda tangan": 1, "Terlatih, belum SK": 39, "Kosong": 2,
    }  # fmt: skip
    sign(hasan, decree, tmp_path / "sk.jpg")
    assert pictured(dewi) == {"Ditunjuk, belum siap": 1, "Terlatih, belum SK": 39, "Kosong": 2}
    assert "sertifikat" in next_step(dewi)
    assert not is_offered(she)

    until = (timezone.localdate() + dt.timedelta(days=700)).isoformat()
    step(dewi, one, "sertifikat", nomor="1/PSEAH/2025", sampai=until)
    assert pictured(dewi)["Satu siap"] == 1
    assert is_offered(she)
    step(dewi, other, "sertifikat", nomor="2/PSEAH/2025", sampai=until)
    assert pictured(dewi) == {"Pasangan siap": 1, "Terlatih, belum SK": 39, "Kosong": 2}
    the_others_follow(dewi, start)

    today = timezone.localdate().isoformat()
    step(dewi, one, "pindah", unit="Biro Hukum", hari=today, jabatan="Analis")
    assert pictured(dewi)["Satu siap"] == 1
    assert is_offered(she)
    step(dewi, other, "cuti", pertama=today, terakhir=today)
    assert "Satu siap" not in pictured(dewi)
    assert not is_offered(she)


def the_others_follow(dewi: Worker, house: House) -> None:
    """Propose and sign a decree for each of the other 39; one of them runs out."""
    house.run("shell", "-v", "0", "-c", PROPOSED)
    waiting = {"Pasangan siap": 1, "Draf SK menunggu tanda tangan": 39, "Kosong": 2}
    assert pictured(dewi) == waiting
    house.run("shell", "-v", "0", "-c", SIGNED)
    assert pictured(dewi) == {"Pasangan siap": 1, "Ditunjuk, belum siap": 39, "Kosong": 2}
    house.run("shell", "-v", "0", "-c", RAN_OUT)
    assert pictured(dewi) == {
        "Pasangan siap": 1, "Ditunjuk, belum siap": 38, "SK berakhir": 1, "Kosong": 2,
    }  # fmt: skip


def pictured(somebody: Worker) -> dict[str, int]:
    """Return the numbers of the picture of all units; the units of the table add up to them."""
    somebody.goto("/jejaring/")
    found: Counter[str] = Counter(somebody.page.evaluate(PICTURE))
    assert found.total() == 42
    assert somebody.page.locator(".app-grid li").count() == 42
    return dict(+found)


def next_step(somebody: Worker) -> str:
    """Return what the unit's page says is to be done."""
    somebody.goto(f"/jejaring/unit/{UNIT}/")
    return somebody.page.locator("main").inner_text()


def is_offered(she: Reporter) -> bool:
    """Say whether the finder offers the unit's focal point; it is never an empty page."""
    she.goto("/fokal-point/")
    she.answer({"cari": NAME})
    she.go_on()
    press(she.page.get_by_role("button", name=NAME, exact=True).or_(
        she.page.get_by_role("link", name=NAME, exact=True)).first)  # fmt: skip
    said = she.page.locator("main").inner_text()
    assert "129" in said
    assert "UPTD PPA" in said
    return "belum punya fokal point yang siap" not in said


def sent(page: Page, **answers: object) -> None:
    """Fill in the page's form and send it."""
    form = page.locator('main form[method="post"]').first
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator(".govuk-button").last)
    assert page.locator(".govuk-error-summary").count() == 0, page.locator("main").inner_text()


def upload(dewi: Worker) -> None:
    """Upload the list; it says 41, has 40, and is recorded with a word about the difference."""
    dewi.goto("/jejaring/impor/")
    file = {
        "name": "peserta.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": workbook(first_training()),
    }
    form = dewi.page.locator("main form")
    form.locator('[name="file"]').set_input_files(file)  # type: ignore[arg-type]
    fill(form, "hari", "2025-10-22")
    press(form.locator("button"))
    said = dewi.page.locator("main").inner_text()
    assert "41" in said
    assert "40" in said
    press(dewi.page.locator("main button[value=catat]"))
    assert dewi.page.locator(".govuk-error-summary").count() == 1
    dewi.page.locator("main textarea").fill("Daftar yang dirinci memuat 40 orang.")
    press(dewi.page.locator("main button[value=catat]"))
    dewi.page.locator("h1", has_text="Daftar sudah dicatat").wait_for()  # the page asks by itself
    assert "40 orang dicatat" in dewi.page.locator("main").inner_text()


def person_of(dewi: Worker) -> str:
    """Return the page of the unit's participant."""
    dewi.goto(f"/jejaring/orang/?unit={UNIT}")
    dewi.page.locator("tbody a").first.click()
    assert NAME in dewi.page.locator("main").inner_text()
    return dewi.page.url


def record(dewi: Worker, name: str) -> str:
    """Record another participant of the unit and return her page."""
    dewi.goto(f"/jejaring/orang/baru/?unit={UNIT}")
    sent(dewi.page, nama=name, jenis="pns", terlatih="2025-10-21")
    return dewi.page.url


def step(dewi: Worker, person: str, name: str, **answers: object) -> None:
    """Take a step on a person's page."""
    dewi.page.goto(f"{person}langkah/{name}/")
    sent(dewi.page, **answers)
    assert dewi.page.url == person


def propose(dewi: Worker) -> str:
    """Draft a decree for both, note their declarations, submit it; return its page."""
    page, today = dewi.page, timezone.localdate()
    dewi.goto(f"/jejaring/sk/baru/?unit={UNIT}")
    sent(page, judul="Penunjukan Fokal Point", mulai=today.isoformat())
    here = page.url
    for role in ("primary", "alternate"):
        page.goto(f"{here}orang/")
        page.locator('[name="orang"]').select_option(index=1)  # whoever is not named yet
        sent(page, peran=role)
    for declaration in [
        one.get_attribute("href") for one in page.locator('a[href$="/pernyataan/"]').all()
    ]:
        page.goto(f"{dewi.address}{declaration}")
        sent(page, **dict.fromkeys(SAID, "ya"), tanggal=today.isoformat())
    page.goto(f"{here}langkah/ajukan/")
    sent(page)
    return here


def sign(hasan: Worker, decree: str, scan: Path) -> None:
    """Let the head of the unit note the signing and hand the scan in."""
    page = hasan.page
    page.goto(f"{decree}terbitkan/")
    sent(page, nomor="800/1/UJI/2026", tanggal=timezone.localdate().isoformat(), tempat="Kupang",
         jabatan="Kepala Dinas", pejabat="Hasan Contoh")  # fmt: skip
    scan.write_bytes(jpeg())
    page.goto(f"{decree}pindaian/")
    page.set_input_files('[name="file"]', scan)
    page.locator('main [name="unggah"]').click()
    page.locator("h1", has_text="800/1/UJI/2026").wait_for()
