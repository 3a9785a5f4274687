"""Reads a pack folder: every file, every row, every reference, then the whole as one value."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from ruangaman.lib.pack import (
    case_model,
    case_rows,
    coding_rows,
    decree_model,
    decree_rows,
    help_rows,
    model,
    rows,
)
from ruangaman.lib.pack.cells import Row
from ruangaman.lib.pack.checks import TOTALS, Loaded, Tables, check_all
from ruangaman.lib.pack.faults import FaultList, PackError
from ruangaman.lib.pack.files import RawRow, csv_rows, toml_tables
from ruangaman.lib.pack.oversight import read_oversight
from ruangaman.lib.pack.policy import Known, Policy, read_policy
from ruangaman.lib.pack.settlement import Settlement, settlement
from ruangaman.lib.pack.sourced import Sourced
from ruangaman.lib.pack.surveys import read_surveys
from ruangaman.lib.pack.training import Training, read_training
from ruangaman.lib.pack.whole import Pack

T = TypeVar("T")

FILES = (
    "pack.toml",
    "units.csv",
    "regions.csv",
    "hotlines.csv",
    "teams.toml",
    "services.csv",
    "rules.csv",
    "rights.toml",
    "needs.toml",
    "working_time.toml",
    "legal_notes.toml",
    "decree.toml",
    "legal_basis.csv",
    "ranks.csv",
    "casework.toml",
    "coding.csv",
)
"""The files of a pack, all of them required."""

_MAY_LACK = {"units.csv": frozenset({"parent", "region", "personnel"})}
"""Columns that a file may leave out: packs made before there were any."""


def read_pack(path: Path) -> Pack:
    """The pack in the folder ``path``. Raises PackError with all faults of all files."""
    faults = FaultList()
    if not path.is_dir():
        faults.add(file=path.name, code="missing-pack", value=path)
        raise PackError(faults.found)
    for stray in sorted(path.iterdir()):
        if stray.suffix in {".csv", ".toml"} and stray.name not in FILES:
            faults.add(file=stray.name, code="unknown-file")
    tables = _Reader(path, faults).tables()
    surveys = read_surveys(path, faults)
    oversight = read_oversight(path, faults)
    training = read_training(path, faults)
    policy = read_policy(path, faults, _named(tables))
    check_all(tables, path.resolve().name, faults)
    if faults.found:
        raise PackError(faults.found)
    return replace(_assemble(tables, training, policy), surveys=surveys, oversight=oversight)


def _named(tables: Tables) -> Known:
    """What texts of policy may name, and the words that they may not say."""
    return Known(
        rules=frozenset(one.key for _, one in tables.rules),
        hotlines=frozenset(one.code for _, one in tables.hotlines),
        settled=tuple(word for _, one in tables.settlements for word in one.words),
    )


def _names(shape: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(shape))


class _Reader:
    """Reads the files of one folder; what cannot be read is noted and left out."""

    def __init__(self, folder: Path, faults: FaultList) -> None:
        self._folder = folder
        self._faults = faults

    def tables(self) -> Tables:
        tables = Tables()
        tables.units = self._csv("units.csv", model.Unit, rows.unit)
        tables.regions = self._csv("regions.csv", model.Region, rows.region)
        tables.hotlines = self._csv("hotlines.csv", model.Hotline, rows.hotline)
        tables.services = self._csv("services.csv", model.Service, rows.service)
        tables.rules = self._csv("rules.csv", model.Rule, rows.rule)
        tables.legal_basis = self._csv("legal_basis.csv", decree_model.Law, decree_rows.law)
        tables.ranks = self._csv("ranks.csv", decree_model.Rank, decree_rows.rank)
        tables.coding = self._csv("coding.csv", coding_rows.CodedChoice, coding_rows.choice)
        self._read_pack(tables)
        self._read_teams(tables)
        self._read_rights(tables)
        self._read_needs(tables)
        self._read_working_time(tables)
        self._read_legal_notes(tables)
        self._read_decree(tables)
        self._read_casework(tables)
        return tables

    def _csv(self, file: str, shape: type, build: Callable[[Row], T]) -> Loaded[T]:
        may_lack = _MAY_LACK.get(file, frozenset())
        raw = csv_rows(self._folder, file, _names(shape), self._faults, may_lack)
        return self._build(raw, build)

    def _toml(self, file: str, **shapes: tuple[str, ...]) -> dict[str, list[RawRow]]:
        expected = {name: frozenset(names) for name, names in shapes.items()}
        return toml_tables(self._folder, file, expected, self._faults)

    def _build(self, raw: list[RawRow], build: Callable[[Row], T]) -> Loaded[T]:
        return [(row, build(row)) for row in (Row(one, self._faults) for one in raw)]

    def _read_pack(self, tables: Tables) -> None:
        found = self._toml("pack.toml", pack=_names(model.PackInfo), totals=TOTALS)
        tables.info = self._build(found["pack"], rows.info)
        tables.totals = [Row(raw, self._faults) for raw in found["totals"]]

    def _read_teams(self, tables: Tables) -> None:
        found = self._toml("teams.toml", team=_names(model.Team))
        tables.teams = self._build(found["team"], rows.team)

    def _read_rights(self, tables: Tables) -> None:
        found = self._toml(
            "rights.toml", group=_names(model.RightsGroup), right=_names(model.Right)
        )
        tables.rights_groups = self._build(found["group"], rows.rights_group)
        tables.rights = self._build(found["right"], rows.right)

    def _read_needs(self, tables: Tables) -> None:
        window = tuple(name for name in _names(model.Window) if name != "items")
        item = _names(model.WindowItem)
        found = self._toml("needs.toml", need=_names(model.Need), window=window, window_item=item)
        tables.needs = self._build(found["need"], help_rows.need)
        tables.windows = self._build(found["window"], help_rows.window)
        tables.window_items = self._build(found["window_item"], help_rows.window_item)

    def _read_working_time(self, tables: Tables) -> None:
        found = self._toml(
            "working_time.toml",
            working_time=_names(Sourced),
            day=_names(model.WorkingDay),
            holiday=_names(model.Holiday),
        )
        tables.working_time = self._build(found["working_time"], help_rows.working_time)
        tables.days = self._build(found["day"], help_rows.working_day)
        tables.holidays = self._build(found["holiday"], help_rows.holiday)

    def _read_legal_notes(self, tables: Tables) -> None:
        found = self._toml(
            "legal_notes.toml", note=_names(model.LegalNote), settlement=_names(Settlement)
        )
        tables.legal_notes = self._build(found["note"], rows.legal_note)
        tables.settlements = self._build(found["settlement"], settlement)

    def _read_decree(self, tables: Tables) -> None:
        found = self._toml(
            "decree.toml",
            decree=_names(decree_model.DecreeForm),
            text=_names(decree_model.DecreeText),
        )
        tables.decree = self._build(found["decree"], decree_rows.decree)
        tables.decree_texts = self._build(found["text"], decree_rows.decree_text)

    def _read_casework(self, tables: Tables) -> None:
        found = self._toml(
            "casework.toml",
            group=_names(case_model.CaseGroup),
            line=_names(case_model.SheetLine),
        )
        tables.case_groups = self._build(found["group"], case_rows.group)
        tables.sheet_lines = self._build(found["line"], case_rows.line)


def _assemble(tables: Tables, training: Training | None, policy: Policy | None) -> Pack:
    items = _values(tables.window_items)
    return Pack(
        info=tables.info[0][1],
        units=_values(tables.units),
        regions=_values(tables.regions),
        hotlines=_values(tables.hotlines),
        teams=_values(tables.teams),
        services=_values(tables.services),
        rules=_values(tables.rules),
        rights_groups=_values(tables.rights_groups),
        rights=_values(tables.rights),
        needs=_values(tables.needs),
        windows=tuple(
            replace(window, items=tuple(item for item in items if item.window == window.key))
            for window in _values(tables.windows)
        ),
        working_time=replace(
            tables.working_time[0][1],
            days=_values(tables.days),
            holidays=_values(tables.holidays),
        ),
        legal_notes=_values(tables.legal_notes),
        settlements=_values(tables.settlements),
        decree=decree_model.Decree(
            form=tables.decree[0][1],
            texts=_values(tables.decree_texts),
            laws=_values(tables.legal_basis),
            ranks=_values(tables.ranks),
        ),
        casework=case_model.Casework(
            groups=_values(tables.case_groups), lines=_values(tables.sheet_lines)
        ),
        coding=_values(tables.coding),
        training=training,
        policy=policy,
        surveys=None,
        oversight=None,
    )


def _values(loaded: Loaded[T]) -> tuple[T, ...]:
    return tuple(item for _, item in loaded)
