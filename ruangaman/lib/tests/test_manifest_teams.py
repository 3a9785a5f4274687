"""What teams are called and are is signed like everything else, and older chains stay readable."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruangaman.lib.manifest import (
    MOST_TEAMS,
    ROOT,
    Closing,
    Entry,
    Kind,
    ManifestFault,
    TeamSaid,
    teams_decoded,
    teams_encoded,
)
from ruangaman.lib.manifest.entries import key_digest
from ruangaman.lib.tests.manifest_house import House, chained, id_of, pair

NEVER = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
EARLIER_RELEASE = "82937ca00edd14613d4db4ca57f585255169ec1d4afeae7e0499a956ed758fac"
"""Hash of the chain below as 0.1.0 made it before entries about teams were known."""


@pytest.fixture
def house() -> House:
    """Ana, Bela and Cici were founded by the root."""
    return House().founded("ana", "bela", "cici")


def team(called: str, **changes: Any) -> TeamSaid:
    """Return a team of focal points."""
    code = called.lower().replace(" ", "-")
    said = TeamSaid(
        id_of(code), f"fp-{code}", "focal_point", "fokal_point", code, called, called, called, True
    )
    return replace(said, **changes)


def sign(
    house: House, *teams: TeamSaid, kind: str = Kind.TEAMS, first: str = "ana", second: str = "bela"
) -> Entry:
    """Append an entry about teams."""
    return signed(house, teams_encoded(teams), kind=kind, first=first, second=second)


def signed(house: House, raw: bytes, **who: str) -> Entry:
    """Append an entry with any bytes in the place of teams."""
    kind, first, second = who["kind"], who["first"], who["second"]
    nobody = {"key": ROOT, "user": ROOT, "teams": (), "organisations": ()}
    return house.add(
        kind, "nobody", first, second, public=key_digest(raw), public_key=raw, **nobody
    )


def why(house: House) -> str:
    """Return why a manifest is refused."""
    with pytest.raises(ManifestFault) as fault:
        _ = house.manifest
    return fault.value.why


def test_two_receivers_name_teams_at_once_and_the_newest_name_counts(house: House) -> None:
    one, other = team("Dinas Satu"), team("Dinas Dua")
    entry = sign(house, one, other)
    at = Closing.decoded(entry.closing).closed_at
    assert house.manifest.team(one.id, at) == one
    assert house.manifest.team_of_unit("dinas-dua", at) == other
    renamed = replace(one, name="Dinas Baru")
    sign(house, renamed, first="bela", second="cici")
    assert house.manifest.team(one.id, NEVER) == renamed
    assert house.manifest.team(other.id, NEVER) == other
    assert [len(entry.teams) for entry in house.manifest.team_entries] == [2, 1]
    assert house.manifest.team(uuid.uuid4(), NEVER) is None


def test_a_unit_that_a_team_left_is_not_called_after_it(house: House) -> None:
    one = team("Dinas Satu")
    sign(house, one)
    sign(house, replace(one, unit_code="dinas-tiga"))
    assert house.manifest.team_of_unit("dinas-satu", NEVER) is None


def test_the_root_names_them_at_the_beginning_and_a_reset_forgets(house: House) -> None:
    one = team("Dinas Satu")
    sign(house, one, kind=Kind.TEAMS_FOUNDED, first="root", second="root")
    assert house.manifest.team(one.id, NEVER) == one
    house.add(Kind.RESET, "nobody", "root", "root")
    assert house.manifest.team(one.id, NEVER) is None
    assert house.manifest.team_of_unit("dinas-satu", NEVER) is None


@pytest.mark.parametrize(
    ("kind", "first", "second", "fault"),
    [
        (Kind.TEAMS, "ana", "ana", "not two other people"),
        (Kind.TEAMS, "ana", "mole", "signer not a receiver"),
        (Kind.TEAMS, "root", "root", "signer not a receiver"),
        (Kind.TEAMS_FOUNDED, "ana", "bela", "not signed by the root"),
    ],
)
def test_who_may_not_sign_names_nothing(
    house: House, kind: str, first: str, second: str, fault: str
) -> None:
    sign(house, team("Dinas Satu"), kind=kind, first=first, second=second)
    assert why(house) == fault


def test_what_is_altered_or_used_again_is_refused(house: House) -> None:
    entry = sign(house, team("Dinas Satu"))
    whole = list(house.entries)
    other = teams_encoded([team("Dinas Dua")])
    house.entries = [*whole[:-1], chained(replace(entry, public=other))]
    assert why(house) == "other teams"
    house.entries = [*whole, entry]
    assert why(house) == "missing"
    house.entries = [*whole, chained(replace(entry, sequence=len(whole) + 1))]
    assert why(house) == "another place"
    statement = entry.statement.replace('"teams"', '"receiver"', 1)
    house.entries = [*whole[:-1], chained(replace(entry, statement=statement))]
    assert why(house) == "too soon", "and its key would be another, and no signature fit"


def test_a_first_signature_is_not_closed_twice(house: House) -> None:
    """Two second signatures over one proposal: the second one is a replay."""
    raw = teams_encoded([team("Dinas Satu")])
    said = house.said(Kind.TEAMS, "nobody", "ana", public=key_digest(raw), key=ROOT,
                      user=ROOT, teams=(), organisations=())  # fmt: skip
    house.entries.append(house.closed(said, raw, "bela"))
    house.entries.append(house.closed(said, raw, "cici"))
    assert why(house) == "used twice"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"[1]",
        b"[" * 5000,
        pair("ana").public.raw,
        teams_encoded([team("Dinas Satu")]) + b" ",
        teams_encoded([team("Dinas Satu"), team("Dinas Satu", name="Dua")]),
        teams_encoded([team("Dinas Satu", name=1)]),
        teams_encoded([team("Dinas Satu", focal_only="yes")]),
        teams_encoded(team(f"Dinas {n}") for n in range(MOST_TEAMS + 1)),
    ],
)
def test_what_is_no_list_of_teams_is_refused(house: House, raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"no teams|one form|Expecting|utf|decode"):
        teams_decoded(raw)
    signed(house, raw, kind=Kind.TEAMS, first="ana", second="bela")
    assert why(house) == "other teams"


@given(st.text(max_size=60), st.text(max_size=60), st.booleans())
def test_every_name_comes_back_as_it_was(name: str, unit: str, focal: bool) -> None:
    said = TeamSaid(uuid.uuid4(), "c", "k", "o", unit, name, name, name, focal)
    assert teams_decoded(teams_encoded([said])) == (said,)


def test_a_chain_of_an_earlier_release_still_verifies() -> None:
    house = House().founded("ana", "bela", "cici")
    house.add(Kind.RECEIVER, "dedi", "ana", "bela")
    house.add(Kind.REMOVED, "cici", "bela", "ana")
    house.add(Kind.RECOVERY, "eva", "ana", "bela")
    house.add(Kind.RESET, "nobody", "root", "root")
    house.founded("ana", "bela")
    assert house.manifest.hash.hex() == EARLIER_RELEASE
    sign(house, team("Dinas Satu"))
    assert house.manifest.team(id_of("dinas-satu"), NEVER)
