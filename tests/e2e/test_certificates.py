"""From people who met everything to a certificate that a stranger checks, in both languages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.look import Look
from tests.e2e.people import Begin, Open, Worker, fill, press
from tests.house import House

pytestmark = pytest.mark.browser
COURSE = """
import datetime as dt
from django.utils import timezone
from ruangaman.network.models import Person
from ruangaman.training.models import (
    Attendance, Content, Event, Paper, Participant, RolePlay, Session, Sitting)
now, last = timezone.now(), timezone.localdate() - dt.timedelta(days=1)
sheet = {"digest": "cd" * 32, "body": {}}
Content.objects.get_or_create(kind="checklist", key="uji", defaults=sheet)
event = Event.objects.create(title="Pelatihan uji", title_en="Test course", organiser="Dinas Uji",
    first=last, last=last, state="closed", support_name="Ibu Contoh")
session = Session.objects.create(event=event, title="Sesi", module=4, jp=4, starts_at=now,
    ends_at=now + dt.timedelta(hours=3))
paper = Paper.objects.create(event=event, kind="post", opens_at=now, closes_at=now)
rina = Person.objects.get(user__username="rina")
for number, person in enumerate([rina, *Person.objects.exclude(pk=rina.pk).order_by("pk")[:4]]):
    one = Participant.objects.create(event=event, person=person, state="accepted")
    Attendance.objects.create(session=session, participant=one, how="trainer")
    Sitting.objects.create(paper=paper, participant=one, form="A", order=[], started_at=now,
        due_at=now, ended_at=now, right=12 if number == 1 else 18, total=20)
    RolePlay.objects.create(
        person=person, event=event, checklist="cd" * 32, passed=True, observed_on=last)
print("EVENT", event.pk)
"""
LIST = "/pelatihan/sertifikat/"


def test_a_certificate_from_the_course_to_a_stranger(
    house: House, colleague: Begin, open_page: Open, look: Look
) -> None:
    event = re.search("EVENT (.+)", house.run("shell", "-v", "0", "-c", COURSE))
    assert event
    dewi = colleague("koordinator", look.prefix, script=True)
    issued(dewi, f"/pelatihan/acara/{event[1]}/sertifikat/", look)
    credential = downloaded(colleague("rina", look.prefix, script=True), look)
    number = credential["credentialSubject"]["licenseNumber"]
    place = "/" + credential["id"].removeprefix(credential["issuer"]["url"])

    stranger = open_page(script=False)
    stranger.goto(f"{house.public}{look.prefix}{place}")
    assert number in stranger.content()
    assert not stranger.context.cookies()
    seen = open_page()
    looked_at(seen, f"{house.public}{look.prefix}", place, look)
    revoked(dewi, number, look)
    stranger.goto(f"{house.public}{look.prefix}{place}")
    assert ("was revoked" if look.prefix else "dicabut") in stranger.content()
    seen.goto(f"{house.public}{look.prefix}{place}")
    look(seen, "public/certificate.html")


def issued(dewi: Worker, place: str, look: Look) -> None:
    """The coordinator sees who meets what, issues, and takes the ZIP."""
    page = dewi.page
    dewi.goto(place)
    look(page, "training/event_certificates.html")
    press(page.locator("main form .govuk-button").first)
    ready = page.locator('main a.govuk-button[href$="/unduh/"]')
    ready.wait_for()  # the page looks again by itself while the worker is at it
    look(page, "training/batch.html")
    with page.expect_download() as zipped:
        ready.click()
    assert zipped.value.suggested_filename == "sertifikat.zip"
    dewi.goto(f"{place}?keadaan=no")
    assert "80" in dewi.text()
    look(page, "training/event_certificates.html")


def downloaded(rina: Worker, look: Look) -> dict[str, Any]:
    """The holder takes her credential."""
    rina.goto(f"{LIST}saya/")
    look(rina.page, "training/my_certificates.html")
    with rina.page.expect_download() as download:
        rina.page.locator('main a[href$="/kredensial.json"]').first.click()
    read: dict[str, Any] = json.loads(download.value.path().read_text("utf-8"))
    return read


def looked_at(seen: Page, base: str, place: str, look: Look) -> None:
    """Everybody's pages."""
    seen.goto(f"{base}{place}")
    look(seen, "public/certificate.html")
    seen.goto(f"{base}/sertifikat/kunci/")
    look(seen, "public/certificate_keys.html")
    seen.goto(f"{base}/sertifikat/")
    look(seen, "public/certificate_check.html")
    seen.locator("[name=nomor]").fill("AAAAA-AAAAA")
    press(seen.locator("main form button").last)
    assert seen.locator(".govuk-error-summary").count() == 1
    look(seen, "public/certificate_check.html")


def revoked(dewi: Worker, number: str, look: Look) -> None:
    """The coordinator finds it, looks what could be done, and takes it back."""
    page = dewi.page
    dewi.goto(LIST)
    look(page, "training/certificates.html")
    for sought in ("zzz", number):
        form = page.locator('main form[role="search"]')
        fill(form, "cari", sought)
        press(form.locator("button"))
        look(page, "training/certificates.html")
    page.locator("main tbody a").first.click()
    look(page, "training/certificate.html")
    here = page.url
    page.goto(f"{here}nama/")
    look(page, "training/certificate_rename.html")
    page.goto(f"{here}cabut/")
    press(page.locator("main form button").last)
    assert page.locator(".govuk-error-summary").count() == 1
    look(page, "training/certificate_revoke.html")
    page.locator('[value="mistake"]').check()
    press(page.locator("main form button").last)
    look(page, "training/certificate.html")
