"""Forged requests: another site cannot make a browser do anything, and looking changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from tests.clients import PublicClient, StaffClient
from tests.contracts.attacks.addresses import addresses, plain
from tests.contracts.attacks.contents import GUESSED, KEPT_OF_A_VISIT, Contents
from tests.contracts.attacks.town import PEOPLE, REFUSED, Town, undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STAFF = addresses("staff")
ELSEWHERE: tuple[dict[str, Any], ...] = (
    {"HTTP_ORIGIN": "https://jahat.example"},
    {"HTTP_ORIGIN": "null"},
    {"HTTP_ORIGIN": "http://testserver.jahat.example"},
    {"HTTP_ORIGIN": "http://testserver:81"},
    {"wsgi.url_scheme": "https", "HTTP_REFERER": "https://jahat.example/"},
    {"wsgi.url_scheme": "https"},
    {"wsgi.url_scheme": "https", "HTTP_REFERER": "http://testserver/"},
)
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "get")
_WRITES = re.compile(r"^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.I)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def suspicious(town: Town, name: str) -> StaffClient:
    """Return the browser of somebody whose forms must bear their token."""
    client = StaffClient(enforce_csrf_checks=True)
    return town.world.sign_in(client, name, unlock=name in town.world.keys)  # type: ignore[no-any-return]


def token_of(client: StaffClient) -> str:
    found = _TOKEN.search(client.get("/").content.decode())
    assert found
    return found[1]


def posts(town: Town) -> list[str]:
    """Return a path of every address."""
    return [path for address in STAFF for path in town.paths(address)[:1]]


def test_a_form_without_its_token_does_nothing(town: Town) -> None:
    for name in ("maria", "anton"):
        client, paths = suspicious(town, name), posts(town)
        before = Contents()
        for path in paths:
            assert client.post(path).status_code in (403, 405), path
        assert before.same()


def test_nor_with_the_token_of_somebody_else(town: Town) -> None:
    strange = token_of(suspicious(town, "yosef"))
    client = suspicious(town, "maria")
    token_of(client)
    for path in posts(town):
        answer = client.post(path, {"csrfmiddlewaretoken": strange})
        assert answer.status_code in (403, 405), path


def test_nor_with_the_right_token_from_elsewhere(town: Town) -> None:
    """One rule refuses them all: each address is tried with two of them in turn."""
    client = suspicious(town, "maria")
    token = token_of(client)
    for number, path in enumerate(posts(town)):
        for place in (number, number + 3):
            headers = ELSEWHERE[place % len(ELSEWHERE)]
            answer = client.post(path, {"csrfmiddlewaretoken": token}, **headers)
            assert answer.status_code in (403, 405), (path, headers)


def test_with_its_own_token_it_works(town: Town) -> None:
    client = suspicious(town, "maria")
    answer = client.post("/keluar/", {"csrfmiddlewaretoken": token_of(client)})
    assert answer.status_code == 302


@pytest.mark.parametrize("site", ["cross-site", "same-site", "CROSS-SITE"])
def test_a_public_form_of_another_site_does_nothing(town: Town, site: str) -> None:
    before = Contents()
    for path in plain("public"):
        answer = PublicClient().post(path, {"kode": "a"}, HTTP_SEC_FETCH_SITE=site)
        assert answer.status_code in (403, 405), path
    assert before.same()


@contextmanager
def writes_noted(noted: list[str]) -> Iterator[None]:
    """Note the table of everything that is written."""

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := _WRITES.match(sql)) and found[1] not in KEPT_OF_A_VISIT:
            noted.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


@pytest.mark.parametrize(
    ("name", "method"),
    [*((name, "GET") for name in (*PEOPLE, "nobody")), ("maria", "HEAD"), ("anton", "HEAD")],
)
def test_looking_changes_nothing(town: Town, name: str, method: str) -> None:
    """At every address, and at everything it leads to for whoever is not refused before."""
    client = StaffClient() if name == "nobody" else town.client(name)
    paths = {address: town.paths(address) for address in STAFF}
    before = Contents()
    for address in STAFF:
        for path in paths[address]:
            noted: list[str] = []
            with undone(client), writes_noted(noted):
                query = "tarik_ya=1&kirim=1&next=/keluar/"
                answer = client.generic(method, path, QUERY_STRING=query)
                left = GUESSED if answer.status_code == 404 else set()
                assert before.same(but=left), (path, noted)
            assert set(noted) <= left, path
            if answer.status_code in REFUSED or name == "nobody":
                break


def test_looking_at_the_public_pages_changes_nothing(town: Town) -> None:
    before, noted = Contents(), []
    with writes_noted(noted):
        for path in plain("public"):
            for language in ("", "/en"):
                town.public.get(f"{language}{path}?kirim=1&kode=a&tarik_ya=1")
    assert noted == []
    assert before.same()


def test_other_methods_do_nothing(town: Town) -> None:
    """Each address of the staff is tried with two of them in turn."""
    town.client("maria")
    paths = posts(town)
    before = Contents()
    for turn, method in enumerate(METHODS):
        for path in paths[turn % 4 :: 4]:
            with undone(town.client("maria")):
                assert town.client("maria").generic(method, path).status_code < 500
                assert before.same(), (method, path)
        for path in plain("public"):
            assert town.public.generic(method, path).status_code in (200, 403, 404, 405)
