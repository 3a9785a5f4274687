"""The pages about duty in both languages: for a case worker on a phone, and for her supervisor."""

from __future__ import annotations

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, fill, press

pytestmark = pytest.mark.browser


def sent(somebody: Worker, action: str, **answers: object) -> None:
    """Fill in the form that posts to an address with this end, and send it."""
    form = somebody.page.locator(f'main form[action$="{action}"]').first
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator("button").last)


def test_a_roster_of_one_s_own_team(colleague: Begin, look: Look) -> None:
    yosef = colleague("yosef", look.prefix, script=True)
    yosef.goto("/piket/")
    look(yosef.page, "duty/roster.html")
    sent(yosef, "/piket/tidak-hadir/", mulai="2020-01-01", sampai="")
    assert yosef.page.locator(".govuk-error-summary").count() == 1
    look(yosef.page, "duty/roster.html")
    sent(yosef, "/piket/tukar/", hari="", kepada="")
    look(yosef.page, "duty/roster.html")
    maria = colleague("maria", look.prefix, script=True)
    maria.goto("/piket/")
    look(maria.page, "duty/roster.html")


def test_a_focal_point_s_roster(colleague: Begin, look: Look) -> None:
    rina = colleague("rina", look.prefix, script=True)
    rina.goto("/piket/")
    look(rina.page, "duty/roster.html")


def test_where_my_notices_go(colleague: Begin, look: Look) -> None:
    yosef = colleague("yosef", look.prefix, script=True)
    yosef.goto("/akun/pemberitahuan/")
    assert yosef.page.locator(".govuk-inset-text").count() == 1, "his WhatsApp fails"
    look(yosef.page, "duty/mine.html")
    yosef.page.fill('[name="sms"]', "12")
    press(yosef.page.locator("main form button").first)
    look(yosef.page, "duty/mine.html")
    sent(yosef, "/akun/pemberitahuan/uji/")
    look(yosef.page, "duty/mine.html")
    for path in ("/uji/", "/uji/123456/"):
        yosef.goto(path)
        look(yosef.page, "duty/opened.html")
    press(yosef.page.locator("main form button").last)
    assert yosef.page.locator(".govuk-error-summary").count() == 1
    look(yosef.page, "duty/opened.html")


def test_what_a_supervisor_sets(colleague: Begin, look: Look) -> None:
    agustina = colleague("agustina", look.prefix, script=True)
    agustina.goto("/")
    look(agustina.page, "staff/home.html")
    agustina.goto("/piket/")
    look(agustina.page, "duty/roster.html")
    press(agustina.page.locator('main a[href*="/piket/"]').first)
    look(agustina.page, "duty/team.html")
    sent(agustina, "/hari/", tanggal="")
    look(agustina.page, "duty/team.html")
    press(agustina.page.locator('main a[href$="/jam/"]'))
    look(agustina.page, "duty/hours.html")
    agustina.page.fill('[name="jam"]', "25.99")
    press(agustina.page.locator("main form button").last)
    look(agustina.page, "duty/hours.html")
    agustina.goto("/piket/keterjangkauan/")
    look(agustina.page, "duty/reach.html")
