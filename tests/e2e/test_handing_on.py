"""Who is too close, another team, an examiner, two reports: what she and the staff see of it."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.reporting.tests.ways import report as way
from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, Worker, press
from tests.e2e.test_case_work import new_case, section
from tests.house import House

pytestmark = pytest.mark.browser

WHY = "Meja ini lebih dekat dengan rumah Anda."
STORY = "Ia menunggu di parkiran."


def test_another_team_an_examiner_and_a_second_report(
    reader: Begin, reporter: Any, house: House, look: Look
) -> None:
    number, code = new_case(house, reporter(look.prefix), way(cerita=STORY))
    _second, other = new_case(house, reporter(look.prefix), way(cerita=STORY))
    maria = reader("maria", look.prefix, script=True).open(number)
    stepping_aside(maria, number, look)
    proposed(maria.open(number), look)
    she = reporter(look.prefix, script=True).come_back(code)
    answered(she, look)
    examined(reader("pemeriksa", look.prefix, script=True), look)
    she.come_back(code)
    look(she.page, "public/mailbox/mailbox.html")
    she.press("hasil_teruskan")
    more_given(she, look)
    gone(maria, number, look)
    joined(she, look, other)
    shut_out(she, look)
    section(reader("maria", look.prefix).open(number), "pemeriksaan")


def stepping_aside(maria: Worker, number: str, look: Look) -> None:
    """Look at how one steps aside, and how a colleague is asked about, and do neither."""
    maria.goto(f"/kasus/{number}/mundur/")
    look(maria.page, "casework/aside.html")
    maria.write("mundur")
    assert maria.page.locator(".govuk-error-summary").count() == 1
    look(maria.page, "casework/aside.html")


def proposed(maria: Worker, look: Look) -> None:
    """Propose another team and an examination; each empty form is refused first."""
    section(maria, "tim")
    look(maria.page, "casework/section_handover.html")
    maria.write("serahkan")
    look(maria.page, "casework/section_handover.html")
    maria.page.locator('form[action$="/serahkan/"] [name="tim"]').first.check()
    maria.write("serahkan", alasan=WHY)
    assert maria.page.locator(".govuk-error-summary").count() == 0, maria.text()
    section(maria, "pemeriksaan")
    look(maria.page, "casework/section_examiner.html")
    maria.write("tanya")
    look(maria.page, "casework/section_examiner.html")
    maria.page.locator('form[action$="/tanya/"] [name="tim"]').first.check()
    maria.write("tanya", alasan="Apakah Anda mau?")
    assert maria.page.locator(".govuk-error-summary").count() == 0, maria.text()


def answered(she: Reporter, look: Look) -> None:
    """Read both proposals: the case goes to a new team too, her story to the examiner."""
    look(she.page, "public/mailbox/mailbox.html")
    for _ in range(2):
        press(she.page.locator('button[name="usul"]').first)
        if she.page.locator('button[name="serah_ya"]').count():
            handed_over(she, look)
        else:
            examination_allowed(she, look)


def handed_over(she: Reporter, look: Look) -> None:
    look(she.page, "public/mailbox/handover.html")
    she.press("serah_ya")
    look(she.page, "public/mailbox/handover.html")
    she.page.check('[name="lama"][value="tetap"]')
    she.press("serah_ya")


def examination_allowed(she: Reporter, look: Look) -> None:
    look(she.page, "public/mailbox/examination.html")
    she.press("periksa_ya")
    look(she.page, "public/mailbox/examination.html")
    she.page.check('[name="pilih"][value="account"]')
    she.page.check('[name="mengerti"]')
    she.press("periksa_ya")


def examined(eka: Worker, look: Look) -> None:
    """Read what was handed over, whichever came first, and send a result of each."""
    assert eka.goto("/kasus/pemeriksaan/") == 200
    look(eka.page, "casework/examinations.html")
    opening = 'main form[action*="/pemeriksaan/"] button'
    for place in range(eka.page.locator(opening).count()):
        eka.goto("/kasus/pemeriksaan/")
        press(eka.page.locator(opening).nth(place))
        look(eka.page, "casework/examination.html")
        assert STORY in eka.text()
        eka.write("hasil")
        look(eka.page, "casework/examination.html")
        eka.page.check('[name="hasil"][value="diterima"]')
        eka.write("hasil")
        press(eka.page.locator(opening).nth(place))
        eka.write("minta")
        look(eka.page, "casework/examination.html")
        eka.page.check('[name="minta"][value="jabatan"]')
        eka.write("minta")


def more_given(she: Reporter, look: Look) -> None:
    """Read what the examiner asks for, and hand her needs over too."""
    press(she.page.locator('button[name="usul"]').first)
    look(she.page, "public/mailbox/examination.html")
    she.page.check('[name="pilih"][value="needs"]')
    she.page.check('[name="mengerti"]')
    she.press("periksa_ya")
    assert she.page.locator('button[name="usul"]').count() == 0


def gone(maria: Worker, number: str, look: Look) -> None:
    """Read on the list that the case has gone to another team, and take the notice away."""
    maria.goto("/kasus/")
    assert f"{number} sekarang didampingi" in maria.text() or f"Case {number} is" in maria.text()
    look(maria.page, "casework/list.html")
    maria.write("dibaca")


def joined(she: Reporter, look: Look, other: str) -> None:
    """Join the two reports, and go to the other and back."""
    she.press("gabung")
    look(she.page, "public/mailbox/merge.html")
    she.press("gabung_ya")
    look(she.page, "public/mailbox/merge.html")
    she.page.fill('[name="kode_lain"]', other)
    she.page.check('[name="pimpin"][value="ini"]')
    she.press("gabung_ya")
    she.press("buka_lain")
    look(she.page, "public/mailbox/mailbox.html")
    she.press("buka_lain")


def shut_out(she: Reporter, look: Look) -> None:
    """Shut the desk out again, which she names as the place where the person works."""
    she.press("benturan")
    look(she.page, "public/mailbox/conflict.html")
    she.press("benturan_ya")
    look(she.page, "public/mailbox/conflict.html")
    she.page.check('[name="tempat"][value="dinas"]')
    she.press("benturan_ya")
    look(she.page, "public/mailbox/mailbox.html")
