"""What an attacker takes from copies of a database: orders of slips, orders of answers, remains."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

Answers = Mapping[str, str]


@dataclass
class Clues:
    """Orders by their names.

    ``slips`` are orders of spent slips (index in hexadecimal), from copies before the closing.
    ``answers`` are orders of results (stratum and answers), from copies after it. ``strata`` says
    of which stratum a slip is. ``secrets`` are bytes that ought to be gone after the closing.
    """

    slips: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, list[tuple[int, Answers]]] = field(default_factory=dict)
    strata: dict[str, int] = field(default_factory=dict)
    secrets: set[bytes] = field(default_factory=set)

    def guesses(self) -> Iterator[tuple[str, dict[str, Answers]]]:
        """Yield every pairing that two orders suggest, forwards and backwards."""
        for (slip, slips), (answer, answers) in product(self.slips.items(), self.answers.items()):
            for way, turned in (("forwards", answers), ("backwards", answers[::-1])):
                yield f"{slip} / {answer} {way}", self._paired(slips, turned)

    def _paired(self, slips: list[str], answers: list[tuple[int, Answers]]) -> dict[str, Answers]:
        waiting = defaultdict[int, list[Answers]](list)
        for stratum, one in answers:
            waiting[stratum].append(one)
        found = {}
        for slip in slips:
            mine = waiting[self.strata[slip]]
            if mine:
                found[slip] = mine.pop(0)
        return found


def tied(clues: Clues, truth: Mapping[str, Answers]) -> tuple[int, str]:
    """Return how many slips the best guess ties to their answers, and which guess that was."""
    return max(
        (sum(guess.get(slip) == mine for slip, mine in truth.items()), name)
        for name, guess in clues.guesses()
    )


def remains(secrets: set[bytes], files: Iterator[bytes]) -> int:
    """Return how many of the secrets stand somewhere in what is left."""
    found = set[bytes]()
    for body in files:
        found |= {one for one in secrets - found if one in body}
    return len(found)


def answers_of(raw: object) -> Answers:
    """Return answers, whatever way a database gives JSON."""
    said: Answers = json.loads(raw) if isinstance(raw, str) else raw  # type: ignore[assignment]
    return said
