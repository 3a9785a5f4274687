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


@pytest.fixture(params=["", "/en"], ids=["id", "en"])
def look(request: pytest.FixtureRequest) -> Iterator[Look]:
    """Collects faults in one language; there must be none at the end."""
    look = Look(request.param)
    yield look
    assert look.faults == []


@pytest.fixture
def she(reporter: Any, look: Look) -> Iterator[Reporter]:
    """Somebody with JavaScript; her browser keeps nothing."""
    she = reporter(look.prefix, script=True)
    yield she
    assert set(kept_by(she.page).values()) == {0}, kept_by(she.page)


def walk(she: Reporter, way: list[tuple[str, dict[str, Any]]], look: Look | None = None) -> None:
    """Go ``way`` up to its last page, looking at each on the way if wished."""
    she.goto("/lapor/")
    for number, (name, answers) in enumerate(way):
        assert she.step == name
        if look:
            look(she.page, f"public/report/{name}.html")
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


def test_a_mailbox_after_everything(she: Reporter, look: Look, worker: Any) -> None:
    """Answered, opened, asked for another reader, a consent taken back, withdrawn, altered."""
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
    before = {number for (number,) in house.query("SELECT number FROM reporting_report")}
    walk(she, CHILD)
    code = she.send()
    came = {number for (number,) in house.query("SELECT number FROM reporting_report")} - before
    house.change(f"UPDATE reporting_report SET ledger = reporter_box WHERE number = '{came.pop()}'")
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


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/", "public/landing.html"),
        ("/pesan/", "public/mailbox/door.html"),
        ("/hak/", "public/rights.html"),
        ("/privasi/", "public/privacy.html"),
        ("/tidak-ada/", "errors/public.html"),
    ],
)
def test_pages_with_an_address(she: Reporter, look: Look, path: str, template: str) -> None:
    she.goto(path)
    look(she.page, template)


@pytest.mark.parametrize("path", ["/", "/lapor/"])
def test_the_first_page_loads_itself_and_one_style_sheet(she: Reporter, path: str) -> None:
    she.goto(path)
    asked = she.page.watch.requests  # type: ignore[attr-defined]
    assert len(asked) == 2
    assert asked[0] == f"{she.address}{she.prefix}{path}"
    assert re.search(r"/static/public\.[0-9a-f]+\.css$", asked[1])
