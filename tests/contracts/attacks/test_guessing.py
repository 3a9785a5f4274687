"""Guessing: what is not yours is not there, whatever is written where its name should stand."""

from __future__ import annotations

import uuid
from urllib.parse import quote, unquote

import pytest

from tests.clients import PublicClient, StaffClient
from tests.contracts.attacks.addresses import Address, plain, with_parameters
from tests.contracts.attacks.town import PEOPLE, Town, plain_of, undone
from tests.contracts.test_permissions import STAFF

pytestmark = pytest.mark.django_db

OBJECTS = with_parameters("staff")
ODD = (
    "..", "../..", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f", "a%2fb", "%2f", "%5c", "%00", "BCD-0000%00",
    "BCD-0000%0a", "%0d%0aX-Kenari:1", "%0a", "1%0a", "١٢٣", "BCD-١٢٣٤", "１２３", "-1", "0", "00", "1e9",
    "9" * 400, "a" * 3000, "18446744073709551616", "9223372036854775808", "null", "None", "true", "*",
    "%25", "%", "%ff%fe", "%c0%ae", "%ed%a0%80", "'", "\"", "1;drop", "1%20or%201=1", "{{7*7}}", "${7*7}",
    "<kenari>", "bcd-0000", "BCD-0000.json", "BCD-00000", "BCD–0000", "ＢＣＤ-0000", "%F0%9F%99%88", "~",
    "00000000000000000000000000000000", "{00000000-0000-0000-0000-000000000001}", ".git", ".env",
)  # fmt: skip
CLOSED = {301, 302, 400, 403, 404, 405}


def hers(town: Town) -> dict[str, set[str]]:
    """Return, for each person, the identifiers that she may find. Everything else is not there.

    A page about things that somebody owns adds here who finds which of them, and nobody else.
    """
    numbers = {row.number: row for row in _reports()}
    teams = {number: {team.code for team in row.teams.all()} for number, row in numbers.items()}
    things = town.things()
    found: dict[str, set[str]] = {name: set() for name in PEOPLE}
    found["maria"] = {number for number, codes in teams.items() if "uptd-ppa" in codes}
    found["lena"] = {number for number, codes in teams.items() if "fp-dinas-sosial" in codes}
    administered = ("people.User ", "people.Invitation ", "people.RoleGrant ")
    found["anton"] = {value for label, value in things.items() if label.startswith(administered)}
    for name in PEOPLE:
        found[name].add(town.token)  # the link of an invitation opens for whoever has it
    return found


def _reports() -> list[object]:
    from ruangaman.reporting.models import Report

    return list(Report.objects.all())


def fake(address: Address, things: set[str]) -> str:
    """Return something that looks like a name of such an object, and is none."""
    shape = address.expects
    options = [str(uuid.UUID(int=7)), "987654321", "ZZZ-9999", "tidak-ada", "2099-12"]
    return next(one for one in options if shape.fullmatch(one) and one not in things)


def answer_to(town: Town, name: str, method: str, path: str, value: str) -> tuple[int, str, str]:
    client = town.client(name)
    with undone(client):
        return plain_of(client.generic(method, path), path, value)


@pytest.mark.parametrize("address", OBJECTS, ids=lambda one: one.name)
def test_not_yours_and_not_there_are_the_same(town: Town, address: Address) -> None:
    """For every role, with GET and POST, and with every identifier of every table."""
    mine, things = hers(town), town.things()
    invented = fake(address, set(things.values()))
    real = {value for value in things.values() if address.expects.fullmatch(value)}
    for name in PEOPLE:
        for method in ("GET", "POST"):
            nothing = answer_to(town, name, method, address.at(invented), invented)
            assert nothing[0] < 500, (name, method, nothing[0])
            for value in real - mine[name]:
                given = answer_to(town, name, method, address.at(value), value)
                assert given == nothing, (name, method, address.at(value))


def test_somebody_finds_what_is_hers(town: Town) -> None:
    """The comparison above would also hold where nobody ever finds anything."""
    mine = hers(town)
    case = next(one for one in OBJECTS if one.name == "cases:detail")
    for name in ("maria", "lena"):
        (number,) = mine[name] - {town.token}
        assert answer_to(town, name, "GET", case.at(number), number)[0] == 200


@pytest.mark.parametrize("address", OBJECTS, ids=lambda one: one.name)
def test_odd_names_find_nothing_and_break_nothing(town: Town, address: Address) -> None:
    for name in ("maria", "anton"):
        for odd in ODD:
            path = address.at(quote(odd, safe="%/<>{}*;=~'\""))
            for method in ("GET", "POST"):
                client = town.client(name)
                with undone(client):
                    answer = client.generic(method, path)
                assert answer.status_code in CLOSED, (name, method, path, answer.status_code)
                assert "X-Kenari" not in answer.headers


@pytest.mark.parametrize("surface", ["public", "staff"])
def test_odd_ends_of_every_address(town: Town, surface: str) -> None:
    client = PublicClient() if surface == "public" else town.client("anton")
    for path in plain(surface):
        for odd in ODD:
            for tried in (f"{path}{odd}", f"/en{path}{odd}", f"{path.rstrip('/')}{odd}"):
                answer = client.get(quote(tried, safe="%/<>{}*;=~'\""))
                assert answer.status_code in CLOSED | {200}, (tried, answer.status_code)
                if answer.status_code == 200:
                    assert unquote(tried).removeprefix("/en") in plain(surface), tried


def test_a_stranger_learns_nothing_from_an_address(town: Town) -> None:
    """Whether something is there: sign-in is asked for either way."""
    for address in OBJECTS:
        if STAFF[address.name][2] is None:
            continue
        invented = fake(address, set(town.things().values()))
        nothing = _to_a_stranger(address.at(invented), invented)
        for value in town.things().values():
            if address.expects.fullmatch(value):
                assert _to_a_stranger(address.at(value), value) == nothing


def _to_a_stranger(path: str, value: str) -> tuple[int, str, str]:
    return plain_of(StaffClient().get(path), path, value)
