"""The ten conversations of the training, as those who tell and those who help live through them.

Each is an outline of the curriculum (role-plays, non-graphic). They run on a small phone, without
JavaScript, five in Indonesian and five in English, and look at what must not happen as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest

from ruangaman.reporting.tests.ways import Pages, question, report
from tests.e2e.people import Begin, Reporter, Worker, fill, press
from tests.house import House

pytestmark = pytest.mark.browser

EN = "/en"
POLICE = {"": "Polisi (3×24 jam)", EN: "Police (3×24 hours)"}


def told(house: House, she: Reporter, pages: Pages) -> tuple[str, str]:
    """Send what she tells and return its number and the eight words."""
    known = house.numbers()
    code = she.walk(pages).send()
    (number,) = house.numbers() - known
    return number, code


def section(worker: Worker, slug: str) -> Worker:
    """Go to a section by its button beside the case."""
    press(worker.page.locator(f'form[action$="/berkas/{slug}/"] button').first)
    return worker


def contact(worker: Worker, pages: Iterable[dict[str, Any]]) -> Worker:
    """Note a contact, page after page."""
    worker.goto("/kontak/baru/")
    for answers in pages:
        form = worker.page.locator('main form[action$="/kontak/baru/"]')
        for name, value in answers.items():
            fill(form, name, value)
        press(form.locator("button").first)
    return worker


def faultless(worker: Worker) -> str:
    """Return what the page says; nothing may be wrong with what was sent."""
    assert worker.page.locator(".govuk-error-summary").count() == 0, worker.text()
    return worker.text()


def day(ahead: int) -> str:
    """Return a day as the field takes it."""
    return str(dt.date.today() + dt.timedelta(days=ahead))  # noqa: DTZ011 the browser's own day


def test_1_jokes_in_the_chat_group(reader: Begin, reporter: Any, house: House) -> None:
    """She wants it to stop, not to report. Nobody makes a report of it, and no clock starts."""
    number, code = told(house, reporter(), question("Bagaimana supaya stiker itu berhenti?"))
    maria = reader("maria").open(number)
    assert "Ini pertanyaan, bukan laporan." in maria.text()
    assert POLICE[""] not in maria.text()
    maria.write("jawab", teks="Anda boleh keluar dari grup itu. Ini bukan salah Anda.")
    assert "keluar dari grup" in reporter().come_back(code).text()
    maria.write("tutup", alasan="terpenuhi", teks="Pesan ini tetap terbuka untuk Anda.")
    she = reporter().come_back(code)
    assert she.page.locator('button[name="jadikan"]').count() == 1
    assert POLICE[""] not in maria.open(number).text()


def test_2_an_intern_and_a_good_mark(reader: Begin, reporter: Any, house: House) -> None:
    """Somebody on placement is personnel too: the world of work, with words of her own."""
    way = report(apa=["imbalan"], posisi="atasan", cerita="Nilai bagus untuk bertemu berdua.")
    number, code = told(house, reporter(EN), way)
    she = reporter(EN).come_back(code)
    she.page.locator("details", has=she.page.locator('[name="tempat"]')).locator("summary").click()
    fill(she.page.locator("main"), "tempat", "magang")
    she.press("tempat_simpan")
    assert "Marks for your placement must not be used" in she.text()
    maria = section(reader("maria", EN).open(number), "jalur")
    maria.write("tentukan", sea="tidak", sh="ya", mitra="tidak", siapa="magang")
    said = faultless(maria)
    assert "campus" in said
    section(maria, "keselamatan")
    maria.write("nilai", bahaya="tidak", rugi="tinggi", dasar="tulisan", tinjau=day(7))
    faultless(maria)


def test_3_a_favour_at_the_counter(reader: Begin, reporter: Any, house: House) -> None:
    """A person served: she goes on being served, and a service hears only what she ticked."""
    way = report(apa=["imbalan"], di_mana="layanan", posisi="petugas", cerita="Supaya cepat.")
    number, code = told(house, reporter(), way)
    maria = section(reader("maria").open(number), "jalur")
    maria.write("tentukan", sea="ya", sh="tidak", mitra="tidak", siapa="belum")
    faultless(maria)
    section(maria, "rujukan")
    services = maria.form("usul").locator("select option[value]:not([value=''])")
    first, second = (services.nth(at).get_attribute("value") for at in (0, 1))
    needed = {"izin": "psikososial", "bantuan": ["konseling"], "cara": "datang"}
    faultless(maria.write("usul", layanan=first, **needed))
    she = reporter().come_back(code)
    she.press("rujukan_tidak")
    assert "Tidak ada yang dikirim." in she.text()
    assert she.page.locator('[name="rujukan_cabut"]').count() == 0
    section(maria.open(number), "rujukan")
    assert "Tidak dimaui penyintas" in maria.text()
    assert maria.form("surat").count() == 0
    faultless(maria.write("usul", layanan=second, **needed))
    she = reporter().come_back(code)
    she.page.locator('[name^="boleh_"][value="bantuan"]').check()
    she.press("rujukan_ya")
    assert section(maria.open(number), "rujukan").form("surat").count() == 1
    she = reporter().come_back(code)
    she.press("rujukan_cabut")
    assert "Izin dicabut." in she.text()
    assert section(maria.open(number), "rujukan").form("surat").count() == 0
    assert maria.page.locator(".app-inset--urgent").count() == 0


def test_4_for_a_friend_who_does_not_know(reader: Begin, reporter: Any, house: House) -> None:
    """No name, no case of hers: information to pass on, and an alert if it is wanted."""
    she = reporter(EN)
    she.walk([{"aman": "ya"}, {"tujuan": "lapor"}, {"tentang": "lain"}])
    she.answer({"tahu": "tidak", "pemberitahuan": "tidak"})
    she.go_on()
    assert she.page.locator('button[name="kirim"]').count() == 0
    known = house.numbers()
    she.walk(
        [
            {"aman": "ya"},
            {"tujuan": "lapor"},
            {"tentang": "lain"},
            {"tahu": "tidak", "pemberitahuan": "ya"},
        ]
    )
    while she.step != "periksa":
        if she.step == "izin":
            she.answer({"izin": "uptd_kebutuhan"})
        if she.step == "balas":
            she.answer({"balas": "kode"})
        she.go_on()
    she.send()
    (number,) = house.numbers() - known
    maria = reader("maria", EN).open(number)
    assert "not the survivor" in maria.text()
    assert POLICE[EN] not in maria.text()


def test_5_it_is_your_own_head(reader: Begin, reporter: Any, house: House) -> None:
    """The own office learns nothing; another office's focal point is the bridge."""
    pages: Pages = [
        {"aman": "ya"},
        {"tujuan": "lapor"},
        {"tentang": "saya"},
        {"konflik": ["dinas", "fokal_point"]},
        {"izin": "uptd_kebutuhan"},
        {"kapan": "lebih_lama"},
        {"butuh": ["tempat_kerja"]},
        {"balas": "kode"},
    ]
    number, _ = told(house, reporter(), pages)
    assert reader("rina").goto(f"/kasus/{number}/") == 404
    maria = reader("maria").open(number)
    assert "Dinas P3AP2KB" in maria.text()


def test_6_seventeen_at_a_vocational_school(reader: Begin, reporter: Any, house: House) -> None:
    """A child: no more questions, handed over the same day with an adult who is safe."""
    known = house.numbers()
    rina = contact(
        reader("rina", EN),
        [{"aman": "ya"}, {"umur": "anak", "sendiri": "ya"}],
    )
    assert rina.page.locator('main [name="jenis"], main [name="kapan"]').count() == 0
    for answers in ({"dewasa": "guru", "lewat": "sistem"}, {"konflik": "tidak"}, {"setuju": "ya"}):
        form = rina.page.locator('main form[action$="/kontak/baru/"]')
        for name, value in answers.items():
            fill(form, name, value)
        press(form.locator("button").first)
    child = reporter(EN).come_back(" ".join(rina.page.locator("#kode li").all_inner_texts()))
    row = child.page.locator(".govuk-summary-list__row", has_text="UPTD PPA begins to help")
    today = f"{dt.datetime.now(dt.timezone(dt.timedelta(hours=8))):%-d %B %Y}"
    assert today in row.inner_text()
    (number,) = house.numbers() - known
    maria = reader("maria", EN).open(number)
    assert maria.page.locator(".app-inset--urgent").count() >= 1
    assert rina.goto(f"/kasus/{number}/") == 404


def test_7_let_us_settle_it_by_custom(reader: Begin, reporter: Any, house: House) -> None:
    """Whoever types it reads why not, and the sentence is not sent."""
    number, code = told(house, reporter(), report())
    maria = reader("maria").open(number)
    maria.write("jawab", teks="Keluarga ingin menyelesaikannya secara adat. Setuju?")
    assert maria.page.locator(".govuk-error-summary").count() == 1
    assert "Pasal 23" in maria.text()
    assert "secara adat" not in reporter().come_back(code).text()
    maria.write("jawab", teks="Keluarga bertanya. Anda yang menentukan, dan boleh menolak.")
    faultless(maria)
    assert "boleh menolak" in reporter().come_back(code).text()


def test_8_monday_morning_two_days_after(reader: Begin, reporter: Any, house: House) -> None:
    """Hours matter: health first, then together, with her own eight words."""
    known = house.numbers()
    rina = contact(
        reader("rina", EN),
        [
            {"aman": "ya", "dijelaskan": "ya"},
            {"umur": "dewasa", "sendiri": "ya", "cara": "tatap"},
            {"kapan": "1_3_hari", "butuh": ["dokter"]},
        ],
    )
    assert "72" in rina.text()
    chosen = ({"konflik": "tidak"}, {"penerima": "uptd_ppa"})
    for answers in ({}, {}, {"akhir": "serah"}, *chosen, {"setuju": "ya"}):
        form = rina.page.locator('main form[action$="/kontak/baru/"]')
        for name, value in answers.items():
            fill(form, name, value)
        press(form.locator("button").first)
    code = " ".join(rina.page.locator("#kode li").all_inner_texts())
    (number,) = house.numbers() - known
    reader("maria", EN).open(number).write("jawab", teks="Kami temani ke dokter pagi ini.")
    assert "temani ke dokter" in reporter(EN).come_back(code).text()


def test_9_a_man_who_does_not_hear(reader: Begin, reporter: Any, house: House) -> None:
    """Nothing is assumed: he writes, the plan is his, and it says what makes it easier."""
    number, code = told(house, reporter(), report(cerita="Saya Tuli. Tulis saja kepada saya."))
    maria = reader("maria").open(number)
    maria.write("jawab", teks="Baik, kami menulis saja. Perlu juru bahasa isyarat pilihan Anda?")
    section(maria, "rencana")
    maria.write(
        "tambah",
        butuh="teman_bicara",
        langkah="Bertemu psikolog dengan juru bahasa isyarat pilihannya.",
        siapa="tim",
        kapan=day(3),
    )
    assert "isyarat" in faultless(maria)
    she = reporter().come_back(code)
    assert "isyarat pilihannya" in she.text()
    she.press("langkah_ya")
    assert "Anda setuju." in she.text()
    assert "Ia setuju dengan langkah ini." in section(maria.open(number), "rencana").text()


def test_10_somebody_talked(reader: Begin, reporter: Any, house: House) -> None:
    """A leak is recorded, she is told through the mailbox, and closes what she opened."""
    number, code = told(house, reporter(EN), report())
    maria = section(reader("maria", EN).open(number), "insiden")
    at = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))) - dt.timedelta(hours=1)
    maria.write(
        "lapor",
        jenis="perangkat",
        terkait=["needs"],
        cara="sendiri",
        tanggal=str(at.date()),
        jam=str(at.hour),
    )
    maria.write("beritahu", teks="Seseorang bercerita. Kami minta maaf, dan sudah menghentikannya.")
    faultless(maria)
    she = reporter(EN).come_back(code)
    assert "minta maaf" in she.text()
    she.press("cabut")
    assert reader("maria", EN).goto(f"/kasus/{number}/") == 404
