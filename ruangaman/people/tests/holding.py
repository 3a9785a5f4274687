"""The statistics key as tests have it: two holders, two signatures, no day of waiting."""

from __future__ import annotations

import datetime as dt

import pytest

from ruangaman.lib.sealing import KeyPair
from ruangaman.people.selectors.statistics import statistics_waiting
from ruangaman.people.services.receivers import (
    fingerprint_tail,
    proposal_sign,
    statistics_propose,
)
from ruangaman.people.services.statistics import half_confirm, half_make, half_open
from tests.world import World, key_given


def statistics_given(world: World, patch: pytest.MonkeyPatch) -> tuple[KeyPair, KeyPair]:
    """Let Ratih and Bayu hold the statistics key, in force, and return its two secret halves."""
    patch.setattr("ruangaman.people.selectors.manifest.DELAY", dt.timedelta())
    key_given(world, "ratih", "bayu", vouched=False)
    pairs = []
    for name, office in (("ratih", "Inspektorat Uji"), ("bayu", "Mitra Uji")):
        reader = world.reader(name)
        half_confirm(reader=reader, typed=" ".join(half_make(reader=reader, office=office)))
        pairs.append(half_open(reader))
    sign_waiting(world)
    return pairs[0], pairs[1]


def sign_waiting(world: World) -> None:
    """Let Maria and Yosef sign the key that waits."""
    waiting = statistics_waiting()
    assert waiting
    typed = fingerprint_tail(waiting.key.raw)
    proposal = statistics_propose(
        reader=world.reader("maria"), key=waiting.key, holders=waiting.holders, typed=typed
    )
    proposal_sign(reader=world.reader("yosef"), proposal_id=proposal.pk, typed=typed)
