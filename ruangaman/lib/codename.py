"""The reporter's code: 8 words of a list of 2,048; 77 bits of secret and an 11-bit check.

The eight words are the coefficients of a word in a Reed-Solomon style code over GF(2048):
the sum of word[i] * a**i is zero. Every single wrong word and every swap of two different
words breaks it, because all a**i differ.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ruangaman.lib.sealing import derive

WORDS = 8
WORD_BITS = 11
SECRET_BITS = (WORDS - 1) * WORD_BITS
PREFIX = 4
MAX_INPUT = 500
_FIELD = 1 << WORD_BITS
_POLYNOMIAL = 0b100000000101  # x^11 + x^2 + 1, primitive over GF(2)


class CodeFault(ValueError):
    """The words are not a code; ``reason`` says why and ``words`` names the ones at fault.

    Reasons: ``empty``, ``count`` (not 8 words), ``unknown`` (words not in the list),
    ``check`` (all words exist, but not in this combination or order).
    """

    def __init__(self, reason: str, words: tuple[str, ...] = (), count: int = 0) -> None:
        """Keep what the page needs to say."""
        super().__init__(reason)
        self.reason, self.words, self.count = reason, words, count


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its 77-bit secret. Only ``words`` is ever shown, and only to the reporter."""

    secret: int

    @classmethod
    def from_random(cls, value: bytes) -> Code:
        """Derive a code from the random value that travels with the form (at least 16 bytes)."""
        if len(value) < 16:
            raise ValueError("random value: at least 16 bytes")
        drawn = int.from_bytes(derive(value, "ruangaman code 1", length=16), "big")
        return cls(drawn >> (128 - SECRET_BITS))

    @property
    def words(self) -> tuple[str, ...]:
        """The eight words, in order."""
        drawn = [(self.secret >> (WORD_BITS * i)) & (_FIELD - 1) for i in range(WORDS - 1)]
        return tuple(word_list()[number] for number in [*drawn, _check(drawn)])

    def lookup(self, server_secret: bytes) -> bytes:
        """Return the 16 bytes under which the report is found."""
        return self._derive("lookup", 16, server_secret)

    def seed(self, server_secret: bytes) -> bytes:
        """Return the 32-byte seed of the reporter's key pair."""
        return self._derive("seed", 32, server_secret)

    def _derive(self, label: str, length: int, server_secret: bytes) -> bytes:
        ikm = self.secret.to_bytes(10, "big")
        return derive(ikm, f"ruangaman code {label} 1", length=length, salt=server_secret)


def read_code(text: str) -> Code:
    """Read what a person typed: any case, spacing, numbering, or just unique prefixes.

    Raises ``CodeFault``.
    """
    typed = _typed_words(text)
    if not typed:
        raise CodeFault("empty")
    numbers = [_find(word) for word in typed]
    unknown = tuple(w for w, n in zip(typed, numbers, strict=True) if n is None)
    if unknown:
        raise CodeFault("unknown", unknown[:WORDS], len(typed))
    found = [number for number in numbers if number is not None]
    if len(found) != WORDS:
        raise CodeFault("count", count=len(found))
    if _syndrome(found):
        raise CodeFault("check")
    return Code(sum(number << (WORD_BITS * i) for i, number in enumerate(found[:-1])))


@lru_cache(maxsize=1)
def word_list() -> tuple[str, ...]:
    """Return the 2,048 words in alphabetical order."""
    text = files("ruangaman.lib").joinpath("wordlist.txt").read_text(encoding="ascii")
    return tuple(text.split())


@lru_cache(maxsize=1)
def _index() -> dict[str, int]:
    return {word: number for number, word in enumerate(word_list())}


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, int]:
    return {word[:PREFIX]: number for number, word in enumerate(word_list())}


def _typed_words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text[:MAX_INPUT]).casefold()
    return re.findall(r"[^\W\d_]+", folded)


def _find(word: str) -> int | None:
    exact = _index().get(word)
    if exact is not None:
        return exact
    number = _prefixes().get(word[:PREFIX])
    if number is not None and word_list()[number].startswith(word):
        return number
    return _only_beginning(word)


def _only_beginning(word: str) -> int | None:
    if len(word) >= PREFIX:
        return None
    fits = [number for number, known in enumerate(word_list()) if known.startswith(word)]
    return fits[0] if len(fits) == 1 else None


@lru_cache(maxsize=1)
def _tables() -> tuple[list[int], list[int]]:
    powers, logs, value = [0] * (_FIELD - 1), [0] * _FIELD, 1
    for exponent in range(_FIELD - 1):
        powers[exponent], logs[value] = value, exponent
        value <<= 1
        if value & _FIELD:
            value ^= _POLYNOMIAL
    return powers, logs


def _times_power(value: int, exponent: int) -> int:
    if not value:
        return 0
    powers, logs = _tables()
    return powers[(logs[value] + exponent) % (_FIELD - 1)]


def _syndrome(numbers: list[int]) -> int:
    total = 0
    for position, number in enumerate(numbers):
        total ^= _times_power(number, position)
    return total


def _check(numbers: list[int]) -> int:
    return _times_power(_syndrome(numbers), -(WORDS - 1))
