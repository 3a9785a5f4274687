"""Files from a phone and from the desk: with and without JavaScript, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ruangaman.lib.tests.pictures import jpeg, pdf
from ruangaman.reporting.tests.ways import report
from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, press
from tests.e2e.watch import kept_by, widest
from tests.house import House

pytestmark = pytest.mark.browser


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "foto saya.jpg"
    path.write_bytes(jpeg())
    return path


def choose(page: Any, path: Path) -> None:
    page.locator('input[type="file"]').set_input_files(path)


def saved(page: Any, button: Any) -> tuple[str, bytes]:
    with page.expect_download() as coming:
        button.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def begin(reporter: Any, prefix: str, *, script: bool) -> tuple[Reporter, str]:
    """Report, come back with the code, type, and press "Tambah file"."""
    code = reporter(prefix).walk(report()).send()
    she = reporter(prefix, script=script).come_back(code)
    she.answer({"pesan": "Ini fotonya."})
    she.press("lampir")
    return she, code


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["id", "en"])
def test_a_photo_goes_there_and_back_without_scripts(
    reporter: Any, reader: Begin, house: House, photo: Path, prefix: str
) -> None:
    known = house.numbers()
    she, _code = begin(reporter, prefix, script=False)
    (number,) = house.numbers() - known
    assert widest(she.page) <= 0
    assert she.page.locator('[name="pesan"]').input_value() == "Ini fotonya."
    choose(she.page, photo)
    she.press("unggah")
    assert "foto saya.jpg" in she.text()
    assert she.page.locator('[name="pesan"]').input_value() == "Ini fotonya."
    assert widest(she.page) <= 0
    she.press("kirim")
    assert "foto saya.jpg" in she.text()
    assert widest(she.page) <= 0

    maria = reader("maria", prefix)
    maria.open(number)
    name, raw = saved(maria.page, maria.form("file").locator("button[name=unduh]"))
    assert name.startswith("dokumen-")
    assert name.endswith(".jpg")
    assert raw.startswith(b"\xff\xd8\xff")
    assert saved(she.page, she.page.locator("button[name=unduh]"))[1] == raw


def test_with_scripts_the_page_says_how_far_it_is(reporter: Any, photo: Path) -> None:
    she, _code = begin(reporter, "", script=True)
    choose(she.page, photo)
    she.page.evaluate(
        """() => {
            window.told = [];
            const note = document.querySelector("[data-progress]");
            new MutationObserver(() => told.push(note.textContent))
                .observe(note, {childList: true, characterData: true});
        }"""
    )
    she.page.locator("button[name=unggah]").click()
    she.page.locator(".app-files").wait_for()
    assert any("%" in one for one in she.page.evaluate("told"))
    assert she.page.locator('[name="pesan"]').input_value() == "Ini fotonya."
    choose(she.page, photo)
    she.page.locator("button[name=kirim]").click()
    she.page.locator("button[name=unduh]").nth(1).wait_for()
    assert she.page.locator("button[name=unduh]").count() == 2
    assert set(kept_by(she.page).values()) == {0}


def test_with_scripts_a_broken_line_keeps_everything(reporter: Any, photo: Path) -> None:
    she, _code = begin(reporter, "", script=True)
    choose(she.page, photo)
    she.page.context.set_offline(True)
    she.page.locator("button[name=unggah]").click()
    she.page.get_by_text("Sambungan terputus.").wait_for()
    she.page.watch.faults.clear()  # type: ignore[attr-defined]
    assert she.page.locator('[name="pesan"]').input_value() == "Ini fotonya."
    she.page.context.set_offline(False)
    she.page.locator("button[name=unggah]").click()
    she.page.locator(".app-files").wait_for()
    she.page.watch.faults.clear()  # type: ignore[attr-defined]


def test_with_scripts_too_large_a_file_is_not_even_sent(reporter: Any, tmp_path: Path) -> None:
    she, _code = begin(reporter, "", script=True)
    large = tmp_path / "besar.jpg"
    large.write_bytes(bytes(20_000_001))
    choose(she.page, large)
    before = len(she.page.watch.requests)  # type: ignore[attr-defined]
    she.page.locator("button[name=unggah]").click()
    she.page.get_by_text("lebih dari 20 MB").wait_for()
    assert len(she.page.watch.requests) == before  # type: ignore[attr-defined]


def test_the_page_for_files(reporter: Any, look: Look, photo: Path, tmp_path: Path) -> None:
    she, _code = begin(reporter, look.prefix, script=True)
    look(she.page, "public/mailbox/files.html")
    wrong = tmp_path / "surat.pdf"
    wrong.write_bytes(b"MZ" + bytes(99))
    choose(she.page, wrong)
    she.page.locator("button[name=unggah]").click()
    she.page.locator(".govuk-error-summary").wait_for()
    look(she.page, "public/mailbox/files.html")
    choose(she.page, photo)
    she.page.locator("button[name=unggah]").click()
    she.page.locator(".app-files").wait_for()
    look(she.page, "public/mailbox/files.html")
    she.page.locator("button[name=kirim]").click()
    she.page.locator("button[name=unduh]").wait_for()
    look(she.page, "public/mailbox/mailbox.html")


def test_the_desk_s_page_for_files(
    reporter: Any, reader: Begin, house: House, look: Look, tmp_path: Path
) -> None:
    known = house.numbers()
    code = reporter(look.prefix).walk(report()).send()
    (number,) = house.numbers() - known
    maria = reader("maria", look.prefix, script=True)
    maria.open(number).write("jawab", teks="Halo.")
    press(maria.form("pesan").locator("button[name=lampir]"))
    look(maria.page, "casework/files.html")
    document = tmp_path / "rujukan.pdf"
    document.write_bytes(pdf())
    choose(maria.page, document)
    maria.page.locator("button[name=unggah]").click()
    maria.page.locator(".app-files").wait_for()
    look(maria.page, "casework/files.html")
    maria.page.locator("button[name=kirim]").click()
    maria.page.locator("button[name=unduh]").wait_for()
    look(maria.page, "casework/opened.html")
    she = reporter(look.prefix).come_back(code)
    name, raw = saved(she.page, she.page.locator("button[name=unduh]"))
    assert name.endswith(".pdf")
    assert raw.startswith(b"%PDF-")
