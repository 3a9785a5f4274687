"""Reads the folder ``oversight/`` of a pack."""

from __future__ import annotations

from pathlib import Path

from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.oversight import duties, indicators, review, tables
from ruangaman.lib.pack.oversight.model import Oversight
from ruangaman.lib.pack.training.tree import toml_tree

FOLDER = "oversight"
FILES: tuple[str, ...] = (indicators.FILE, duties.FILE, tables.FILE, review.FILE)
"""The files of the folder, all of them required."""


def oversight_files(folder: Path) -> list[Path]:
    """Every file about oversight below the folder of a pack, in a fixed order."""
    return sorted(path for path in (folder / FOLDER).rglob("*.toml") if path.is_file())


def read_oversight(folder: Path, faults: FaultList) -> Oversight | None:
    """What the pack in ``folder`` says, faults noted; None without such a folder."""
    if not (folder / FOLDER).is_dir():
        return None
    for path in oversight_files(folder):
        below = path.relative_to(folder / FOLDER).as_posix()
        if below not in FILES:
            faults.add(file=f"{FOLDER}/{below}", code="unknown-file")
    found = indicators.indicators(
        toml_tree(folder, f"{FOLDER}/{indicators.FILE}", indicators.SHAPE, faults)
    )
    released = {one.code: tuple(part.key for part in one.part) for one in found if one.released}
    return Oversight(
        table=tables.tables(
            toml_tree(folder, f"{FOLDER}/{tables.FILE}", tables.SHAPE, faults), released
        ),
        indicator=found,
        duty=duties.duties(toml_tree(folder, f"{FOLDER}/{duties.FILE}", duties.SHAPE, faults)),
        review=review.sections(toml_tree(folder, f"{FOLDER}/{review.FILE}", review.SHAPE, faults)),
    )
