"""Reads the folder ``training/`` of a pack, or one conversation alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ruangaman.lib.pack.faults import FaultList, PackError
from ruangaman.lib.pack.training import curriculum, dialogues, events, forms, items, self_check
from ruangaman.lib.pack.training.forms_model import Training
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Curriculum, Dialogue, Item, Module, Requirement
from ruangaman.lib.pack.training.tree import Node, Table, toml_tree

FOLDER = "training"
FILES = (
    "curriculum.toml",
    "checklist.toml",
    "induction.toml",
    "evaluation.toml",
    "self_check.toml",
    "events.toml",
)
"""The files of the folder beside those of ``items/`` and ``dialogues/``, all of them required."""

_LOOSE = ("items", "dialogues")


def training_files(folder: Path) -> list[Path]:
    """Every file of training below the folder of a pack, in a fixed order."""
    return sorted(path for path in (folder / FOLDER).rglob("*.toml") if path.is_file())


def read_training(folder: Path, faults: FaultList) -> Training | None:
    """What the pack in ``folder`` teaches, faults noted; None where it has no such folder."""
    if not (folder / FOLDER).is_dir():
        return None
    _strays(folder, faults)
    found_events = events.events(_tree(folder, "events.toml", events.SHAPE, faults)["event"])
    heads, modules, requirements = _curriculum(
        folder, frozenset(one.key for one in found_events), faults
    )
    return Training(
        curriculum=heads,
        modules=modules,
        requirements=requirements,
        items=_items(folder, faults),
        dialogues=_dialogues(folder, faults),
        checklist=forms.checklist(_tree(folder, "checklist.toml", forms.CHECKLIST, faults)),
        induction=forms.induction(_tree(folder, "induction.toml", forms.INDUCTION, faults)),
        evaluation=forms.evaluation(_tree(folder, "evaluation.toml", forms.EVALUATION, faults)),
        self_check=self_check.self_check(
            _tree(folder, "self_check.toml", self_check.SHAPE, faults)
        ),
        events=found_events,
    )


def read_dialogue(path: Path) -> Dialogue:
    """The conversation in one file. Raises PackError with all its faults."""
    faults = FaultList()
    tree = toml_tree(path.parent, path.name, dialogues.SHAPE, faults)
    found = dialogues.dialogue(tree)
    if faults.found or found is None:
        raise PackError(faults.found)
    return found[1]


def _tree(
    folder: Path, file: str, shape: Mapping[str, Table], faults: FaultList
) -> dict[str, tuple[Node, ...]]:
    return toml_tree(folder, f"{FOLDER}/{file}", shape, faults)


def _strays(folder: Path, faults: FaultList) -> None:
    """Notes files whose name nobody reads."""
    for path in sorted((folder / FOLDER).rglob("*")):
        below = path.relative_to(folder / FOLDER)
        known = below.name in FILES if len(below.parts) == 1 else below.parts[0] in _LOOSE
        deep = len(below.parts) > 2
        named = below.parts[0] != "items" or len(below.parts) == 1 or items.module_of(below.name)
        if path.suffix in {".csv", ".toml"} and (deep or not (known and named)):
            faults.add(file=f"{FOLDER}/{below.as_posix()}", code="unknown-file")


def _curriculum(
    folder: Path, known: frozenset[str], faults: FaultList
) -> tuple[tuple[Curriculum, ...], tuple[Module, ...], tuple[Requirement, ...]]:
    found = _tree(folder, "curriculum.toml", curriculum.SHAPE, faults)
    modules = [(node.line, curriculum.module(node.line)) for node in found["module"]]
    needs = [(node.line, curriculum.requirement(node.line)) for node in found["requirement"]]
    heads = []
    for node in found["curriculum"][:1]:
        one = curriculum.curriculum(node.line, found["bridge"])
        curriculum.check_curriculum(node.line, one, modules, needs, known)
        heads.append(one)
    ordered = sorted((one for _, one in modules), key=lambda one: one.number)
    return tuple(heads), tuple(ordered), tuple(one for _, one in needs)


def _items(folder: Path, faults: FaultList) -> tuple[Item, ...]:
    """All test items in the order of the modules; without any, there are no tests."""
    found: items.Items = []
    for path in sorted((folder / items.FOLDER).glob("*.toml")):
        if module := items.module_of(path.name):
            tree = _tree(folder, f"items/{path.name}", items.SHAPE, faults)
            found += [(node.line, items.item(node, module)) for node in tree["item"]]
    if found:
        items.check_items(found, faults)
    return tuple(one for _, one in found)


def _dialogues(folder: Path, faults: FaultList) -> tuple[Dialogue, ...]:
    found: list[tuple[Line, Dialogue]] = []
    for path in sorted((folder / FOLDER / "dialogues").glob("*.toml")):
        tree = _tree(folder, f"dialogues/{path.name}", dialogues.SHAPE, faults)
        if one := dialogues.dialogue(tree):
            found.append(one)
    dialogues.check_dialogues(found)
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[1].number))
