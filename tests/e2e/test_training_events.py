"""An event is planned, filled with sessions and people, and answered by who is invited."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from ruangaman.network.posters import card_pdf
from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, fill, press

pytestmark = pytest.mark.browser
LIST = "/pelatihan/acara/"


def sent(somebody: Worker, **answers: object) -> None:
    """Fill in the page's form and send it."""
    form = somebody.page.locator('main form[method="post"]', has=somebody.page.locator("h2, label"))
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator(".govuk-button").last)


def test_from_a_plan_to_an_answer(colleague: Begin, look: Look, tmp_path: Path) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    here = planned(dewi, look)
    filled(dewi, look, here, tmp_path)
    people_invited(dewi, look, here)
    rina = colleague("rina", look.prefix, script=True)
    rina.goto(f"/pelatihan/undangan/{here.rstrip('/').rsplit('/', 1)[1]}/")
    look(rina.page, "training/invitation.html")
    press(rina.page.locator('[value="hadir"]'))
    look(rina.page, "training/invitation.html")
    assert rina.page.locator('[value="hadir"]').count() == 0


def planned(dewi: Worker, look: Look) -> str:
    """Plan an event and give it sessions; return its address."""
    page, title = dewi.page, f"Pelatihan uji {look.prefix[1:]}"
    first = timezone.localdate() + dt.timedelta(days=20)
    dewi.goto(LIST)
    look(page, "training/events.html")
    dewi.goto(f"{LIST}baru/")
    sent(dewi, judul="")
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "training/event_add.html")
    days = {"mulai": first.isoformat(), "selesai": first.isoformat()}
    sent(dewi, judul=title, jenis="basic", tempat="Aula", dinyatakan="41", **days)
    look(page, "training/event.html")
    here = page.url
    page.goto(f"{here}ubah/")
    look(page, "training/event_change.html")
    sent(dewi, pendukung="Ibu Contoh", cara="ruang 2 di samping aula")
    page.goto(f"{here}sesi/baru/")
    sent(dewi, judul="", mulai="08:00", selesai="08:30", jp="2")
    look(page, "training/session_add.html")
    sent(dewi, judul="Percakapan pertama", mulai="08:00", selesai="09:30", jp="2")
    page.locator('main a[href*="/sesi/"]').first.click()
    look(page, "training/session_change.html")
    return here


def filled(dewi: Worker, look: Look, here: str, tmp_path: Path) -> None:
    """Give an event seats, figures, trainers and material, and open it."""
    page = dewi.page
    for part, lines in (("kursi", "Biro Hukum satu"), ("rincian", "perangkat daerah 22\nbadan")):
        page.goto(f"{here}{part}/")
        sent(dewi, isi=lines)
        assert page.locator(".govuk-error-summary").count() == 1
        look(
            page, "training/event_seats.html" if part == "kursi" else "training/event_counted.html"
        )
    sent(dewi, isi="perangkat daerah 22\nrumah sakit 2\nbadan 9\nbiro 7")
    page.goto(f"{here}pelatih/")
    look(page, "training/event_trainers.html")
    box = page.locator('[name="pelatih"]').first
    box.check()
    press(page.locator("main form .govuk-button").last)
    page.goto(f"{here}bahan/")
    sent(dewi, judul="Berkas uji", tautan="bukan alamat")
    look(page, "training/material_add.html")
    paper = tmp_path / "bahan.pdf"
    paper.write_bytes(card_pdf())
    page.locator('[name="tautan"]').fill("")
    page.locator('[name="file"]').set_input_files(paper)
    page.locator('main [name="unggah"]').click()
    page.locator("h1", has_text="uji").wait_for()  # the script sends it, and shows this
    page.goto(here)
    look(page, "training/event.html")
    press(page.locator('form[action$="/langkah/buka/"] button'))


def people_invited(dewi: Worker, look: Look, here: str) -> None:
    """Invite everybody there is."""
    page = dewi.page
    page.goto(f"{here}peserta/")
    look(page, "training/participants.html")
    page.goto(f"{here}peserta/undang/")
    look(page, "training/event_invite.html")
    press(page.locator('[name="undang"]'))
    look(page, "training/event_invite.html")
    for one in page.locator('[name="orang"]').all():
        one.check()
    press(page.locator('[name="undang"]'))
    look(page, "training/participants.html")
    page.goto(here)
    look(page, "training/event.html")
    dewi.goto(LIST)
    look(page, "training/events.html")
