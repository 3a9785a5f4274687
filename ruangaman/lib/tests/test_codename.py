"""The code: eight words that come back however they are typed, and never by mistake."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruangaman.lib.codename import PREFIX, Code, CodeFault, read_code, word_list

SECRETS = st.integers(0, 2**77 - 1)


def fault(text: str) -> CodeFault:
    with pytest.raises(CodeFault) as caught:
        read_code(text)
    return caught.value


@given(SECRETS)
def test_a_code_reads_back(secret: int) -> None:
    assert read_code(" ".join(Code(secret).words)) == Code(secret)


@given(SECRETS, st.integers(0, 7), st.integers(1, 2047))
def test_every_single_wrong_word_is_caught(secret: int, place: int, shift: int) -> None:
    words = list(Code(secret).words)
    listed = word_list()
    words[place] = listed[(listed.index(words[place]) + shift) % len(listed)]
    assert fault(" ".join(words)).reason == "check"


@given(SECRETS)
def test_every_swap_of_two_words_is_caught(secret: int) -> None:
    words = list(Code(secret).words)
    for one, other in combinations(range(8), 2):
        if words[one] == words[other]:
            continue
        swapped = list(words)
        swapped[one], swapped[other] = words[other], words[one]
        assert fault(" ".join(swapped)).reason == "check"


@given(SECRETS)
def test_it_reads_capitals_spaces_numbers_commas_and_prefixes(secret: int) -> None:
    words = Code(secret).words
    for typed in (
        "  ".join(words).upper(),
        "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1)),
        ", ".join(word.title() for word in words) + ".",
        " ".join(word[:PREFIX] for word in words),
        " ".join(words).replace(" ", " "),
    ):
        assert read_code(typed) == Code(secret)


def test_faults_say_what_is_wrong() -> None:
    words = list(Code(5).words)
    assert fault("").reason == fault("  ,. 12 ").reason == "empty"
    assert (fault(" ".join(words[:7])).reason, fault(" ".join(words[:7])).count) == ("count", 7)
    assert fault(" ".join([*words, words[0]])).count == 9
    unlisted = fault(" ".join([*words[:7], "zzzzz"]))
    assert (unlisted.reason, unlisted.words) == ("unknown", ("zzzzz",))


@given(st.text(max_size=2000))
def test_no_text_breaks_it(text: str) -> None:
    try:
        assert len(read_code(text).words) == 8
    except CodeFault:
        return


@given(st.binary(min_size=16, max_size=64), st.binary(min_size=16, max_size=64))
def test_lookup_and_seed_hang_on_the_server_secret(value: bytes, secret: bytes) -> None:
    code = Code.from_random(value)
    assert code == Code.from_random(value)
    assert len(code.lookup(secret)) == 16
    assert len(code.seed(secret)) == 32
    assert code.seed(secret) != code.seed(secret + b"x")
    assert code.lookup(secret) != code.seed(secret)[:16]


def test_codes_spread_over_all_words() -> None:
    """A broken derivation shows as a word that never comes: 4,000 codes draw 28,000 words."""
    drawn = {w for n in range(4000) for w in Code.from_random(n.to_bytes(16, "big")).words[:7]}
    assert len(drawn) > 2040
