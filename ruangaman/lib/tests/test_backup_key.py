"""The key of backups: 24 words on paper, a public half in a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruangaman.lib.backup_key import (
    BackupKeyError,
    private_text,
    public_of,
    public_text,
    seed_of,
    words_of,
)
from ruangaman.lib.codename import word_list
from ruangaman.lib.sealing import KeyPair

SEED = bytes(range(32))
PUBLIC = KeyPair(SEED).public


@given(st.binary(min_size=32, max_size=32))
def test_the_words_give_the_seed_again(seed: bytes) -> None:
    assert len(words_of(seed)) == 24
    assert seed_of(" ".join(words_of(seed))) == seed
    assert seed_of(private_text(seed)) == seed


def test_the_words_are_known() -> None:
    assert " ".join(words_of(SEED)[:3]) == KNOWN_WORDS


def test_four_letters_and_any_case_are_enough() -> None:
    assert seed_of("\n".join(word[:4].upper() for word in words_of(SEED))) == SEED


@pytest.mark.parametrize("count", [0, 1, 23, 25])
def test_another_number_of_words_is_named(count: int) -> None:
    words = (words_of(SEED) * 2)[:count]
    with pytest.raises(BackupKeyError, match=f"these are {count}"):
        seed_of(" ".join(words))


def test_a_word_that_is_not_in_the_list_is_named_by_its_place() -> None:
    words = [*words_of(SEED)]
    words[6] = "zzzz"
    with pytest.raises(BackupKeyError, match="word 7 is not"):
        seed_of(" ".join(words))


def test_most_wrong_words_are_noticed() -> None:
    """Eight bits of check let one of 256 through; then the fingerprint does not fit."""
    words, noticed = [*words_of(SEED)], 0
    for other in word_list()[:256]:
        try:
            seed_of(" ".join([other, *words[1:]]))
        except BackupKeyError:
            noticed += 1
    assert noticed >= 245


def test_the_public_half_comes_back() -> None:
    assert public_of(public_text(PUBLIC)) == PUBLIC
    assert PUBLIC.fingerprint in public_text(PUBLIC)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("ruangaman backup key 1", "ruangaman backup key 2", "not the public half"),
        ("fingerprint: ", "fingerprint: 0", "fingerprint"),
        ("\n", "\n!", "not the public half|damaged|fingerprint"),
        (public_text(PUBLIC)[200:210], "AAAAAAAAAA", "fingerprint"),
    ],
)
def test_a_damaged_public_half_is_refused(old: str, new: str, fault: str) -> None:
    with pytest.raises(BackupKeyError, match=fault):
        public_of(public_text(PUBLIC).replace(old, new))


def test_the_private_half_is_no_public_one() -> None:
    with pytest.raises(BackupKeyError, match="not the public half"):
        public_of(private_text(SEED))


KNOWN_WORDS = "abadi angklung letak"
