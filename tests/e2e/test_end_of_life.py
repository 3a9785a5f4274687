"""From her wish to the deleted report, through the pages of everybody who has a part in it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, press
from tests.e2e.ways import ADULT
from tests.house import House

pytestmark = pytest.mark.browser


def test_a_report_is_held_released_and_deleted(
    reader: Begin, colleague: Begin, reporter: Any, house: House, look: Look
) -> None:
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

    maria, yosef = (reader(one, look.prefix, script=True) for one in ("maria", "yosef"))
    maria.goto("/kasus/penghapusan/")
    look(maria.page, "casework/endings.html")
    maria.goto(f"/kasus/penghapusan/{number}/")
    look(maria.page, "casework/ending.html")
    maria.goto(f"/kasus/penghapusan/{number}/tahan/")
    look(maria.page, "casework/hold.html")
    press(maria.page.locator("main form button").last)
    assert maria.page.locator(".govuk-error-summary").count() == 1
    look(maria.page, "casework/hold.html")
    maria.write("tahan", lama="6", alasan="Perkara sedang diperiksa pengadilan.")
    look(maria.page, "casework/ending.html")
    she.come_back(code)
    assert "Perkara sedang diperiksa pengadilan." in she.text()
    look(she.page, "public/mailbox/mailbox.html")
    maria.goto(f"/kasus/{number}/")
    look(maria.page, "casework/sealed.html")

    for somebody in (maria, yosef):
        somebody.goto(f"/kasus/penghapusan/{number}/")
        somebody.write("lepas")
        look(somebody.page, "casework/ending.html")
    maria.goto(f"/kasus/penghapusan/{number}/")
    maria.write("usul")
    look(maria.page, "casework/ending.html")
    agustina = colleague("agustina", look.prefix, script=True)
    agustina.goto("/kasus/penghapusan/")
    look(agustina.page, "casework/endings.html")
    yosef.goto(f"/kasus/penghapusan/{number}/")
    look(yosef.page, "casework/ending.html")
    yosef.write("setuju")
    look(yosef.page, "casework/endings.html")
    assert number in yosef.text()
    assert yosef.goto(f"/kasus/penghapusan/{number}/") == 404
    she.come_back(code)
    look(she.page, "public/mailbox/disposed.html")
    assert number not in house.numbers()
