"""Reads the folder ``policy/`` of a pack."""

from __future__ import annotations

from pathlib import Path

from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.policy import pledge, standards, templates
from ruangaman.lib.pack.policy.model import Policy
from ruangaman.lib.pack.policy.templates import Known, Template
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.tree import toml_tree

FOLDER = "policy"
FILES = (pledge.FILE, standards.FILE, standards.CAPACITY_FILE)
"""The files of the folder beside those of ``templates/``, all of them required."""


def policy_files(folder: Path) -> list[Path]:
    """Every file of policy below the folder of a pack, in a fixed order."""
    return sorted(path for path in (folder / FOLDER).rglob("*.toml") if path.is_file())


def read_policy(folder: Path, faults: FaultList, known: Known | None = None) -> Policy | None:
    """What the pack in ``folder`` says about policy, faults noted; None without such a folder.

    ``known`` is what texts may name; without it they are not held against it.
    """
    if not (folder / FOLDER).is_dir():
        return None
    _strays(folder, faults)
    eight = standards.standards(
        toml_tree(folder, f"{FOLDER}/{standards.FILE}", standards.SHAPE, faults)
    )
    core = f"{FOLDER}/{standards.CAPACITY_FILE}"
    return Policy(
        template=_templates(folder, faults, known),
        pledge=pledge.pledge(
            toml_tree(folder, f"{FOLDER}/{pledge.FILE}", pledge.SHAPE, faults),
        ),
        standard=eight,
        capacity=standards.capacity(
            toml_tree(folder, core, standards.CAPACITY_SHAPE, faults), eight
        ),
    )


def _templates(folder: Path, faults: FaultList, known: Known | None) -> tuple[Template, ...]:
    found: list[tuple[Line, Template]] = []
    for path in sorted((folder / FOLDER / templates.FOLDER).glob("*.toml")):
        file = f"{FOLDER}/{templates.FOLDER}/{path.name}"
        if one := templates.template(toml_tree(folder, file, templates.SHAPE, faults), known):
            found.append(one)
    templates.check_templates(found)
    order = templates.KINDS
    return tuple(
        sorted(
            (one for _, one in found),
            key=lambda one: (order.index(one.kind) if one.kind in order else 0, one.key),
        )
    )


def _strays(folder: Path, faults: FaultList) -> None:
    """Notes files whose name nobody reads."""
    for path in policy_files(folder):
        below = path.relative_to(folder / FOLDER)
        if below.as_posix() not in FILES and below.parts[:-1] != (templates.FOLDER,):
            faults.add(file=f"{FOLDER}/{below.as_posix()}", code="unknown-file")
