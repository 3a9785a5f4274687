"""Nobody narrows a hidden cell: 200 random worlds, everything published of each put together.

The attacker imports nothing of the product and reads published files only. The same attacker breaks
five planted weak versions. The truth is looked at for the score alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.disclosure.attacker import Found, attacked
from tests.disclosure.reading import read
from tests.house import ROOT

pytestmark = pytest.mark.once

WIDTH = 5
WORLDS = 200
FEW = 10
SHARE = 0.6
"""Of the cells that are not small: so many stay published at least."""

Truth = list[list[tuple[str, str, list[str], int]]]


def released(how: str, worlds: int, folder: Path, *grid: str) -> Truth:
    done = subprocess.run(
        [sys.executable, "-m", "tests.disclosure.victim", how, "1", str(worlds), folder, *grid],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told: Truth = json.loads(done.stdout)
    return told


def everything(folder: Path) -> list[list[Found]]:
    """Attack each world with all its releases at once, and what everybody knows."""
    return [
        attacked(read(world), json.loads((world / "known.json").read_text("utf-8")), width=WIDTH)
        for world in sorted(folder.iterdir())
    ]


def share(folder: Path, truth: Truth) -> float:
    """Return how many of the cells that are not small can be read."""
    large = shown = 0
    for world, told in zip(sorted(folder.iterdir()), truth, strict=True):
        counts = {(one, table, tuple(at)): count for one, table, at, count in told}
        for document in read(world):
            name = f"{document['semester']} {document['number']}"
            for table in document["tables"]:
                whole = counts[name, table["key"], ("*",) * len(table["axes"])]
                for cell in table["cells"]:
                    count = counts[name, table["key"], tuple(cell["at"])]
                    if count >= (5 if whole >= 50 else 10):
                        large, shown = large + 1, shown + ("count" in cell)
                    assert cell.get("count", count) == count
    return shown / large


def test_no_hidden_cell_of_200_worlds_is_known_more_closely_than_promised(tmp_path: Path) -> None:
    truth = released("real", WORLDS, tmp_path)
    found = everything(tmp_path)
    assert len(found) == WORLDS
    assert not any(found), next(one for one in found if one)
    assert share(tmp_path, truth) >= SHARE


def test_three_in_five_large_cells_stay_with_sixty_records_in_a_semester(tmp_path: Path) -> None:
    truth = released("real", 3, tmp_path, "60")
    assert share(tmp_path, truth) >= SHARE


@pytest.mark.parametrize(
    ("how", "least"), [("primary", 9), ("alone", 4), ("forgetful", 3), ("again", 7), ("shares", 1)]
)
def test_the_same_attacker_breaks_a_weak_version(how: str, least: int, tmp_path: Path) -> None:
    truth = released(how, FEW, tmp_path)
    found = everything(tmp_path)
    assert sum(map(bool, found)) >= least
    for one, told in zip(found, truth, strict=True):
        counts = {(name, table, tuple(at)): count for name, table, at, count in told}
        assert all(_right(guess, counts) for guess in one)


def _right(found: Found, counts: dict[tuple[str, str, tuple[str, ...]], int]) -> bool:
    """Say whether it is true what the attacker found."""
    count = counts[found.document, found.table, found.at]
    if found.before:
        count = abs(count - counts[found.before, found.table, found.at])
    return found.low <= count <= found.high
