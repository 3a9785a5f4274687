"""Every public page in both languages: axe, 320 px, nothing kept, nothing asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from ruangaman.reporting.forms import FORMS
from tests.e2e.look import Look
from tests.e2e.people import Reporter, press
from tests.e2e.watch import kept_by
from tests.e2e.ways import ADULT, CHILD, QUESTION, WAYS
from tests.house import House

pytestmark = pytest.mark.browser

_SEND = """([address, fields, length]) => {
    const form = document.createElement("form");
    Object.assign(form, {method: "post", action: address});
    for (let number = 0; number < fields; number++)
        form.append(Object.assign(document.createElement("textarea"),
            {name: `f${number}`, value: "a".repeat(length)}));
    document.body.append(form);
    form.submit();
}"""


@pytest.fixture
def she(reporter: Any, look: Look) -> Iterator[Reporter]:
    """Somebody whose pages load without scripts, which come later; her browser keeps nothing."""
    she = reporter(look.prefix, script=True)
    scripts = look.without_scripts(she.page)
    yield she
    with scripts.allowed():
        assert set(kept_by(she.page).values()) == {0}, kept_by(she.page)


def walk(she: Reporter, way: list[tuple[str, dict[str, Any]]], look: Look | None = None) -> None:
    """Go ``way`` up to its last page, looking at each on the way if wished."""
    she.goto("/lapor/")
    for number, (name, answers) in enumerate(way):
        assert she.step == name
        if look:
            look(she.page, f"public/report/{name}.html")
        if "kelompok" in answers:
            she.press("kelompok")
            continue
        she.answer(answers)
        if number + 1 < len(way):
            she.go_on()


@pytest.mark.parametrize("name", WAYS)
def test_the_pages_of_a_way(she: Reporter, look: Look, name: str) -> None:
    walk(she, WAYS[name], look)


def test_the_ways_have_every_page() -> None:
    assert {name for way in WAYS.values() for name, _ in way} == set(FORMS)


def test_pages_with_faults(she: Reporter, look: Look) -> None:
    she.goto("/lapor/")
    she.go_on()
    she.go_on()
    assert she.page.locator(".govuk-error-summary").count() == 1
    look(she.page, "public/report/tujuan.html")
    walk(she, ADULT[:12])
    she.form.locator('[name="cerita"]').evaluate("(field) => field.value = 'a'.repeat(10500)")
    she.go_on()
    look(she.page, "public/report/apa.html")
    she.form.locator('[name="isi"]').evaluate("(field) => field.value = 'rusak'")
    she.go_on()
    look(she.page, "public/carried_refused.html")


def test_what_comes_after_sending(she: Reporter, look: Look) -> None:
    walk(she, ADULT)
    other = Reporter(she.page.context.new_page(), she.address, she.prefix).goto("/lapor/")
    look.without_scripts(other.page)
    for name in ("isi", "langkah"):
        value = she.form.locator(f'[name="{name}"]').get_attribute("value")
        other.form.locator(f'[name="{name}"]').evaluate("(field, v) => field.value = v", value)
    other.form.locator("button").first.evaluate("(button) => button.name = 'kirim'")
    other.go_on()
    look(other.page, "public/report/sent.html")
    she.press("ubah", "kapan")
    she.answer({"kapan": "lebih_lama"})
    for _ in range(4):
        she.go_on()
    she.press("kirim")
    assert she.page.locator('[name="pesan"]').count() == 1
    look(she.page, "public/report/sent_before.html")
    she.go_on()
    look(she.page, "public/mailbox/mailbox.html")


def test_the_mailbox(she: Reporter, look: Look, house: House) -> None:
    for code in house.codes:
        she.come_back(code)
        look(she.page, "public/mailbox/mailbox.html")
    she.come_back(house.codes[0])
    she.press("tarik")
    look(she.page, "public/mailbox/withdraw.html")
    she.come_back(house.codes[2])
    she.press("jadikan")
    look(she.page, "public/mailbox/turn.html")
    she.come_back("kata yang salah sama sekali")
    look(she.page, "public/mailbox/door.html")


def test_a_mailbox_after_everything(she: Reporter, look: Look) -> None:
    """Written to, a consent taken back, withdrawn. The demo has those that were answered."""
    walk(she, QUESTION)
    code = she.send()
    she.come_back(code)
    look(she.page, "public/mailbox/mailbox.html")
    she.press("kirim")
    look(she.page, "public/mailbox/mailbox.html")
    she.press("cabut")
    look(she.page, "public/mailbox/mailbox.html")
    she.press("tarik")
    she.press("tarik_ya")
    look(she.page, "public/mailbox/mailbox.html")


def test_a_mailbox_that_somebody_altered(she: Reporter, look: Look, house: House) -> None:
    known = house.numbers()
    walk(she, CHILD)
    code = she.send()
    (number,) = house.numbers() - known
    house.change(f"UPDATE reporting_report SET ledger = reporter_box WHERE number = '{number}'")
    she.come_back(code)
    look(she.page, "public/mailbox/altered.html")


def test_help(she: Reporter, look: Look) -> None:
    she.goto("/bantuan/")
    look(she.page, "public/help.html")
    press(she.page.locator('button[name="cari"]'))
    look(she.page, "public/help.html")
    she.page.locator('[name="kebutuhan"]').first.check()
    press(she.page.locator('button[name="cari"]'))
    look(she.page, "public/help_services.html")
    she.goto("/bantuan/")
    press(she.page.locator('button[name="semua"]'))
    look(she.page, "public/help_all.html")
    she.goto("/bantuan/").page.locator('[name="kapan"]').first.check()
    press(she.page.locator('button[name="jam"]'))
    look(she.page, "public/help_hours.html")


def test_focal_points(she: Reporter, look: Look) -> None:
    she.goto("/fokal-point/")
    look(she.page, "public/focal_points.html")
    press(she.page.locator("main form button").first)
    look(she.page, "public/focal_points.html")
    she.page.fill('[name="cari"]', "dinas")
    press(she.page.locator("main form button").first)
    look(she.page, "public/focal_points_found.html")
    press(she.page.locator('button[name="kantor"]').first)
    look(she.page, "public/focal_points_unit.html")


def test_pages_with_an_address(she: Reporter, look: Look) -> None:
    for path, template in (
        ("/", "public/landing.html"),
        ("/pesan/", "public/mailbox/door.html"),
        ("/hak/", "public/rights.html"),
        ("/privasi/", "public/privacy.html"),
        ("/tidak-ada/", "errors/public.html"),
    ):
        she.goto(path)
        look(she.page, template)


def send_odd_form(she: Reporter, path: str, fields: int, length: int) -> None:
    """Send ``fields`` fields of ``length`` characters from the page that is open."""
    with she.page.expect_navigation():
        she.page.evaluate(_SEND, [f"{she.address}{she.prefix}{path}", fields, length])


def test_pages_that_say_what_went_wrong(she: Reporter, look: Look, elsewhere: str) -> None:
    said = set()
    for start, path, fields, length in (
        (she.address, "/lapor/", 1, 3_000_000),
        (she.address, "/lapor/", 300, 1),
        (she.address, "/hak/", 1, 1),
        (elsewhere, "/lapor/", 1, 1),
    ):
        she.page.goto(start)
        send_odd_form(she, path, fields, length)
        look(she.page, "errors/public.html")
        said.add(she.page.locator("h1").inner_text())
    assert len(said) == 4


def test_a_page_that_breaks(she: Reporter, look: Look, house: House) -> None:
    with house.without("network_unit"):
        she.goto("/fokal-point/")
        look(she.page, "errors/public.html")
        assert she.page.watch.faults  # type: ignore[attr-defined]
    she.page.watch.faults.clear()  # type: ignore[attr-defined]
    assert she.goto("/fokal-point/").form.count() == 1


@pytest.mark.parametrize("path", ["/", "/lapor/", "/en/", "/en/lapor/"])
def test_the_first_page_loads_itself_and_one_style_sheet(reporter: Any, path: str) -> None:
    she = reporter(script=True).goto(path)
    asked = she.page.watch.requests
    assert len(asked) == 2
    assert asked[0] == f"{she.address}{path}"
    assert re.search(r"/static/public\.[0-9a-f]+\.css$", asked[1])
