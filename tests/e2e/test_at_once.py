"""Two people, two processes, two presses at the same instant: one of each, and nothing lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from ruangaman.reporting.tests.ways import report
from tests.e2e.people import Reporter
from tests.house import LONGEST, House, Serving

STORY = "Cerita yang dikirim dua kali."
WORDS = re.compile(r'id="kode"[^>]*>(.*?)</ol>', re.S)

browser = pytest.mark.browser


@pytest.fixture(scope="module")
def second(house: House) -> Iterator[Serving]:
    """Another pair of servers over the same database."""
    serving = house.serve()
    yield serving
    house.servers.remove(serving)
    serving.stop()


def post(address: str, fields: dict[str, str]) -> str:
    """Send a form without a browser and return the page."""
    request = Request(address, urlencode(fields).encode())
    with urlopen(request, timeout=LONGEST) as answer:
        return str(answer.read().decode())


def together(addresses: list[str], fields: dict[str, str]) -> list[str]:
    """Send the same form to every address at the same instant."""
    start = Barrier(len(addresses))

    def one(address: str) -> str:
        start.wait(LONGEST)
        return post(address, fields)

    with ThreadPoolExecutor(len(addresses)) as pool:
        return list(pool.map(one, addresses))


def check_page(house: House) -> dict[str, str]:
    """Walk to the check page without a browser and return the form that sends."""
    page = urlopen(f"{house.public}/lapor/", timeout=LONGEST).read().decode()
    for answers in [*report(cerita=STORY), {"kirim": "1"}]:
        hidden = re.findall(r'<input type="hidden" name="(isi|langkah)" value="([^"]*)">', page)
        fields = {name: html.unescape(value) for name, value in hidden}
        flat = {k: v[0] if isinstance(v, list) else v for k, v in answers.items()}
        if "kirim" in answers:
            return {**fields, **flat}
        page = post(f"{house.public}/lapor/", {**fields, **flat})
    raise AssertionError(page)


def words(page: str) -> str:
    """Return the eight words of a page."""
    found = WORDS.search(page)
    assert found, page
    return " ".join(re.findall(r"<li>(\w+)</li>", found[1]))


def counted(house: House) -> list[int]:
    """Return how many reports, items and boxes there are."""
    tables = ("reporting_report", "reporting_item", "reporting_box", "reporting_partkey")
    return [house.query(f"SELECT count(*) FROM {table}")[0][0] for table in tables]


@browser
@pytest.mark.postgres
def test_the_same_form_at_the_same_instant_at_two_processes(house: House, second: Serving) -> None:
    for _ in range(5):
        fields, before = check_page(house), counted(house)
        addresses = [f"{address}/lapor/" for address in (house.public, second.public)] * 2
        pages = together(addresses, fields)
        assert len({words(page) for page in pages}) == 1
        assert words(post(f"{second.public}/lapor/", fields)) == words(pages[0])
        after = counted(house)
        assert after[0] - before[0] == 1
        assert after[1] - before[1] == after[3] - before[3] == 4


@browser
@pytest.mark.postgres
def test_many_different_forms_at_the_same_instant_are_all_kept(
    house: House, second: Serving
) -> None:
    forms, before = [check_page(house) for _ in range(6)], counted(house)[0]
    addresses = [f"{house.public}/lapor/", f"{second.public}/lapor/"] * 3
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(post, addresses, forms))
    assert len({words(page) for page in pages}) == 6
    assert counted(house)[0] - before == 6


@browser
@pytest.mark.parametrize("script", [False, True], ids=["plain", "script"])
def test_a_double_press_on_send_is_one_report(reporter: Any, house: House, script: bool) -> None:
    she: Reporter = reporter(script=script).walk(report(cerita=STORY))
    before = counted(house)[0]
    with she.page.expect_navigation():
        she.form.locator('button[name="kirim"]').dblclick(no_wait_after=True)
    she.page.wait_for_load_state("networkidle")
    assert she.code()
    assert counted(house)[0] - before == 1


@browser
def test_two_workers_answer_the_same_case(reporter: Any, reader: Any) -> None:
    maria, yosef = (reader(name) for name in ("maria", "yosef"))
    known = maria.numbers()
    code = reporter().walk(report(cerita=STORY)).send()
    number = (maria.numbers() - known).pop()
    maria.open(number)
    yosef.open(number)
    maria.write("jawab", teks="Dari Maria.")
    yosef.write("jawab", teks="Dari Yosef.")
    assert "Dari Maria." in yosef.text()
    assert yosef.page.get_by_role("alert").count()
    assert yosef.form("pesan").locator('[name="teks"]').input_value() == "Dari Yosef."
    she = reporter().come_back(code)
    assert "Dari Maria." in she.text()
    assert "Dari Yosef." not in she.text()
    yosef.write("pesan")
    assert "Dari Yosef." in reporter().come_back(code).text()


@browser
def test_she_takes_back_while_a_worker_writes(reporter: Any, reader: Any) -> None:
    maria = reader("maria")
    known = maria.numbers()
    code = reporter().walk(report(cerita=STORY)).send()
    number = (maria.numbers() - known).pop()
    maria.open(number)
    she = reporter().come_back(code)
    she.press("cabut")
    maria.write("jawab", teks="Terlambat.")
    assert STORY not in maria.text()
    assert maria.goto(f"/kasus/{number}/") == 404
    assert "Terlambat." not in reporter().come_back(code).text()
