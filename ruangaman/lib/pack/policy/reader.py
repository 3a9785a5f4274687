"""Reads the folder ``policy/`` of a pack."""

from __future__ import annotations

from pathlib import Path

from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.policy import pledge, standards
from ruangaman.lib.pack.policy.model import Policy
from ruangaman.lib.pack.training.tree import toml_tree

FOLDER = "policy"
FILES = (pledge.FILE, standards.FILE, standards.CAPACITY_FILE)
"""The files of the folder, all of them required."""


def policy_files(folder: Path) -> list[Path]:
    """Every file of policy below the folder of a pack, in a fixed order."""
    return sorted(path for path in (folder / FOLDER).rglob("*.toml") if path.is_file())


def read_policy(folder: Path, faults: FaultList) -> Policy | None:
    """What the pack in ``folder`` says about policy, faults noted; None without such a folder."""
    if not (folder / FOLDER).is_dir():
        return None
    _strays(folder, faults)
    eight = standards.standards(
        toml_tree(folder, f"{FOLDER}/{standards.FILE}", standards.SHAPE, faults)
    )
    core = f"{FOLDER}/{standards.CAPACITY_FILE}"
    return Policy(
        pledge=pledge.pledge(
            toml_tree(folder, f"{FOLDER}/{pledge.FILE}", pledge.SHAPE, faults),
        ),
        standard=eight,
        capacity=standards.capacity(
            toml_tree(folder, core, standards.CAPACITY_SHAPE, faults), eight
        ),
    )


def _strays(folder: Path, faults: FaultList) -> None:
    """Notes files whose name nobody reads."""
    for path in policy_files(folder):
        below = path.relative_to(folder / FOLDER).as_posix()
        if below not in FILES:
            faults.add(file=f"{FOLDER}/{below}", code="unknown-file")
