"""The word list of the codes: what makes a word safe to read aloud, write down and type again."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

WORDLIST = Path(__file__).resolve().parents[1] / "wordlist.txt"
EXCLUSIONS = Path(__file__).resolve().parents[3] / "tools" / "wordlist" / "exclude.txt"


@pytest.fixture(scope="module")
def words() -> list[str]:
    return WORDLIST.read_text(encoding="utf-8").splitlines()


def exclusions() -> list[str]:
    """Tokens of the reviewed file: a word, or with hyphens where other letters may stand."""
    lines = EXCLUSIONS.read_text(encoding="utf-8").splitlines()
    return [token for line in lines if not line.startswith("#") for token in line.split()]


def one_slip_apart(a: str, b: str) -> bool:
    """Damerau-Levenshtein distance 1, for two different words."""
    if len(a) == len(b):
        differing = [i for i in range(len(a)) if a[i] != b[i]]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        i = differing[0]
        return len(differing) == 1 or (swapped and a[i] + a[i + 1] == b[i + 1] + b[i])
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_the_list_holds_2048_different_words_in_order(words: list[str]) -> None:
    assert len(words) == 2048
    assert words == sorted(set(words))


def test_the_file_ends_with_one_line_feed_and_holds_nothing_else() -> None:
    raw = WORDLIST.read_bytes()
    assert re.fullmatch(rb"(?:[a-z]+\n)+", raw)


def test_every_word_has_four_to_eight_small_letters(words: list[str]) -> None:
    assert [word for word in words if not re.fullmatch("[a-z]{4,8}", word)] == []


def test_four_letters_are_enough_to_know_a_word(words: list[str]) -> None:
    assert len({word[:4] for word in words}) == len(words)


def test_no_word_becomes_another_by_one_slip_of_the_pen(words: list[str]) -> None:
    """Words one slip apart are equal, or one is the other, once some single letter is dropped."""
    near = defaultdict(set)
    for word in words:
        for rest in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            near[rest].add(word)
    pairs = {(a, b) for group in near.values() for a in group for b in group if a < b}
    assert sorted(pair for pair in pairs if one_slip_apart(*pair)) == []


def test_a_swap_is_seen_as_one_slip() -> None:
    assert one_slip_apart("padi", "paid")
    assert one_slip_apart("padi", "padit")
    assert one_slip_apart("padi", "pagi")
    assert not one_slip_apart("padi", "dapi")


def test_no_excluded_word_or_stem_stands_in_the_list(words: list[str]) -> None:
    tokens = exclusions()
    assert len(tokens) > 1000
    pattern = re.compile("|".join(token.replace("-", "[a-z]*") for token in tokens))
    assert [word for word in words if pattern.fullmatch(word)] == []


@pytest.mark.parametrize("word", ["perkosa", "korban", "cabul", "mati", "polisi", "janda"])
def test_the_exclusions_know_what_hurts(word: str) -> None:
    tokens = exclusions()
    assert any(re.fullmatch(token.replace("-", "[a-z]*"), word) for token in tokens)
