"""Guessing: what is not yours is not there, whatever is written where its name should stand."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from urllib.parse import quote, unquote

import pytest
from django.db.models import Model

from ruangaman.duty.models import Absence, Swap
from ruangaman.people.models import ReceiverProposal
from ruangaman.reporting.models import File, Report
from tests.clients import PublicClient, StaffClient
from tests.contracts.attacks.addresses import plain, with_parameters
from tests.contracts.attacks.town import (
    METHODS,
    PEOPLE,
    REFUSED,
    Answer,
    Town,
    let_in,
    plain_of,
    turn,
    undone,
)
from tests.contracts.permission_table import STAFF

pytestmark = pytest.mark.django_db

OBJECTS = with_parameters("staff")
SHARES = 6
ODD = (
    ("..", "../..", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f", ".git", ".env"),
    ("a%2fb", "%2f", "%5c"), ("%00", "BCD-0000%00"), ("BCD-0000%0a", "%0d%0aX-Kenari:1", "%0a", "1%0a"),
    ("١٢٣", "１２３"), ("BCD-١٢٣٤", "BCD–0000", "ＢＣＤ-0000"), ("-1", "0", "00", "1e9"),
    ("9" * 400, "18446744073709551616", "9223372036854775808"), ("a" * 3000,), ("null", "None", "true", "*", "~"),
    ("%25", "%", "%ff%fe", "%c0%ae", "%ed%a0%80", "%F0%9F%99%88"), ("'", "\"", "1;drop", "1%20or%201=1"),
    ("{{7*7}}", "${7*7}", "<kenari>"), ("bcd-0000", "BCD-0000.json", "BCD-00000"),
    ("00000000000000000000000000000000", "{00000000-0000-0000-0000-000000000001}"),
)  # fmt: skip
"""By kind: each address is tried with one of each kind, all of a kind take turns."""
ENDINGS = {"cases:ending", "cases:ending_step", "cases:hold"}
LED = {"cases:few_seen", "cases:left", "cases:shut", "cases:team_desk"}
CLOSED = {301, 302, 400, 401, 403, 404, 405}


def hers(town: Town, page: str = "") -> dict[str, set[str]]:
    """Return, for each person, the identifiers that she may find in a room. Else nothing is there.

    A page about things that somebody owns adds here who finds which of them, and nobody else.
    """
    room = page.partition(":")[0]
    numbers = {row.number: row for row in _reports()}
    teams = {number: {team.code for team in row.teams.all()} for number, row in numbers.items()}
    things = town.things()
    found: dict[str, set[str]] = {name: set() for name in PEOPLE}
    found["maria"] = {number for number, codes in teams.items() if "uptd-ppa" in codes}
    found["lena"] = {number for number, codes in teams.items() if "fp-dinas-sosial" in codes}
    administered = ("people.User ", "people.Invitation ", "people.RoleGrant ")
    found["anton"] = {value for label, value in things.items() if label.startswith(administered)}
    if page in ENDINGS:  # proposed: whoever leads the team may confirm
        found["agustina"] = set(found["maria"])
    if page in LED:
        found["agustina"] = {str(town.world.teams["uptd-ppa"].pk)}
    if room == "duty":
        found["agustina"] = {str(town.world.teams["uptd-ppa"].pk)}
        found["agustina"] |= _pks(Absence)
        found["maria"] |= _pks(Absence) | _pks(Swap)
    if room == "receivers":  # they sign for each other
        signed = {str(town.world.people[name].pk) for name in town.world.keys}
        signed |= _pks(ReceiverProposal)
        found |= {name: signed for name in PEOPLE if name in town.world.keys}
    if room in ("network", "training", "policy", "surveys"):  # she keeps all; nobody heads one
        found["dewi"] = {value for label, value in things.items() if label.startswith("network.")}
    if room in ("policy", "surveys"):  # a focal point keeps the own unit's
        found["lena"].add("dinas-sosial")
        found["rina"].add("dinas-kesehatan")
    found |= _watched(page, things)
    for name in PEOPLE:
        found[name].add(town.token)  # the link of an invitation opens for whoever has it
    return found


def _watched(page: str, things: dict[str, str]) -> dict[str, set[str]]:
    """Whoever watches the province sees every unit's duties."""
    if page != "oversight:unit":
        return {}
    units = {value for label, value in things.items() if label.startswith("network.")}
    return {name: set(units) for name in ("dewi", "kadis")}


def _pks(model: type[Model]) -> set[str]:
    return {str(pk) for pk in model._default_manager.values_list("pk", flat=True)}


def _reports() -> list[Report]:
    return list(Report.objects.all())


def answer_to(town: Town, name: str, method: str, path: str, value: str) -> Answer:
    client = town.client(name)
    with undone(client):
        return plain_of(client.generic(method, path), path, value)


@pytest.mark.once
@pytest.mark.parametrize("share", range(SHARES))
def test_not_yours_and_not_there_are_the_same(town: Town, share: int) -> None:
    """For every address and role, with every identifier that anybody's page looks for.

    Whoever is let in asks with GET and POST. Whoever is refused before anything is looked for
    asks for one of them.
    """
    labels = {value: label for label, value in town.things().items()}
    found = []
    for address in OBJECTS[share::SHARES]:
        mine = hers(town, address.name)
        for (name, method), nothing in town.nothing(address).items():
            assert nothing[0] < 500, (address.path, name, method, nothing[0])
            values = [value for value in town.findable(address) if value not in mine[name]]
            if nothing[0] in REFUSED:
                values = in_turn(values, turn(address) + PEOPLE.index(name))
            for value in values:
                given = answer_to(town, name, method, address.at(value), value)
                if given != nothing:
                    found.append((address.path, name, method, labels[value], given[0], nothing[0]))
    assert found == []


def in_turn(values: Sequence[str], number: int) -> Sequence[str]:
    """Return one of them, if there is any."""
    return [values[number % len(values)]] if values else []


def test_somebody_finds_what_is_hers(town: Town) -> None:
    """The comparison above would also hold where nobody ever finds anything."""
    mine = hers(town)
    case = next(one for one in OBJECTS if one.name == "cases:detail")
    for name in ("maria", "lena"):
        (number,) = mine[name] - {town.token}
        assert answer_to(town, name, "GET", case.at(number), number)[0] == 200


def test_a_file_opens_for_those_alone_who_read_its_message(town: Town) -> None:
    """Its name stands in no address: for everybody else, and in every other case, it is none."""
    (file,), (mine, other) = File.objects.all(), Report.objects.order_by("-teams__code")
    assert file.report == mine
    asked = ((name, case) for name in PEOPLE for case in (mine, other))
    for name, case in asked:
        real, none = (_file_asked(town, name, case, pk) for pk in (file.pk, uuid.UUID(int=7)))
        assert (real == none) is ((name, case) != ("maria", mine)), (name, case.number)
    assert _file_asked(town, "maria", mine, file.pk)[0] == 200


def _file_asked(town: Town, name: str, case: Report, file: uuid.UUID) -> Answer:
    client, path = town.client(name), f"/kasus/{case.number}/file/"
    with undone(client):
        return plain_of(client.post(path, {"unduh": file.hex}), path, file.hex)


@pytest.mark.parametrize("share", range(SHARES))
def test_odd_names_find_nothing_and_break_nothing(town: Town, share: int) -> None:
    """Those who are let in ask in turn; what is no address at all is so for everybody."""
    for address in OBJECTS[share::SHARES]:
        number, people = turn(address), let_in(address) or PEOPLE
        for kind, odds in enumerate(ODD):
            (odd,), name = in_turn(odds, number), people[(number + kind) % len(people)]
            path, client = address.at(quote(odd, safe="%/<>{}*;=~'\"")), town.client(name)
            for method in METHODS:
                with undone(client):
                    answer = client.generic(method, path)
                assert answer.status_code in CLOSED, (name, method, path, answer.status_code)
                assert "X-Kenari" not in answer.headers
                if answer.wsgi_request.resolver_match is None:
                    break


@pytest.mark.once
@pytest.mark.parametrize("surface", ["public", "staff"])
def test_odd_ends_of_every_address(town: Town, surface: str) -> None:
    client = PublicClient() if surface == "public" else town.client("anton")
    for number, path in enumerate(plain(surface)):
        for (odd,) in (in_turn(odds, number) for odds in ODD):
            ways = (f"{path}{odd}", f"/en{path}{odd}", f"{path.rstrip('/')}{odd}")
            tried = ways[number % len(ways)]
            answer = client.get(quote(tried, safe="%/<>{}*;=~'\""))
            assert answer.status_code in CLOSED | {200}, (tried, answer.status_code)
            if answer.status_code == 200:
                assert unquote(tried).removeprefix("/en") in plain(surface), tried


def test_a_stranger_learns_nothing_from_an_address(town: Town) -> None:
    """Whether something is there: sign-in is asked for either way."""
    for address in OBJECTS:
        if STAFF[address.name][2] is None:
            continue
        invented = town.invented(address)
        nothing = _to_a_stranger(address.at(invented), invented)
        for value in town.things().values():
            if address.expects.fullmatch(value):
                assert _to_a_stranger(address.at(value), value) == nothing


def _to_a_stranger(path: str, value: str) -> Answer:
    return plain_of(StaffClient().get(path), path, value)
