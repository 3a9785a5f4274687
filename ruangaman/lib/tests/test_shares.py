"""Shares: two of three make the seed; one, or any wrong pair, makes a clear refusal."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.lib.shares import ShareFault, seed_from, share_read, shares_make

SEED = bytes(range(32))


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_any_two_give_the_seed_back(seed: bytes) -> None:
    shares = shares_make(seed)
    assert len(shares) == 3
    assert {seed_from(pair) for pair in permutations(shares, 2)} == {seed}


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(0, 2))
def test_one_share_alone_is_refused_and_is_made_of_chance(seed: bytes, place: int) -> None:
    """The same seed gives other words each time: what one share says is independent of it."""
    share = shares_make(seed)[place]
    assert share != shares_make(seed)[place]
    for shares in ([], [share], [share, share]):
        with pytest.raises(ShareFault):
            seed_from(shares)


def test_four_letters_of_each_word_are_enough() -> None:
    shares = shares_make(SEED)
    typed = [" ".join(word[:4].upper() for word in share.split()) for share in shares]
    assert [share_read(words) for words in typed] == shares
    assert seed_from(typed[:2]) == SEED


def test_shares_of_different_ceremonies_do_not_mix() -> None:
    with pytest.raises(ShareFault, match="one set"):
        seed_from([shares_make(SEED)[0], shares_make(SEED)[1]])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda w: w[:32], "33 words"),
        (lambda w: [*w[:6], "zzzz", *w[7:]], "Word 7"),
        (lambda w: [*w[:6], "aca", *w[7:]], "Word 7"),
        (lambda w: [w[1], w[0], *w[2:]], "wrong or swapped"),
        (lambda w: [], "33 words"),
    ],
)
def test_a_slip_of_the_pen_is_named(change: object, words: str) -> None:
    share = shares_make(SEED)[0].split()
    with pytest.raises(ShareFault, match=words):
        share_read(" ".join(change(share)))  # type: ignore[operator]


def test_a_seed_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32"):
        shares_make(b"short")
