"""Which address is believed, and what requests of one sender have in common."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from ruangaman.core.middleware.sender import SenderAddress
from ruangaman.core.sender import address_believed, sender_of

PROXY, SHE, LIE = "10.0.0.1", "192.0.2.7", "203.0.113.9"


def believed(proxies: int, *told: str) -> str:
    meta = {"REMOTE_ADDR": PROXY}
    if told:
        meta["HTTP_X_FORWARDED_FOR"] = ", ".join(told)
    return address_believed(meta, proxies=proxies)


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, (SHE,), PROXY),
        (0, (), PROXY),
        (1, (SHE,), SHE),
        (1, (LIE, SHE), SHE),
        (2, (LIE, SHE, "10.0.0.2"), SHE),
        (2, (SHE,), PROXY),
        (1, (), PROXY),
        (1, ("bukan alamat",), PROXY),
        (1, (f"{SHE}:4711",), PROXY),
        (1, ("",), PROXY),
    ],
)
def test_only_trusted_proxies_are_believed(proxies: int, told: Any, address: str) -> None:
    assert believed(proxies, *told) == address


def sender(address: str) -> bytes:
    return sender_of(RequestFactory().get("/", REMOTE_ADDR=address))


def test_an_address_is_a_sender() -> None:
    assert len({sender(address) for address in (PROXY, SHE, LIE)}) == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", SHE, True),
        ("", "unix:", True),
    ],
)
def test_a_household_is_one_sender_whatever_address_it_takes(
    one: str, other: str, same: bool
) -> None:
    assert (sender(one) == sender(other)) is same


def test_further_in_only_the_believed_address_is_seen(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    seen: dict[str, Any] = {}

    def inner(request: HttpRequest) -> HttpResponse:
        seen.update(request.META)
        return HttpResponse()

    SenderAddress(inner)(
        RequestFactory().get(
            "/",
            REMOTE_ADDR=PROXY,
            headers={"X-Forwarded-For": f"{LIE}, {SHE}", "X-Real-IP": LIE, "Forwarded": LIE},
        )
    )
    assert seen["REMOTE_ADDR"] == SHE
    assert LIE not in str(seen)


def test_the_number_of_proxies_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.exceptions import ImproperlyConfigured

    from ruangaman.settings import env_number

    monkeypatch.setenv("RUANGAMAN_TRUSTED_PROXIES", "2")
    assert env_number("RUANGAMAN_TRUSTED_PROXIES", default=0, least=0) == 2
    for wrong in ("-1", "satu", "1.5"):
        monkeypatch.setenv("RUANGAMAN_TRUSTED_PROXIES", wrong)
        with pytest.raises(ImproperlyConfigured, match="at least 0"):
            env_number("RUANGAMAN_TRUSTED_PROXIES", default=0, least=0)
