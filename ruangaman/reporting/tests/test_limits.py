"""Limits on sending: looked at before the form is filled, and never a refusal."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.carry import carrier
from ruangaman.reporting import limits
from ruangaman.reporting.flow import CHECK
from ruangaman.reporting.models import Report
from ruangaman.reporting.tests.conftest import Clock
from ruangaman.reporting.tests.ways import SEND, report
from ruangaman.reporting.views.carried import FIELD, PAGE, Carried
from tests.clients import PublicClient, code_of
from tests.pages import assert_private, text_of
from tests.world import World

pytestmark = pytest.mark.django_db

OFFICE, ELSEWHERE = "192.0.2.7", "198.51.100.2"
STORY = "Ia memegang tangan saya di ruang rapat."
OFFICE_PEOPLE = 300


def given() -> dict[str, Any]:
    """Return the answers of the way, as the form carries them."""
    return {name: value for page in report() for name, value in page.items()}


def hidden(response: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return found[1] if found else ""


def carried(response: Any) -> Carried:
    """Return what a page's form carries, opened with the house's own key."""
    page = hidden(response, PAGE)
    text = carrier().open(hidden(response, FIELD), step=f"lapor {page}", now=timezone.now())
    body = json.loads(text)
    return Carried(page, bytes.fromhex(body["random"]), body["given"], body["not_before"])


def first_page(public: PublicClient, address: str = OFFICE) -> Carried:
    """Open ``/lapor/``."""
    return carried(public.get("/lapor/", REMOTE_ADDR=address))


def check_page(first: Carried) -> dict[str, str]:
    """Return the form of the last page of somebody who began with ``first``."""
    last = first.with_answers(given()).at(CHECK)
    return {FIELD: last.sealed(), PAGE: CHECK, **SEND}


def send(public: PublicClient, form: dict[str, str], address: str = OFFICE) -> Any:
    return public.post("/lapor/", form, REMOTE_ADDR=address)


def many_have_sent(address: str = OFFICE, times: int = 5000) -> None:
    """Let so many reports have come from an address."""
    sender = bytes(int(part) for part in address.split("."))
    for _ in range(times):
        limits.SENDS.count(sender)


def walk(public: PublicClient, **more: Any) -> Any:
    """Walk through all pages to the check page."""
    response = public.get("/lapor/", **more)
    for fields in report():
        response = public.go_on(response, **fields)
    return response


def test_an_office_of_300_reports_within_an_hour_and_nobody_waits(
    public: PublicClient, world: World, clock: Clock
) -> None:
    begun = clock.now
    for _ in range(OFFICE_PEOPLE):
        form = check_page(first_page(public))
        clock.pass_by(11.9)
        assert len(code_of(send(public, form)).split()) == 8
    assert clock.now - begun < dt.timedelta(hours=1)
    assert Report.objects.count() == OFFICE_PEOPLE


def test_whoever_fills_the_form_in_like_a_person_never_waits(
    public: PublicClient, world: World, clock: Clock
) -> None:
    many_have_sent()
    check = walk(public, REMOTE_ADDR=OFFICE)
    clock.pass_by(31)
    assert code_of(public.go_on(check, **SEND))


def test_who_is_quicker_than_a_person_is_told_the_seconds_and_keeps_every_answer(
    public: PublicClient, world: World, clock: Clock
) -> None:
    many_have_sent()
    check = walk(public, REMOTE_ADDR=OFFICE)
    clock.pass_by(18)
    early = public.go_on(check, **SEND)
    assert early.status_code == 429
    assert early["Retry-After"] == "12"
    assert "Tunggu 12 detik, lalu tekan “Kirim” lagi." in text_of(early)
    assert STORY in text_of(early)
    assert hidden(early, PAGE) == CHECK
    assert_private(early)
    assert not Report.objects.exists()
    clock.pass_by(4)
    assert "Tunggu 8 detik" in text_of(public.go_on(early, **SEND))
    clock.pass_by(8)
    assert code_of(public.go_on(early, **SEND))
    assert Report.objects.count() == 1


def test_it_says_so_in_english(public: PublicClient, world: World, clock: Clock) -> None:
    many_have_sent("127.0.0.1")
    early = public.go_on(public.report(*report(), prefix="/en"), prefix="/en", **SEND)
    assert "Wait 30 seconds, then press “Send” again." in text_of(early)
    clock.pass_by(29)
    last = public.go_on(early, prefix="/en", **SEND)
    assert "Wait 1 second, then" in text_of(last)


def test_back_other_language_and_changes_keep_the_second(
    public: PublicClient, world: World, clock: Clock
) -> None:
    many_have_sent()
    first = public.get("/lapor/", REMOTE_ADDR=OFFICE)
    second = carried(first).not_before
    page = public.go_on(first, aman="ya")
    for press in ({"bahasa": "1"}, {"kembali": "1"}, {"aman": "ya"}, {"tujuan": "lapor"}):
        clock.pass_by(1)
        page = public.go_on(page, **press)
        assert carried(page).not_before == second
    assert carried(page).page == "tentang"
    clock.pass_by(1)
    change = {**check_page(carried(page)), "ubah": "kapan"}
    assert carried(public.post("/lapor/", change)).not_before == second


@pytest.mark.parametrize("sent", [299, 300, 450, 600, 100_000])
def test_the_wait_grows_slowly_and_ends_at_half_a_minute(
    public: PublicClient, world: World, clock: Clock, sent: int
) -> None:
    many_have_sent(times=sent)
    wait = first_page(public).not_before
    seconds = wait - int(clock.now.timestamp()) if wait else 0
    assert seconds == {299: 0, 300: 1, 450: 16, 600: 30, 100_000: 30}[sent]


def test_others_do_not_wait(public: PublicClient, world: World, clock: Clock) -> None:
    many_have_sent()
    assert first_page(public, ELSEWHERE).not_before == 0
    assert code_of(send(public, check_page(first_page(public, ELSEWHERE)), ELSEWHERE))


def test_where_everybody_has_one_address_the_channel_stays_open(
    public: PublicClient, world: World, clock: Clock
) -> None:
    """An onion service, or a proxy that is not trusted: half a minute, and it is sent."""
    for _ in range(5):
        many_have_sent("127.0.0.1", 2000)
        form = check_page(first_page(public, "127.0.0.1"))
        clock.pass_by(30)
        assert code_of(send(public, form, "127.0.0.1"))


def test_a_form_begun_before_others_sent_is_not_slowed(
    public: PublicClient, world: World, clock: Clock
) -> None:
    form = check_page(first_page(public))
    many_have_sent()
    assert code_of(send(public, form))


def test_the_same_form_again_counts_once(public: PublicClient, world: World, clock: Clock) -> None:
    form = check_page(first_page(public))
    for _ in range(5):
        assert code_of(send(public, form))
    assert limits.SENDS.total(bytes([192, 0, 2, 7])) == 1


def test_the_second_cannot_be_altered(public: PublicClient, world: World, clock: Clock) -> None:
    many_have_sent()
    form = check_page(first_page(public))
    raw = base64.urlsafe_b64decode(form[FIELD])
    for place in range(0, len(raw), 7):
        changed = bytearray(raw)
        changed[place] ^= 1
        field = base64.urlsafe_b64encode(bytes(changed)).decode()
        assert send(public, {**form, FIELD: field}).status_code == 400
    for name in ("not_before", "given", "random"):
        assert send(public, {**form, name: "0"}).status_code == 429
    assert not Report.objects.exists()


def test_a_clock_that_is_set_back_keeps_nobody_waiting(
    public: PublicClient, world: World, clock: Clock
) -> None:
    many_have_sent()
    form = check_page(first_page(public))
    clock.pass_by(-600)
    assert code_of(send(public, form))


def test_a_form_of_the_version_before_is_taken(public: PublicClient, world: World) -> None:
    body = f'{{"random":"{"00" * 32}","given":{{}}}}'.encode()
    field = carrier().seal(body, step="lapor aman", now=timezone.now())
    assert public.post("/lapor/", {FIELD: field, PAGE: "aman"}).status_code == 200


def test_reports_are_counted_by_the_address_a_trusted_proxy_tells(
    public: PublicClient, world: World, clock: Clock, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = 1
    form = check_page(first_page(public))
    proxied = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": f"{ELSEWHERE}, {OFFICE}"}
    assert code_of(public.post("/lapor/", form, **proxied))
    assert limits.SENDS.total(bytes([192, 0, 2, 7])) == 1
    assert limits.SENDS.total(bytes([198, 51, 100, 2])) == 0
