"""The whole way there and back: on a small phone, without JavaScript, in both languages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ruangaman.reporting.tests.ways import question, report
from tests.e2e.people import Worker, press
from tests.e2e.watch import widest

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize("prefix", ["", "/en"], ids=["id", "en"])
STORY = "Ia memegang tangan saya di ruang rapat, dua kali."
ANSWER = "Terima kasih sudah bercerita. Senin ada psikolog untuk Anda."
REASON = "Ia bisa mengatur jadwal tanpa memberi tahu siapa pun."


def new_case(worker: Worker, before: set[str]) -> str:
    """Return the number of the one case that came since ``before``."""
    came = worker.numbers() - before
    assert len(came) == 1, came
    return came.pop()


def ask_for(worker: Worker, name: str, *parts: str) -> None:
    """Ask the reporter to let ``name`` read ``parts``."""
    option = worker.form("pembaca").locator("option", has_text=name)
    person = option.first.get_attribute("value")
    worker.page.locator("details", has=worker.form("pembaca")).locator("summary").click()
    worker.form("pembaca").locator("select").select_option(person)
    for part in parts:
        worker.form("pembaca").locator(f'[name="minta"][value="{part}"]').check()
    worker.form("pembaca").locator('[name="alasan"]').fill(REASON)
    press(worker.form("pembaca").locator("button"))


@pytest.mark.postgres
@LANGUAGES
def test_a_report_goes_there_and_back(reporter: Any, worker: Any, prefix: str) -> None:
    maria, klara = worker("maria", prefix).sign_in().unlock(), worker("klara", prefix)
    before = maria.numbers()
    she = reporter(prefix).walk(report(cerita=STORY, phone="0812 3456 7890"))
    assert STORY in she.text()
    code = she.send()
    assert widest(she.page) <= 0

    number = new_case(maria, before)
    assert STORY not in maria.open(number).text()
    assert STORY in maria.open_part("account").text()
    assert "081234567890" in maria.open_part("identity").text()
    maria.write("jawab", teks=ANSWER)
    ask_for(maria, "Klara", "needs", "messages")
    assert REASON not in klara.sign_in().unlock().text()
    assert klara.goto(f"/kasus/{number}/") == 404

    later = reporter(prefix).come_back(code.upper())
    for words in (ANSWER, REASON, ", UPTD PPA"):
        assert words in later.text()
    assert widest(later.page) <= 0
    opened = later.page.locator(".govuk-summary-list__row", has_text=", UPTD PPA").first
    assert re.search(r"\d{1,2} \w+ \d{4}", opened.inner_text())
    later.press("setuju")

    assert number in klara.numbers()
    assert ANSWER in klara.open(number).text()
    assert klara.page.locator('button[value="account"]').count() == 0

    later.press("cabut", team_consent(later))
    assert maria.goto(f"/kasus/{number}/") == 404
    assert number not in maria.numbers()
    assert ANSWER in klara.open(number).text()
    assert ANSWER in reporter(prefix).come_back(code).text()


def team_consent(reporter: Any) -> str:
    """Return the name of the consent she gave to the whole team of UPTD PPA."""
    row = reporter.page.locator(
        ".govuk-summary-list__row", has=reporter.page.locator("[name=cabut]")
    )
    team = row.filter(has_text="UPTD PPA").locator('[value^="tim-"]').first
    return str(team.get_attribute("value"))


@LANGUAGES
def test_a_no_keeps_another_reader_out(reporter: Any, reader: Any, prefix: str) -> None:
    maria = reader("maria", prefix)
    before = maria.numbers()
    code = reporter(prefix).walk(report(izin="uptd_kebutuhan")).send()
    number = new_case(maria, before)
    maria.open(number).write("jawab", teks=ANSWER)
    ask_for(maria, "Klara", "needs")
    she = reporter(prefix).come_back(code)
    she.press("tolak")
    assert REASON not in she.text()
    assert reader("klara", prefix).goto(f"/kasus/{number}/") == 404
    assert ("Klara" in maria.open(number).text()) is False


@LANGUAGES
def test_a_question_stays_one_until_she_turns_it(reporter: Any, reader: Any, prefix: str) -> None:
    maria = reader("maria", prefix)
    before = maria.numbers()
    code = reporter(prefix).walk(question("Bolehkah saya menolak lembur berdua?")).send()
    number = new_case(maria, before)
    assert "Bolehkah saya menolak lembur berdua?" in maria.open(number).text()
    maria.write("jawab", teks="Boleh.")
    she = reporter(prefix).come_back(code)
    she.press("jadikan")
    she.press("jadikan_ya")
    assert she.page.locator('button[name="jadikan"]').count() == 0
    assert she.page.locator('button[name="tarik"]').count() == 1
    maria.open(number)
    assert maria.page.locator(".app-inset--urgent").count() == 0


@LANGUAGES
def test_a_child_is_told_first_and_reaches_a_person(
    reporter: Any, reader: Any, prefix: str
) -> None:
    maria = reader("maria", prefix)
    before = maria.numbers()
    start = [{"aman": "ya"}, {"tujuan": "lapor"}, {"tentang": "saya_anak"}]
    she = reporter(prefix).walk(start)
    assert she.step == "anak"
    assert "129" in she.page.locator("main").inner_text()
    for answers in ({}, {"konflik": "tidak"}, {"kapan": "kurang_24_jam"}, {}, {"butuh": "dokter"}):
        she.answer(answers)
        she.go_on()
    she.answer({"dewasa": "nenek saya"})
    she.go_on()
    she.answer({"balas": "kode"})
    she.go_on()
    assert she.send()
    maria.open(new_case(maria, before))
    assert "nenek saya" in maria.text()
    assert maria.page.locator(".app-inset--urgent").count() == 1


@LANGUAGES
def test_a_witness_passes_on_words_or_an_alert(reporter: Any, reader: Any, prefix: str) -> None:
    maria = reader("maria", prefix)
    before = maria.numbers()
    start = [{"aman": "ya"}, {"tujuan": "lapor"}, {"tentang": "lain"}]
    nothing = reporter(prefix).walk([*start, {"tahu": "tidak", "pemberitahuan": "tidak"}])
    assert nothing.step == "teruskan"
    assert maria.numbers() == before
    alert = reporter(prefix).walk([*start, {"tahu": "tidak", "pemberitahuan": "ya"}, {}])
    assert alert.step == "izin"
    assert alert.page.locator('[value="uptd_cerita"]').count() == 0
    for answers in ({"izin": "uptd_kebutuhan"}, {"kapan": "lebih_lama"}, {}, {"balas": "kode"}):
        alert.answer(answers)
        alert.go_on()
    assert alert.send()
    maria.open(new_case(maria, before))
    assert maria.page.locator('button[value="account"]').count() == 0


@LANGUAGES
def test_withdrawing_ends_it_for_everybody_but_her(reporter: Any, reader: Any, prefix: str) -> None:
    maria = reader("maria", prefix)
    before = maria.numbers()
    code = reporter(prefix).walk(report(cerita=STORY)).send()
    number = new_case(maria, before)
    maria.open(number)
    she = reporter(prefix).come_back(code)
    she.press("tarik")
    she.press("tarik_ya")
    assert she.page.locator('[name="pesan"]').count() == 0
    maria.write("jawab", teks=ANSWER)
    assert STORY not in maria.text()
    assert maria.goto(f"/kasus/{number}/") == 404
    assert number not in maria.numbers()
    assert ANSWER not in reporter(prefix).come_back(code).text()
