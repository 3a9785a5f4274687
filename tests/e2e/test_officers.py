"""An incident from a case to its end, and the statistics key from its two holders to a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, fill, press
from tests.e2e.ways import ADULT
from tests.house import House

pytestmark = pytest.mark.browser


def an_hour_ago() -> dict[str, str]:
    """Return when something was found, in the time of the office."""
    at = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))) - dt.timedelta(hours=1)
    return {"tanggal": str(at.date()), "jam": str(at.hour)}


def test_an_incident_of_a_case_is_told_and_closed(
    reader: Begin, reporter: Any, house: House, look: Look
) -> None:
    known = house.numbers()
    reporter().walk(answers for _, answers in ADULT[:-1]).send()
    (number,) = house.numbers() - known
    maria = reader("maria", look.prefix, script=True)
    maria.open(number)
    press(maria.page.locator('form[action$="/berkas/insiden/"] button'))
    look(maria.page, "casework/section_breach.html")
    found = {"jenis": "perangkat", "terkait": ["needs"], "cara": "sendiri", **an_hour_ago()}
    maria.write("lapor", **found)
    maria.write("beritahu", teks="Ponsel petugas hilang. Sudah kami kunci.")
    look(maria.page, "casework/section_breach.html")
    code = maria.page.locator("main .app-card h2").first.inner_text()
    maria.goto("/insiden/lapor/")
    press(maria.page.locator("main form button").last)
    look(maria.page, "incidents/report.html")
    for name, value in found.items():
        fill(maria.page.locator("main form"), name, value)
    press(maria.page.locator("main form button").last)
    look(maria.page, "incidents/reported.html")
    dpo = reader("dpo", look.prefix, script=True)
    for path, template in (
        ("/insiden/", "incidents/list.html"),
        ("/insiden/jejak/", "incidents/trail.html"),
        ("/insiden/peta-data/", "incidents/data_map.html"),
        (f"/insiden/{code}/", "incidents/detail.html"),
    ):
        dpo.goto(path)
        look(dpo.page, template)
    assert number not in dpo.page.content()
    for name, answers in (
        ("tahan", {"langkah": ["perangkat"]}),
        ("lembaga", {"lembaga": "sudah", **an_hour_ago()}),
        ("orang", {"orang": "sudah"}),
        ("pelajaran", {"pelajaran": "Layar terkunci sesudah satu menit."}),
        ("tutup", {}),
    ):
        form = dpo.page.locator(f'form[action$="/{code}/{name}/"]')
        for field, value in answers.items():
            fill(form, field, value)
        press(form.locator("button").last)
    look(dpo.page, "incidents/detail.html")
    dpo.goto(f"/insiden/{code}/cetak/")
    look(dpo.page, "incidents/record.html")


def test_a_case_is_counted_with_her_word(
    reader: Begin, reporter: Any, house: House, look: Look
) -> None:
    known = house.numbers()
    she = reporter()
    words = she.walk(answers for _, answers in ADULT[:-1]).send()
    (number,) = house.numbers() - known
    maria = reader("maria", look.prefix, script=True)
    maria.open(number)
    press(maria.page.locator('form[action$="/berkas/statistik/"] button'))
    look(maria.page, "casework/section_coding.html")
    press(maria.page.locator('form[action$="/statistik/minta/"] button'))
    she.come_back(words)
    she.press("statistik", "ya")
    look(she.page, "public/mailbox/mailbox.html")
    press(maria.page.locator('form[action$="/berkas/statistik/"] button'))
    look(maria.page, "casework/section_coding.html")
    form = maria.page.locator('form[action$="/statistik/simpan/"]')
    fill(form, "type", "psychological")
    fill(form, "age", "25_44")
    press(form.locator("button").last)
    look(maria.page, "casework/section_coding.html")
    bayu = reader("statistik-1", look.prefix, script=True)
    bayu.goto("/kunci-statistik/")
    look(bayu.page, "people/statistics/half.html")
    bayu.page.locator('[name="yakin"]').check()
    press(bayu.page.locator('button[value="lepas"]'))
    form = bayu.page.locator("main form", has=bayu.page.locator('button[value="buat"]'))
    fill(form, "kantor", "Inspektorat Contoh")
    press(form.locator("button"))
    look(bayu.page, "people/statistics/words.html")
    written = bayu.page.locator("main ol li").all_inner_texts()
    fill(bayu.page.locator("main form"), "kata", " ".join(written))
    press(bayu.page.locator("main form button"))
    look(bayu.page, "people/statistics/half.html")
