"""A measure at work with her yes, a check for retaliation with "worse", and who sees what of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ruangaman.reporting.tests.ways import report as way
from tests.e2e.look import Look
from tests.e2e.people import Begin
from tests.e2e.test_case_work import day, new_case, refused_then, section
from tests.house import House

pytestmark = pytest.mark.browser

MEASURE = {
    "jenis": "jadwal",
    "untuk": "orang_itu",
    "isi": "Ia bekerja pada giliran malam sampai akhir bulan.",
    "tahu": ["atasan"],
    "tinjau": day(14),
}
ASKED_NOW = "UPDATE core_rulevalue SET value = {} WHERE key = 'retaliation_check_1'"


@pytest.fixture
def asked_at_once(house: House) -> Iterator[None]:
    """The first check is asked on the day of the report, for the length of this test."""
    house.change(ASKED_NOW.format(0))
    yield
    house.change(ASKED_NOW.format(30))


def test_a_measure_begins_with_her_yes_and_worse_is_read_the_same_day(
    reader: Begin, reporter: Any, house: House, look: Look, asked_at_once: None
) -> None:
    she = reporter(look.prefix, script=True)
    number, code = new_case(house, she, way())
    maria = section(reader("maria", look.prefix, script=True).open(number), "tindakan")
    refused_then(maria, look, "casework/section_measures.html", "usul", **MEASURE)
    assert maria.form("mulai").count() == 0
    she.come_back(code)
    look(she.page, "public/mailbox/mailbox.html")
    she.press("tindakan")
    look(she.page, "public/mailbox/measure.html")
    assert ("BKD akan tahu" in she.text()) == (look.prefix == "")
    she.press("tindakan_ya")
    look(she.page, "public/mailbox/mailbox.html")
    section(maria.open(number), "tindakan").write("mulai", hari=day(0))
    look(maria.page, "casework/section_measures.html")
    she.answer({"perubahan": "buruk"})
    she.press("keadaan")
    look(she.page, "public/mailbox/mailbox.html")
    assert maria.open(number).page.locator(".app-inset--urgent").count() == 1
    look(maria.page, "casework/opened.html")
    section(maria, "tenggat")
    refused_then(maria, look, "casework/section_clocks.html", "polisi", hari=day(0), tahu=True)
    look(section(maria, "pengganti").page, "casework/section_successor.html")


def test_load_and_overdue(reader: Begin, colleague: Begin, look: Look) -> None:
    maria = reader("maria", look.prefix, script=True)
    for path in ("/kasus/beban/", "/kasus/beban/"):
        maria.goto(path)
        look(maria.page, "casework/load.html")
        maria.page.locator('[name="beban"][value="penuh"]').check()
        maria.page.locator("main form button").last.click()
    maria.goto("/kasus/serah-terima/")
    maria.page.locator("main form button").first.click()
    look(maria.page, "casework/leaving.html")
    agustina = colleague("agustina", look.prefix, script=True)
    agustina.goto("/kasus/tim/")
    look(agustina.page, "casework/teams.html")
    dewi = colleague("koordinator", look.prefix, script=True)
    dewi.goto("/kasus/tenggat/")
    look(dewi.page, "casework/overdue.html")
