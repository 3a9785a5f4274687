"""The picture of all units and the pages on which units change, in both languages."""

from __future__ import annotations

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, fill, press

pytestmark = pytest.mark.browser


def sent(somebody: Worker, **answers: object) -> None:
    """Fill in the page's form and send it."""
    form = somebody.page.locator('main form[method="post"]').first
    for name, value in answers.items():
        fill(form, name, value)
    press(form.locator("button").last)


def test_the_network_and_a_unit_s_life(colleague: Begin, look: Look) -> None:
    dewi = colleague("koordinator", look.prefix, script=True)
    mark = "en" if look.prefix else "id"
    dewi.goto("/jejaring/")
    assert dewi.page.locator(".app-unit").count() >= 42
    look(dewi.page, "network/coverage.html")
    dewi.page.locator("details summary").click()
    look(dewi.page, "network/coverage.html")
    dewi.goto("/jejaring/?q=tiada")
    look(dewi.page, "network/coverage.html")

    dewi.goto("/jejaring/unit/baru/")
    sent(dewi, name="", parent="dinas")
    look(dewi.page, "network/unit_change.html")
    sent(dewi, name=f"UPTD Uji {mark}", short_name="Uji", kind="uptd", parent="dinas-sosial",
         day="2026-01-02")  # fmt: skip
    look(dewi.page, "network/unit.html")
    for step in ("ganti-nama", "pindah", "gabung", "pecah", "tutup", "perbaiki"):
        dewi.goto(f"/jejaring/unit/uptd-uji-{mark}/{step}/")
        look(dewi.page, "network/unit_change.html")
    dewi.goto(f"/jejaring/unit/uptd-uji-{mark}/ganti-nama/")
    sent(dewi, name=f"UPTD Nanti {mark}", short_name="Nanti", day="2030-02-03")
    look(dewi.page, "network/unit.html")
    dewi.goto(f"/jejaring/unit/uptd-uji-{mark}/batalkan/")
    sent(dewi, reason="")
    look(dewi.page, "network/unit_change.html")
    sent(dewi, reason="Perda ditunda")
    look(dewi.page, "network/unit.html")
    dewi.goto(f"/jejaring/unit/uptd-uji-{mark}/pecah/")
    names = {f"{part}_{n}": f"Bagian {n} {mark}" for n in (1, 2) for part in ("name", "short_name")}
    sent(dewi, day="2026-02-03", **names)
    assert dewi.page.locator(".govuk-inset-text").count() == 1
    look(dewi.page, "network/unit.html")
    dewi.goto("/jejaring/unit/dinas-sosial/")
    look(dewi.page, "network/unit.html")
    for path in ("", "?q=uji", "?q=tiada", "?jenis=uptd"):
        dewi.goto(f"/jejaring/unit/{path}")
        look(dewi.page, "network/units.html")


def test_a_head_sees_the_own_unit(colleague: Begin, look: Look) -> None:
    head = colleague("kepala-unit", look.prefix, script=True)
    head.goto("/jejaring/")
    assert head.page.url.endswith("/jejaring/unit/dinas-kesehatan/")
    look(head.page, "network/unit.html")
