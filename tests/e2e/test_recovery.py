"""The recovery key in the browser: adopted by two, asked about, used, seen and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ruangaman.lib.recovery import PublicFile, public_file_read
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.shares import shares_make
from ruangaman.reporting.tests.ways import report
from tests.e2e.look import Look
from tests.e2e.people import Begin, Reporter, press
from tests.e2e.test_receivers import alone, type_in
from tests.house import House

pytestmark = pytest.mark.browser
HOLDERS = ("Kejaksaan Contoh", "Universitas Contoh", "Lembaga Contoh")


@pytest.fixture
def ceremony(house: House, look: Look, tmp_path: Path) -> Iterator[tuple[list[str], Path]]:
    """Make a recovery key known, and end it afterwards; yield two shares and the public half."""
    seed = f"recovery {look.prefix}".ljust(32).encode()
    file = PublicFile(KeyPair(seed).public, HOLDERS, ("kejaksaan", "universitas", "nasional"))
    public = tmp_path / "public.json"
    public.write_text(file.written(KeyPair(seed)))
    house.run("recovery-adopt", str(public))
    yield shares_make(seed)[:2], public
    house.run("recovery-adopt", "--end")


def test_the_recovery_key_is_seen_wherever_it_matters(
    house: House,
    ceremony: tuple[list[str], Path],
    reporter: Any,
    reader: Begin,
    look: Look,
) -> None:
    adopt(ceremony[1], reader, look)
    before = house.numbers()
    she = unaided(reporter(look.prefix, script=True), look).walk(report()[:4])
    assert all(holder in she.text() for holder in HOLDERS)
    assert she.page.locator("input:checked").count() == 0
    look(she.page, "public/report/izin.html")
    she.answer(report()[4])
    she.go_on()
    for answers in report()[5:]:
        she.answer(answers)
        she.go_on()
    look(she.page, "public/report/periksa.html")
    code = she.send()
    use(house, (house.numbers() - before).pop(), *ceremony)
    she = unaided(reporter(look.prefix, script=True), look).come_back(code)
    assert she.page.locator("#cadangan").count() == 1
    look(she.page, "public/mailbox/mailbox.html")
    press(she.page.locator('#cadangan [name="cabut"]'))
    assert she.page.locator("#cadangan button").count() == 0
    she.press("cadangan", "tolak")
    look(she.page, "public/mailbox/mailbox.html")
    assert she.page.locator('[name="cadangan"][value="boleh"]').count() == 1


def unaided(she: Reporter, look: Look) -> Reporter:
    """Load all her pages without scripts; they are looked at both ways."""
    look.without_scripts(she.page)
    return she


def adopt(public: Path, reader: Begin, look: Look) -> None:
    """Let two receivers sign the key that waits; a demo knows no delay."""
    groups = " ".join(public_file_read(public.read_text()).public.fingerprint.split()[-4:])
    maria, lena = (
        alone(reader(name, look.prefix, script=True), look) for name in ("maria", "lena")
    )
    for somebody, link in ((maria, '[href$="/kunci-cadangan/"]'), (lena, '[href*="/usulan/"]')):
        somebody.goto("/penerima/")
        look(somebody.page, "people/receivers/list.html")
        press(somebody.page.locator(f"main a{link}"))
        look(somebody.page, "people/receivers/sign.html")
        type_in(somebody, groups)
    assert HOLDERS[0] in lena.text()
    look(lena.page, "people/receivers/list.html")


def use(house: House, number: str, shares: list[str], public: Path) -> None:
    """Hold the ceremony by which Klara is let in."""
    export, handover = public.with_name("export.json"), public.with_name("handover.json")
    house.run("recovery-export", "--report", number, "--for", "klara", "--to", str(export))
    typed = "\n".join(["YES", "", shares[0], "", shares[1], ""])
    files = ["--public", str(public), "--to", str(handover)]
    house.run("recovery-open", str(export), *files, given=typed)
    house.run("recovery-import", str(handover))
