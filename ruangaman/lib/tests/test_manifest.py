"""The manifest vouches for whom two receivers signed, and for nobody else."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from ruangaman.lib.manifest import (
    CLOSED_WITHIN,
    DELAY,
    Closing,
    Kind,
    ManifestFault,
    manifest_read,
    root_public,
)
from ruangaman.lib.tests.manifest_house import (
    BEGIN,
    ROOT_PUBLIC,
    TEAM,
    House,
    chained,
    id_of,
    pair,
    sign,
)

HOUR = dt.timedelta(hours=1)
NEVER = BEGIN + dt.timedelta(days=4000)


@pytest.fixture
def house() -> House:
    """Ana and Bela were founded by the root."""
    return House().founded("ana", "bela")


def why(house: House) -> str:
    """Return why a manifest is refused."""
    with pytest.raises(ManifestFault) as fault:
        _ = house.manifest
    return fault.value.why


def names(house: House, at: dt.datetime) -> set[uuid.UUID]:
    """Return who receives at a moment."""
    return {one.user for one in house.manifest.receivers(at).values()}


def test_two_receivers_sign_a_third_in_and_she_receives_a_day_later(house: House) -> None:
    entry = house.add(Kind.RECEIVER, "cici", "ana", "bela")
    closed = Closing.decoded(entry.closing).closed_at
    assert id_of("cici") not in names(house, closed + DELAY - HOUR)
    assert names(house, closed + DELAY) == {id_of("ana"), id_of("bela"), id_of("cici")}
    vouched = house.manifest.holder(id_of("key cici"), NEVER)
    assert vouched is not None
    assert (vouched.teams, vouched.organisations) == ({TEAM}, {"dinas"})
    assert vouched.by == (id_of("key ana"), id_of("key bela"))


def test_a_new_key_takes_the_place_of_the_old_which_stays_known(house: House) -> None:
    entry = house.add(Kind.RECEIVER, "cici", "ana", "bela")
    house.at += DELAY
    house.add(Kind.RECEIVER, "ana-2", "bela", "cici")
    effective = Closing.decoded(house.entries[-1].closing).effective_at
    manifest = house.manifest
    assert entry.public == pair("cici").public.raw
    assert manifest.holder(id_of("key ana"), effective - HOUR) is not None
    assert manifest.holder(id_of("key ana"), effective) is None
    assert manifest.holder(id_of("key ana-2"), effective) is not None
    assert manifest.public_of(id_of("key ana"), effective) == pair("ana").public.raw


def test_who_is_removed_receives_no_more_and_signs_no_more(house: House) -> None:
    house.founded("cici")
    house.add(Kind.REMOVED, "ana", "bela", "cici")
    assert names(house, house.at) == {id_of("bela"), id_of("cici")}
    assert house.manifest.public_of(id_of("key ana"), house.at) is not None
    house.add(Kind.RECEIVER, "dedi", "ana", "bela")
    assert why(house) == "signer not a receiver"


def test_a_removal_is_stronger_than_what_has_not_taken_effect(house: House) -> None:
    house.founded("cici")
    house.add(Kind.RECEIVER, "dedi", "ana", "bela")
    house.add(Kind.REMOVED, "dedi", "bela", "cici")
    assert id_of("dedi") not in names(house, NEVER)


def test_who_is_gone_is_known_by_key_and_account_and_from_when(house: House) -> None:
    house.founded("cici", "dedi")
    house.add(Kind.REMOVED, "dedi", "bela", "cici")
    removed = Closing.decoded(house.entries[-1].closing).effective_at
    house.add(Kind.RECEIVER, "ana-2", "bela", "cici")
    replaced = Closing.decoded(house.entries[-1].closing).effective_at
    dedi, key = id_of("dedi"), id_of("key dedi")
    assert house.manifest.gone() == {dedi: removed, key: removed, id_of("key ana"): replaced}
    house.add(Kind.RECEIVER, "dedi", "bela", "cici")
    assert house.manifest.gone() == {id_of("key ana"): replaced}
    house.add(Kind.RESET, "nobody", "root", "root")
    house.founded("ana", "bela")
    gone = house.manifest.gone()
    assert {id_of("cici"), dedi, key, id_of("key ana-2")} <= set(gone)
    assert set(gone).isdisjoint({id_of("ana"), id_of("bela"), id_of("key ana"), id_of("key bela")})


def test_a_clock_set_back_brings_nobody_back_and_closes_nothing(house: House) -> None:
    """A machine that wakes up in the past goes on sealing to those it sealed to before."""
    house.founded("cici")
    house.add(Kind.REMOVED, "ana", "bela", "cici")
    house.add(Kind.RECEIVER, "dedi", "bela", "cici")
    past = BEGIN - dt.timedelta(days=400)
    assert names(house, past) == {id_of("bela"), id_of("cici")}
    assert house.manifest.public_of(id_of("key ana"), past) is not None


def test_after_a_reset_only_those_founded_again_receive(house: House) -> None:
    house.add(Kind.RESET, "", "root", "root")
    assert names(house, NEVER) == set()
    house.founded("cici", "dedi")
    assert names(house, NEVER) == {id_of("cici"), id_of("dedi")}
    house.add(Kind.RECEIVER, "eva", "ana", "bela")
    assert why(house) == "signer not a receiver"


def test_a_reset_ends_the_recovery_key_which_stays_known(house: House) -> None:
    house.add(Kind.RECOVERY, "mole", "ana", "bela")
    house.add(Kind.RESET, "", "root", "root")
    assert house.manifest.recovery(NEVER) is None
    assert [one.key for one in house.manifest.recoveries_at(NEVER)] == [id_of("key mole")]


def test_a_recovery_key_is_adopted_by_two_and_holds_a_day_later(house: House) -> None:
    house.add(Kind.RECOVERY, "mole", "ana", "bela", holders="Camat, Hakim, Uskup")
    effective = Closing.decoded(house.entries[-1].closing).effective_at
    assert house.manifest.recovery(effective - HOUR) is None
    recovery = house.manifest.recovery(effective)
    assert recovery is not None
    assert (recovery.public, recovery.holders) == (
        pair("mole").public.raw,
        "Camat, Hakim, Uskup",
    )
    assert names(house, NEVER) == {id_of("ana"), id_of("bela")}


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("ana", "ana", "not two other people"),
        ("mole", "ana", "signer not a receiver"),
        ("ana", "mole", "signer not a receiver"),
        ("mole", "mole", "signer not a receiver"),
        ("root", "root", "signer not a receiver"),
        ("cici", "ana", "signer not a receiver"),
    ],
)
def test_who_may_not_sign(house: House, first: str, second: str, reason: str) -> None:
    house.add(Kind.RECEIVER, "cici", first, second)
    assert why(house) == reason


def test_nobody_signs_for_herself(house: House) -> None:
    house.add(Kind.RECEIVER, "ana-2", "ana", "bela")
    assert why(house) == "not two other people"


def test_a_signer_whose_own_day_has_not_come(house: House) -> None:
    house.add(Kind.RECEIVER, "cici", "ana", "bela")
    house.add(Kind.RECEIVER, "dedi", "cici", "ana")
    assert why(house) == "signer not a receiver"


def test_two_receivers_cannot_do_what_only_the_root_may(house: House) -> None:
    house.add(Kind.FOUNDED, "cici", "ana", "bela")
    assert why(house) == "not signed by the root"


@pytest.mark.parametrize("named", ["first", "second"])
def test_another_hand_than_the_one_named(house: House, named: str) -> None:
    said = house.said(Kind.RECEIVER, "cici", "ana")
    public = pair("cici").public.raw
    if named == "first":
        entry = house.closed(said, public, "bela", first="mole")
    else:
        good = house.closed(said, public, "bela")
        entry = chained(replace(good, second=sign("mole", b"something")))
    house.entries.append(entry)
    assert why(house) == "signature"


def test_another_root(house: House) -> None:
    for root in (root_public(b"x" * 32), bytes(32)):
        with pytest.raises(ManifestFault, match="entry 1"):
            manifest_read(house.entries, root=root, delay=DELAY)


def test_too_soon(house: House) -> None:
    said = house.said(Kind.RECEIVER, "cici", "ana")
    early = house.at + DELAY - dt.timedelta(seconds=1)
    house.entries.append(house.closed(said, pair("cici").public.raw, "bela", effective_at=early))
    assert why(house) == "too soon"
    assert manifest_read(house.entries, root=ROOT_PUBLIC, delay=dt.timedelta()).sequence == 3


def test_a_first_signature_does_not_keep_for_ever(house: House) -> None:
    said = house.said(Kind.RECEIVER, "cici", "ana")
    house.at += CLOSED_WITHIN + HOUR
    house.entries.append(house.closed(said, pair("cici").public.raw, "bela"))
    assert why(house) == "another time"


def test_time_does_not_run_backwards(house: House) -> None:
    house.at = BEGIN - HOUR
    house.add(Kind.RECEIVER, "cici", "ana", "bela")
    assert why(house) == "another time"


def test_another_key_than_the_one_signed(house: House) -> None:
    entry = house.add(Kind.RECEIVER, "cici", "ana", "bela")
    house.entries[-1] = chained(replace(entry, public=pair("mole").public.raw))
    assert why(house) == "another key"


def test_a_known_key_does_not_pass_to_somebody_else(house: House) -> None:
    house.founded("cici")
    house.add(Kind.RECEIVER, "cici", "ana", "bela", user=id_of("dedi"))
    assert why(house) == "another key"


def test_a_statement_works_once(house: House) -> None:
    """Whoever writes to the database does not bring a removed receiver back."""
    house.founded("cici")
    said = house.said(Kind.RECEIVER, "dedi", "ana")
    house.entries.append(house.closed(said, pair("dedi").public.raw, "bela"))
    house.at += DELAY
    house.add(Kind.REMOVED, "dedi", "bela", "cici")
    house.entries.append(house.closed(said, pair("dedi").public.raw, "bela"))
    assert why(house) == "used twice"


def test_a_statement_holds_in_the_history_it_was_made_in(house: House) -> None:
    other = House().founded("bela", "ana")
    said = other.said(Kind.RECEIVER, "cici", "ana")
    house.entries.append(house.closed(said, pair("cici").public.raw, "bela"))
    assert why(house) == "another history"
