"""Make ``ruangaman/lib/wordlist.txt``: 2,048 Indonesian words for codes read and written by hand.

Candidates and exclusions are reviewed by hand (``prefer.txt``, ``exclude.txt``); public word data
says whether a candidate is a word at all and how common it is; an exact solver then takes the
best 2,048 of which no two can be mistaken for each other. README.md has the rules and sources.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from zlib import crc32

import numpy as np
import Sastrawi
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix
from wordfreq import zipf_frequency

HERE = Path(__file__).resolve().parent
WORDLIST = HERE.parents[1] / "ruangaman" / "lib" / "wordlist.txt"
SIZE = 2048
FORM = re.compile(r"[a-z]{4,8}")
SECTION = re.compile(r"\[(\w+)\]")
SECTION_SCORE = {
    "concrete": 2200,
    "everyday": 2000,
    "school": 1500,
    "linking": 1400,
    "uncommon": 1300,
}
BASE_WORD_BONUS = 60
SAME_ROOT_PENALTY = 500
SOUNDS = (
    ("kh", "k"),
    ("sy", "s"),
    ("ny", "n"),
    ("ng", "n"),
    ("ai", "e"),
    ("au", "o"),
    ("h", ""),
    ("f", "p"),
    ("v", "p"),
    ("q", "k"),
    ("z", "j"),
    ("e", "i"),
    ("o", "u"),
)
FINAL_SOUNDS = {"b": "p", "d": "t", "g": "k"}


class Sources:
    """What the public word data say: base words (Sastrawi) and frequencies (wordfreq)."""

    def __init__(self) -> None:
        path = Path(Sastrawi.__file__).parent / "Stemmer" / "data" / "kata-dasar.txt"
        self.base_words = set(path.read_text(encoding="utf-8").split())
        self._stem: Callable[[str], str] = StemmerFactory().create_stemmer().stem

    def zipf(self, word: str) -> float:
        """Frequency as the base-10 logarithm of occurrences in a thousand million words."""
        return float(zipf_frequency(word, "id"))

    def root(self, word: str) -> str:
        """The word without its affixes."""
        return self._stem(word)

    def attests(self, word: str) -> bool:
        """Whether a source has the word or its root."""
        return word in self.base_words or self.zipf(word) > 0 or self.root(word) in self.base_words


def read_candidates(path: Path) -> tuple[dict[str, str], set[str]]:
    """The section of each candidate, and the candidates marked "+" (known to no source)."""
    sections: dict[str, str] = {}
    marked: set[str] = set()
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.split("#")[0]
        heading = SECTION.match(text)
        if heading:
            section = heading[1]
            continue
        for token in text.split():
            word = token.removeprefix("+")
            if word in sections:
                raise ValueError(f"{word}: stands twice in {path.name}")
            sections[word] = section
            if token != word:
                marked.add(word)
    return sections, marked


def read_exclusions(path: Path) -> re.Pattern[str]:
    """One pattern that fully matches every excluded word."""
    tokens = [
        token
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for token in line.split()
    ]
    return re.compile("|".join(token.replace("-", "[a-z]*") for token in tokens))


def candidate_faults(
    sections: dict[str, str], marked: set[str], excluded: re.Pattern[str], sources: Sources
) -> list[str]:
    """Why the reviewed files contradict themselves or the sources; empty when they do not."""
    faults = []
    for word in sorted(sections):
        if not FORM.fullmatch(word):
            faults.append(f"{word}: not 4 to 8 letters a-z")
        if excluded.fullmatch(word):
            faults.append(f"{word}: is excluded")
        if sources.attests(word) == (word in marked):
            faults.append(f"{word}: '+' must mark exactly the words that no source knows")
    return faults


def sound(word: str) -> str:
    """A key that is equal for words which a bad telephone line makes equal."""
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1", r"\1", word)
    return word[:-1] + FINAL_SOUNDS.get(word[-1:], word[-1:])


def one_slip_apart(a: str, b: str) -> bool:
    """Whether one inserted, dropped, changed or swapped letter turns one word into the other."""
    if len(a) > len(b):
        a, b = b, a
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) < len(b):
        return rest_a == rest_b[1:]
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return rest_a[1:] == rest_b[1:] or swapped


def grouped(words: Iterable[str], key: Callable[[str], Iterable[str]]) -> list[list[str]]:
    """The words that share a key, for every key that more than one word has."""
    groups: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for value in key(word):
            groups[value].add(word)
    return [sorted(groups[value]) for value in sorted(groups) if len(groups[value]) > 1]


def slips(words: Iterable[str]) -> list[list[str]]:
    """Every pair one slip apart, found through what is left when one letter is dropped."""
    near = grouped(words, lambda w: {w, *(w[:i] + w[i + 1 :] for i in range(len(w)))})
    pairs = {(a, b) for g in near for a in g for b in g if a < b and one_slip_apart(a, b)}
    return [list(pair) for pair in sorted(pairs)]


def score(word: str, section: str, sources: Sources) -> float:
    """How much the word is wanted: its section first, then how common it is.

    Less than one point is a fixed number of the word's own, so that the best list is one only.
    """
    common = 40 * min(max(sources.zipf(word), 2.5), 5.0)
    base = BASE_WORD_BONUS * (word in sources.base_words)
    return SECTION_SCORE[section] + common + base + crc32(word.encode()) % 997 / 1000


def conflicts(words: Iterable[str]) -> list[list[str]]:
    """The groups of which the list may hold one word: same beginning, same sound, one slip."""
    words = list(words)
    beginnings = grouped(words, lambda w: [w[:4]])
    return beginnings + grouped(words, lambda w: [sound(w)]) + slips(words)


def constraint(
    words: list[str], one_of: list[list[str]], rather: list[list[str]]
) -> LinearConstraint:
    """At most one word of each group (in the second kind, more for a penalty), SIZE in all.

    Columns: one per word, then one per second-kind group counting its words beyond the first.
    """
    place = {word: i for i, word in enumerate(words)}
    matrix = lil_matrix((len(one_of) + len(rather) + 1, len(words) + len(rather)))
    for row, group in enumerate(one_of + rather):
        for word in group:
            matrix[row, place[word]] = 1
    for i in range(len(rather)):
        matrix[len(one_of) + i, len(words) + i] = -1
    matrix[-1, : len(words)] = 1
    lower, upper = np.full(matrix.shape[0], -np.inf), np.ones(matrix.shape[0])
    lower[-1] = upper[-1] = SIZE
    return LinearConstraint(matrix.tocsr(), lower, upper)


def choose(sections: dict[str, str], sources: Sources) -> list[str]:
    """The best SIZE words, none confusable with another, of a root rather one than several.

    Raises RuntimeError when the candidates do not yield that many.
    """
    words = sorted(sections)
    roots = grouped(words, lambda w: [sources.root(w)])
    costs = [-score(word, sections[word], sources) for word in words]
    result = milp(
        np.array(costs + [SAME_ROOT_PENALTY] * len(roots)),
        integrality=np.ones(len(words) + len(roots)),
        bounds=Bounds(0, np.array([1] * len(words) + [9] * len(roots))),
        constraints=constraint(words, conflicts(words), roots),
        options={"mip_rel_gap": 0},
    )
    if not result.success:
        raise RuntimeError(f"no {SIZE} words without confusable pairs: {result.message}")
    return [word for word, taken in zip(words, result.x, strict=False) if taken > 0.5]


def make() -> str:
    """The text of the list. Raises ValueError when the reviewed files contradict themselves."""
    sources = Sources()
    sections, marked = read_candidates(HERE / "prefer.txt")
    excluded = read_exclusions(HERE / "exclude.txt")
    faults = candidate_faults(sections, marked, excluded, sources)
    if faults:
        raise ValueError("\n".join(faults))
    return "\n".join(choose(sections, sources)) + "\n"


def main() -> int:
    """Write the list, or with ``--check`` say whether the committed one is the same. 0, 1 or 2."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    check = parser.parse_args().check
    try:
        text = make()
    except (ValueError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    if not check:
        WORDLIST.write_text(text, encoding="utf-8")
        print(f"{WORDLIST}: {SIZE} words written")
        return 0
    same = WORDLIST.is_file() and WORDLIST.read_bytes() == text.encode()
    print(f"{WORDLIST}: {'is what make.py makes' if same else 'differs from what make.py makes'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
