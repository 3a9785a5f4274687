"""Reads the folder ``surveys/`` of a pack."""

from __future__ import annotations

from pathlib import Path

from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.surveys import bank, briefing, campaigns, survey
from ruangaman.lib.pack.surveys.model import Surveys
from ruangaman.lib.pack.training.tree import toml_tree

FOLDER = "surveys"
FILES = (bank.FILE, campaigns.FILE, briefing.FILE)
"""The files of the folder that are no surveys, all of them required; any other is a survey."""


def surveys_files(folder: Path) -> list[Path]:
    """Every file about culture below the folder of a pack, in a fixed order."""
    return sorted(path for path in (folder / FOLDER).rglob("*.toml") if path.is_file())


def read_surveys(folder: Path, faults: FaultList) -> Surveys | None:
    """What the pack in ``folder`` asks, faults noted; None without such a folder."""
    if not (folder / FOLDER).is_dir():
        return None
    banks = bank.bank(toml_tree(folder, f"{FOLDER}/{bank.FILE}", bank.SHAPE, faults))
    return Surveys(
        survey=_surveys(folder, banks, faults),
        bank=banks,
        campaign=campaigns.campaigns(
            toml_tree(folder, f"{FOLDER}/{campaigns.FILE}", campaigns.SHAPE, faults)
        ),
        briefing=briefing.briefing(
            toml_tree(folder, f"{FOLDER}/{briefing.FILE}", briefing.SHAPE, faults)
        ),
    )


def _surveys(
    folder: Path, banks: tuple[bank.Bank, ...], faults: FaultList
) -> tuple[survey.PackSurvey, ...]:
    harmless = {one["about"]: one for each in banks for one in each.harmless}
    found = []
    for path in surveys_files(folder):
        below = path.relative_to(folder / FOLDER).as_posix()
        if below in FILES:
            continue
        if "/" in below:
            faults.add(file=f"{FOLDER}/{below}", code="unknown-file")
            continue
        tree = toml_tree(folder, f"{FOLDER}/{below}", survey.SHAPE, faults)
        found += survey.survey(tree, harmless)
    return tuple(found)
