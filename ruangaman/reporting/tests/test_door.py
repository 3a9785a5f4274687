"""Wrong codes at ``/pesan/``: who types many waits a little, others do not notice."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from ruangaman.lib.codename import Code
from ruangaman.reporting import limits
from ruangaman.reporting.tests.conftest import Clock
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.pages import assert_private, text_of
from tests.world import World

pytestmark = pytest.mark.django_db

OFFICE, ELSEWHERE = "192.0.2.7", "198.51.100.2"
OPEN = "Belum ada yang membuka"


@pytest.fixture
def code(public: PublicClient, world: World, clock: Clock) -> str:
    return code_of(public.go_on(public.report(*report()), **SEND))


def wrong(number: int) -> str:
    """Return eight words that belong together and open nothing."""
    return " ".join(Code(number).words)


def knock(public: PublicClient, code: str, form: Any = None, address: str = OFFICE) -> Any:
    """Type a code into the form of ``form``, or into one without a past."""
    page = form.content.decode() if form else ""
    carried = dict(re.findall(r'name="(isi)" value="([^"]*)"', page))
    return public.post("/pesan/", {**carried, "kode": code}, REMOTE_ADDR=address)


def looked_at(response: Any) -> bool:
    """Say whether the code was looked at, rather than waited with."""
    assert response.status_code in (200, 404, 422, 429)
    return response.status_code != 429


def test_ten_wrong_codes_cost_nothing(public: PublicClient, code: str) -> None:
    page = None
    for number in range(9):
        page = knock(public, wrong(number), page)
        assert page.status_code == 404
        assert "Tunggu" not in text_of(page)
    page = knock(public, "kata yang tidak ada", page)
    assert page.status_code == 422
    assert knock(public, code).status_code == 200


def test_a_hundred_wrong_codes_slow_that_sender(
    public: PublicClient, code: str, clock: Clock
) -> None:
    page, tried, waited = None, 0, 0
    for number in range(100):
        page = knock(public, wrong(number), page)
        tried += looked_at(page)
        found = re.search(r"Tunggu (\d+) detik", text_of(page))
        if found:
            waited += int(found[1])
            clock.pass_by(int(found[1]))
    assert tried == 100
    assert waited == 5 + 10 + 15 + 20 + 25 + 86 * 30


def test_pressing_early_counts_nothing_and_keeps_the_words(
    public: PublicClient, code: str, clock: Clock
) -> None:
    page = None
    for number in range(10):
        page = knock(public, wrong(number), page)
    assert "Tunggu 5 detik, lalu tekan “Buka” lagi." in text_of(page)
    clock.pass_by(2)
    for _ in range(20):
        page = knock(public, code, page)
        assert page.status_code == 429
        assert page["Retry-After"] == "3"
        assert "Tunggu 3 detik" in text_of(page)
        assert f'value="{code}"' in unescape(page.content.decode())
    assert_private(page)
    clock.pass_by(3)
    assert OPEN in knock(public, code, page).content.decode()


def test_another_browser_behind_the_same_address_opens_at_once(
    public: PublicClient, code: str, clock: Clock
) -> None:
    """She opens the door's page and types; that alone takes longer than the five seconds."""
    page = None
    for number in range(100):
        page = knock(public, wrong(number), page)
        clock.pass_by(30 if "Tunggu" in text_of(page) else 0)
    others_door = public.get("/pesan/", REMOTE_ADDR=OFFICE)
    assert "Tunggu" not in text_of(others_door)
    clock.pass_by(5)
    assert OPEN in knock(public, code, others_door).content.decode()


def flood(public: PublicClient, times: int = 100) -> None:
    """Try so many wrong codes, each with a fresh form."""
    for number in range(times):
        assert looked_at(knock(public, wrong(number)))


def test_a_script_with_fresh_forms_is_slowed_as_well(
    public: PublicClient, code: str, clock: Clock
) -> None:
    flood(public)
    tried = [looked_at(knock(public, wrong(number))) for number in range(100)]
    assert not any(tried)


def test_others_wait_five_seconds_at_most_while_a_script_runs(
    public: PublicClient, code: str, clock: Clock
) -> None:
    flood(public)
    for _ in range(3):
        page = knock(public, code)
        assert "Tunggu 5 detik" in text_of(page)
        clock.pass_by(5)
        knock(public, wrong(1))
        assert OPEN in knock(public, code, page).content.decode()


def test_who_has_the_page_open_already_does_not_wait(
    public: PublicClient, code: str, clock: Clock
) -> None:
    door = public.get("/pesan/", REMOTE_ADDR=OFFICE)
    flood(public)
    door = public.get("/pesan/", REMOTE_ADDR=OFFICE)
    clock.pass_by(8)
    assert OPEN in knock(public, code, door).content.decode()


def test_another_address_does_not_wait(public: PublicClient, code: str, clock: Clock) -> None:
    flood(public)
    assert OPEN in knock(public, code, address=ELSEWHERE).content.decode()


def test_a_form_that_has_waited_is_not_a_pass_for_more(
    public: PublicClient, code: str, clock: Clock
) -> None:
    """The same form sent again and again is known again, though it says that it never erred."""
    flood(public)
    waited = knock(public, wrong(1))
    clock.pass_by(5)
    tried = [looked_at(knock(public, wrong(number), waited)) for number in range(50)]
    assert tried == [True] + [False] * 49


def test_a_form_of_something_else_is_a_form_without_a_past(
    public: PublicClient, code: str, clock: Clock
) -> None:
    flood(public)
    mailbox = knock(public, code, address=ELSEWHERE)
    for odd in (mailbox, public.get("/lapor/")):
        assert knock(public, code, odd).status_code == 429
    limits.forget()
    assert knock(public, code, mailbox).status_code == 200


def test_a_mailbox_that_is_open_does_not_notice(
    public: PublicClient, code: str, clock: Clock
) -> None:
    mailbox = knock(public, code)
    flood(public)
    sent = public.go_on(mailbox, pesan="Saya ingin psikolog.", kirim="1", REMOTE_ADDR=OFFICE)
    assert "Saya ingin psikolog." in text_of(sent)


def test_empty_fields_are_no_wrong_codes(public: PublicClient, code: str, clock: Clock) -> None:
    for _ in range(150):
        knock(public, "  ")
    assert OPEN in knock(public, code).content.decode()


def test_it_is_forgotten(public: PublicClient, code: str, clock: Clock) -> None:
    flood(public)
    clock.pass_by(1200)
    assert OPEN in knock(public, code).content.decode()


def test_it_says_so_in_english(public: PublicClient, code: str, clock: Clock) -> None:
    flood(public)
    page = public.post("/en/pesan/", {"kode": code}, REMOTE_ADDR=OFFICE)
    assert "Wait 5 seconds, then press “Open” again." in text_of(page)
