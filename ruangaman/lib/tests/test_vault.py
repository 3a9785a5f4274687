"""A seed at rest opens with its pass-phrase, its server and its owner, and with nothing else."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ruangaman.lib import vault
from ruangaman.lib.codename import word_list
from ruangaman.lib.vault import (
    VaultError,
    passphrase_new,
    session_unwrap,
    session_wrap,
    unwrap_seed,
    wrap_seed,
)

SEED, SERVER, TOKEN = b"s" * 32, b"v" * 32, b"t" * 32
WORDS = "kelapa jendela rotan pagi sungai meja"
WRAPPED = bytes.fromhex(
    "01d85c6f1483b92ee8acebc7e7cb676960aa063cb355cdb16589c757532b76c5d56d207c363c6afab7be9ec2"
    "2a8f0e67cfa57a14382188119a66c510ab8ff1e9d7f52b805df4f2dd8e273fc588"
)
"""What an installation made of them."""


def test_a_seed_opens_with_the_words_however_they_are_typed() -> None:
    wrapped = wrap_seed(SEED, WORDS, server_secret=SERVER, owner=b"ana")
    typed = "  Kelapa JENDELA  rotan pagi\nsungai meja "
    assert unwrap_seed(wrapped, typed, server_secret=SERVER, owner=b"ana") == SEED


def test_nothing_else_opens_it() -> None:
    wrapped = wrap_seed(SEED, WORDS, server_secret=SERVER, owner=b"ana")
    altered = wrapped[:-1] + bytes([wrapped[-1] ^ 1])
    for blob, words, server, owner in (
        (wrapped, "kelapa jendela rotan pagi meja sungai", SERVER, b"ana"),
        (wrapped, WORDS, b"x" * 32, b"ana"),
        (wrapped, WORDS, SERVER, b"budi"),
        (altered, WORDS, SERVER, b"ana"),
        (b"", WORDS, SERVER, b"ana"),
    ):
        with pytest.raises(VaultError):
            unwrap_seed(blob, words, server_secret=server, owner=owner)


def test_a_session_opens_only_with_its_token() -> None:
    wrapped = session_wrap(SEED, TOKEN, server_secret=SERVER, owner=b"ana")
    assert session_unwrap(wrapped, TOKEN, server_secret=SERVER, owner=b"ana") == SEED
    for token, server, owner in (
        (b"x" * 32, SERVER, b"ana"),
        (TOKEN, b"x" * 32, b"ana"),
        (TOKEN, SERVER, b"budi"),
    ):
        with pytest.raises(VaultError):
            session_unwrap(wrapped, token, server_secret=server, owner=owner)


def test_pass_phrases_are_six_words_of_the_list() -> None:
    drawn = {passphrase_new() for _ in range(50)}
    assert len(drawn) == 50
    assert all(len(words.split()) == 6 for words in drawn)
    assert set(" ".join(drawn).split()) <= set(word_list())


def test_an_installation_stretches_pass_phrases_with_the_whole_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only tests stretch them less: what was wrapped with 64 MiB and three rounds opens."""
    monkeypatch.setattr(vault, "Argon2id", Argon2id)
    assert unwrap_seed(WRAPPED, WORDS, server_secret=SERVER, owner=b"ana") == SEED
