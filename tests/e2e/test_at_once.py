"""Two people, two processes, two presses at the same instant: one of each, and nothing lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator

from ruangaman.reporting.tests.ways import SEND, report
from tests.e2e.people import Begin, Reporter, Worker
from tests.house import LONGEST, House, Serving

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

STORY = "Cerita yang dikirim dua kali."
WORDS = re.compile(r'id="kode"[^>]*>(.*?)</ol>', re.S)


@pytest.fixture(scope="module")
def second(house: House) -> Iterator[Serving]:
    """Another pair of servers over the same database."""
    serving = house.serve()
    yield serving
    house.servers.remove(serving)
    serving.stop()


def ask(address: str, fields: dict[str, str] | None = None) -> str:
    """Open ``/lapor/`` without a browser, or send its form, and return the page."""
    request = Request(f"{address}/lapor/", urlencode(fields).encode() if fields else None)
    with urlopen(request, timeout=LONGEST) as answer:
        return str(answer.read().decode())


def together(addresses: list[str], forms: list[dict[str, str]]) -> list[str]:
    """Send each form to its address, all at the same instant."""
    start = Barrier(len(addresses))

    def one(address: str, fields: dict[str, str]) -> str:
        start.wait(LONGEST)
        return ask(address, fields)

    with ThreadPoolExecutor(len(addresses)) as pool:
        return list(pool.map(one, addresses, forms))


def check_page(house: House) -> dict[str, str]:
    """Walk to the check page without a browser and return the form that sends."""
    page = ask(house.public)
    for answers in [*report(cerita=STORY), SEND]:
        hidden = re.findall(r'<input type="hidden" name="(isi|langkah)" value="([^"]*)">', page)
        flat = {name: one[0] if isinstance(one, list) else one for name, one in answers.items()}
        fields = {name: html.unescape(value) for name, value in hidden} | flat
        if answers != SEND:
            page = ask(house.public, fields)
    assert fields["langkah"] == "periksa"
    return fields


def words(page: str) -> str:
    """Return the eight words of a page."""
    found = WORDS.search(page)
    assert found, page
    return " ".join(re.findall(r"<li>(\w+)</li>", found[1]))


def counted(house: House, table: str = "report") -> int:
    """Return how many there are."""
    return int(house.query(f"SELECT count(*) FROM reporting_{table}")[0][0])


def test_the_same_form_at_the_same_instant_at_two_processes(house: House, second: Serving) -> None:
    addresses = [house.public, second.public] * 2
    for _ in range(5):
        fields = check_page(house)
        reports, parts = counted(house), counted(house, "partkey")
        pages = together(addresses, [fields] * 4)
        assert len({words(page) for page in pages}) == 1
        assert words(ask(second.public, fields)) == words(pages[0])
        assert counted(house) - reports == 1
        assert counted(house, "partkey") - parts == 4


def test_many_different_forms_at_the_same_instant_are_all_kept(
    house: House, second: Serving
) -> None:
    forms, before = [check_page(house) for _ in range(6)], counted(house)
    pages = together([house.public, second.public] * 3, forms)
    assert len({words(page) for page in pages}) == 6
    assert counted(house) - before == 6


@pytest.mark.parametrize("script", [False, True], ids=["plain", "script"])
def test_a_double_press_on_send_is_one_report(reporter: Any, house: House, script: bool) -> None:
    she: Reporter = reporter(script=script).walk(report(cerita=STORY))
    before = counted(house)
    she.form.locator('button[name="kirim"]').dblclick()  # the second press ends the first's wait
    she.page.locator("#kode").wait_for()
    she.page.wait_for_load_state("networkidle")
    code = she.code()
    assert counted(house) - before == 1
    assert she.come_back(code).page.locator('[name="pesan"]').count() == 1


def press_together(*buttons: Locator) -> None:
    """Press buttons of several browsers before any of them has its answer."""
    with ExitStack() as answers:
        for button in buttons:
            answers.enter_context(button.page.expect_navigation())
        for button in buttons:
            button.dispatch_event("click")


def was_sent(worker: Worker) -> bool:
    """Say whether the page says so."""
    return worker.page.locator(".govuk-notification-banner--success").count() == 1


@pytest.fixture
def case(reporter: Any, house: House) -> tuple[str, str]:
    """The code and the number of a report that nobody has answered."""
    known = house.numbers()
    code = reporter().walk(report(cerita=STORY)).send()
    (number,) = house.numbers() - known
    return code, number


def test_two_workers_answer_the_same_case(
    reporter: Any, reader: Begin, case: tuple[str, str]
) -> None:
    """One answer is the first. The other worker is told so, and keeps what he wrote."""
    code, number = case
    workers = {name: reader(name).open(number) for name in ("maria", "yosef")}
    for name, worker in workers.items():
        worker.form("jawab").locator('[name="teks"]').fill(f"Dari {name}.")
    press_together(*(worker.form("jawab").locator("button") for worker in workers.values()))
    other, first = sorted(workers, key=lambda name: was_sent(workers[name]))
    assert was_sent(workers[first])
    assert not was_sent(workers[other])
    assert f"Dari {first}." in workers[other].text()
    kept = workers[other].form("pesan").locator('[name="teks"]')
    assert kept.input_value() == f"Dari {other}."
    said = reporter().come_back(code).text()
    assert (said.count(f"Dari {first}."), said.count(f"Dari {other}.")) == (1, 0)
    workers[other].write("pesan")
    assert reporter().come_back(code).text().count(f"Dari {other}.") == 1


def test_she_takes_back_a_consent_while_a_worker_writes(
    reporter: Any, reader: Begin, case: tuple[str, str]
) -> None:
    code, number = case
    maria = reader("maria").open(number)
    reporter().come_back(code).press("cabut")
    maria.write("jawab", teks="Terlambat.")
    assert STORY not in maria.text()
    assert maria.goto(f"/kasus/{number}/") == 404
    assert "Terlambat." not in reporter().come_back(code).text()


def test_she_withdraws_at_the_instant_a_worker_sends(
    reporter: Any, reader: Begin, case: tuple[str, str]
) -> None:
    """Whichever comes first: it is withdrawn, and what the worker was told is true."""
    code, number = case
    maria, she = reader("maria").open(number), reporter().come_back(code)
    she.press("tarik")
    maria.form("jawab").locator('[name="teks"]').fill("Hampir terlambat.")
    press_together(
        she.page.locator('main button[name="tarik_ya"]'), maria.form("jawab").locator("button")
    )
    was_told = was_sent(maria)
    assert she.page.locator('[name="pesan"]').count() == 0
    assert maria.goto(f"/kasus/{number}/") == 404
    assert not was_told or "Hampir terlambat." in reporter().come_back(code).text()
