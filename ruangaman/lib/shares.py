"""Shares of the recovery key: SLIP-39, any two of three. One alone says nothing about the seed."""

from __future__ import annotations

from collections.abc import Sequence

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from ruangaman.lib.sealing import SEED_BYTES

NEEDED, MADE = 2, 3
WORDS = 33
"""Words of a share of a 32-byte seed."""

_PREFIX = 4
_BY_PREFIX = {word[:_PREFIX]: word for word in WORDLIST}


class ShareFault(Exception):
    """The shares make no seed; the text says why, in English, for the people in the room."""


def shares_make(seed: bytes) -> list[str]:
    """Split a 32-byte seed into three shares of 33 words, two of which give it back."""
    if len(seed) != SEED_BYTES:
        raise ValueError("seed: 32 bytes")
    shares: list[str] = generate_mnemonics(1, [(NEEDED, MADE)], seed, iteration_exponent=0)[0]
    return shares


def share_read(typed: str) -> str:
    """Return the share that was typed, its words complete; four letters of each are enough.

    ``ShareFault`` names the first thing that is wrong: a word, their number, or the check sum.
    """
    words = typed.lower().split()
    if len(words) != WORDS:
        raise ShareFault(f"A share has {WORDS} words; these are {len(words)}.")
    for place, word in enumerate(words, 1):
        known = _BY_PREFIX.get(word[:_PREFIX], "")
        if len(word) < _PREFIX or not known.startswith(word):
            raise ShareFault(f"Word {place} is not a word of the list.")
    share = " ".join(_BY_PREFIX[word[:_PREFIX]] for word in words)
    try:
        _of_three(Share.from_mnemonic(share))
    except MnemonicError as fault:
        raise ShareFault("One or more words are wrong or swapped.") from fault
    return share


def seed_from(shares: Sequence[str]) -> bytes:
    """Return the seed that two different shares of one set make, or raise ``ShareFault``."""
    if len(shares) != NEEDED:
        raise ShareFault("Exactly two shares are needed.")
    one, two = (Share.from_mnemonic(share_read(share)) for share in shares)
    if one.common_parameters() != two.common_parameters():
        raise ShareFault("These shares are not of one set: they were made at different times.")
    if one.index == two.index:
        raise ShareFault("This is the same share twice.")
    try:
        seed: bytes = combine_mnemonics([one.mnemonic(), two.mnemonic()])
    except MnemonicError as fault:
        raise ShareFault("These two shares do not make a key.") from fault
    return seed


def _of_three(share: Share) -> None:
    if share.member_threshold != NEEDED or len(share.value) != SEED_BYTES:
        raise ShareFault("This is a share of something else.")
