"""From her wish to the deleted report, through the pages of everybody who has a part in it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, press
from tests.e2e.ways import ADULT
from tests.house import House

pytestmark = pytest.mark.browser


class Wished(NamedTuple):
    """A report whose reporter wishes that it be deleted."""

    she: Reporter
    code: str
    number: str

    @property
    def page(self) -> str:
        """Where the desk sees to its end."""
        return f"/kasus/penghapusan/{self.number}/"


@pytest.fixture
def wished(reporter: Any, house: House, look: Look) -> Wished:
    """A new report, and her wish."""
    known = house.numbers()
    she = reporter(look.prefix, script=True)
    look.without_scripts(she.page)
    code = she.walk(answers for _, answers in ADULT[:-1]).send()
    (number,) = house.numbers() - known
    she.come_back(code)
    she.press("hapus")
    look(she.page, "public/mailbox/delete.html")
    she.press("hapus_ya")
    look(she.page, "public/mailbox/mailbox.html")
    return Wished(she, code, number)


def test_a_report_is_held_and_let_go(wished: Wished, reader: Begin, look: Look) -> None:
    maria, yosef = (reader(one, look.prefix, script=True) for one in ("maria", "yosef"))
    maria.goto(f"{wished.page}tahan/")
    look(maria.page, "casework/hold.html")
    press(maria.page.locator("main form button").last)
    assert maria.page.locator(".govuk-error-summary").count() == 1
    look(maria.page, "casework/hold.html")
    maria.write("tahan", lama="6", alasan="Perkara sedang diperiksa pengadilan.")
    look(maria.page, "casework/ending.html")
    wished.she.come_back(wished.code)
    assert "Perkara sedang diperiksa pengadilan." in wished.she.text()
    look(wished.she.page, "public/mailbox/mailbox.html")
    maria.goto(f"/kasus/{wished.number}/")
    look(maria.page, "casework/sealed.html")
    for somebody in (maria, yosef):
        somebody.goto(wished.page)
        somebody.write("lepas")
        look(somebody.page, "casework/ending.html")


def test_a_report_is_deleted(
    wished: Wished, reader: Begin, colleague: Begin, house: House, look: Look
) -> None:
    maria, yosef = (reader(one, look.prefix, script=True) for one in ("maria", "yosef"))
    maria.goto("/kasus/penghapusan/")
    look(maria.page, "casework/endings.html")
    maria.goto(wished.page)
    look(maria.page, "casework/ending.html")
    maria.write("usul")
    look(maria.page, "casework/ending.html")
    agustina = colleague("agustina", look.prefix, script=True)
    agustina.goto("/kasus/penghapusan/")
    look(agustina.page, "casework/endings.html")
    yosef.goto(wished.page)
    look(yosef.page, "casework/ending.html")
    yosef.write("setuju")
    look(yosef.page, "casework/endings.html")
    assert wished.number in yosef.text()
    assert yosef.goto(wished.page) == 404
    wished.she.come_back(wished.code)
    look(wished.she.page, "public/mailbox/disposed.html")
    assert wished.number not in house.numbers()
