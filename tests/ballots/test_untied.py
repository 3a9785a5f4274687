"""Copies of the database before and after the closing do not tie a slip to an answer.

The attacker imports nothing of the product. The same attacker ties nearly all of a version in which
answers keep the order of the ballots: so it can see what there is to see.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.ballots import server_copies, sqlite_copies
from tests.ballots.clues import Answers, Clues, remains, tied
from tests.house import ROOT, House, new_house

PEOPLE = 60
BY_CHANCE = 15
"""Of sixty, a guess ties two by chance; fifteen never (one in 10^8, for all guesses together)."""

NEARLY_ALL = 54


class Heist:
    """A house, and what the attacker carries out of it."""

    def __init__(self, house: House, folder: Path) -> None:
        self.house, self.folder, self.copies = house, folder, list[str]()

    def run(self, how: str) -> tuple[Clues, dict[str, Answers], int]:
        """Cast, copy, close, copy; return the clues, the truth, and how much remains."""
        self.house.build(demo=False)
        if self.house.server:
            name = urlsplit(self.house.database).path[1:]
            with server_copies.log_kept(self.house.server, name):
                return self._server(name, how)
        truth = self._step("cast", how)
        self._step("close", how)
        before, after = self.folder / "cast", self.folder / "close"
        clues = sqlite_copies.sqlite_clues(before, after)
        return clues, truth, remains(clues.secrets, sqlite_copies.files_of(after))

    def _server(self, name: str, how: str) -> tuple[Clues, dict[str, Answers], int]:
        server, first = self.house.server, server_copies.log_at(self.house.server)
        truth = self._step("cast", how)
        last = server_copies.log_at(server)
        before = self._copied(name, "before")
        self._step("close", how)
        after = self._copied(name, "after")
        clues = server_copies.server_clues(before, after, log=(first, last))
        return clues, truth, remains(clues.secrets, server_copies.files_of(after))

    def _copied(self, name: str, when: str) -> str:
        self.copies.append(f"{name}_{when}"[:63])
        return server_copies.copied(self.house.server, self.copies[-1], like=name)

    def _step(self, step: str, how: str) -> dict[str, Answers]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.ballots.victim", step, how, str(self.folder / step)],
            cwd=ROOT,
            env=self.house.environment(),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, Answers] = json.loads(done.stdout)
        return told


@pytest.fixture
def heist(tmp_path: Path) -> Iterator[Heist]:
    house = new_house(tmp_path)
    made = Heist(house, tmp_path / "loot")
    yield made
    if house.server:
        server_copies.dropped(house.server, *made.copies)
    house.remove()


def test_nobody_ties_a_slip_to_an_answer(heist: Heist) -> None:
    clues, truth, left = heist.run("real")
    assert len(truth) == len(clues.answers["id"]) == PEOPLE
    assert {len(order) for order in clues.slips.values()} == {PEOPLE}
    count, guess = tied(clues, truth)
    assert count < BY_CHANCE, guess
    assert left == 0


def test_the_same_attacker_ties_a_version_that_keeps_the_order(heist: Heist) -> None:
    clues, truth, left = heist.run("weak")
    count, guess = tied(clues, truth)
    assert count >= NEARLY_ALL, guess
    assert left > PEOPLE
