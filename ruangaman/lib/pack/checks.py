"""What must hold between the rows and files of a pack."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from ruangaman.lib.pack import case_model, coding_rows, decree_model, model
from ruangaman.lib.pack.cells import Row
from ruangaman.lib.pack.decree_rows import check_texts
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.settlement import Settlement
from ruangaman.lib.pack.vocabulary import REQUIRED_RULES, WINDOW_KEYS
from ruangaman.lib.streets import names_place

T = TypeVar("T")
Loaded: TypeAlias = list[tuple[Row, T]]

TOTALS = ("units", "regions", "population", "area_km2", "districts", "villages")


@dataclass
class Tables:
    """All rows of a pack with the place each was read from."""

    info: Loaded[model.PackInfo] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    units: Loaded[model.Unit] = field(default_factory=list)
    regions: Loaded[model.Region] = field(default_factory=list)
    hotlines: Loaded[model.Hotline] = field(default_factory=list)
    teams: Loaded[model.Team] = field(default_factory=list)
    services: Loaded[model.Service] = field(default_factory=list)
    rules: Loaded[model.Rule] = field(default_factory=list)
    rights_groups: Loaded[model.RightsGroup] = field(default_factory=list)
    rights: Loaded[model.Right] = field(default_factory=list)
    needs: Loaded[model.Need] = field(default_factory=list)
    windows: Loaded[model.Window] = field(default_factory=list)
    window_items: Loaded[model.WindowItem] = field(default_factory=list)
    working_time: Loaded[model.WorkingTime] = field(default_factory=list)
    days: Loaded[model.WorkingDay] = field(default_factory=list)
    holidays: Loaded[model.Holiday] = field(default_factory=list)
    legal_notes: Loaded[model.LegalNote] = field(default_factory=list)
    settlements: Loaded[Settlement] = field(default_factory=list)
    decree: Loaded[decree_model.DecreeForm] = field(default_factory=list)
    decree_texts: Loaded[decree_model.DecreeText] = field(default_factory=list)
    legal_basis: Loaded[decree_model.Law] = field(default_factory=list)
    ranks: Loaded[decree_model.Rank] = field(default_factory=list)
    case_groups: Loaded[case_model.CaseGroup] = field(default_factory=list)
    sheet_lines: Loaded[case_model.SheetLine] = field(default_factory=list)
    coding: Loaded[coding_rows.CodedChoice] = field(default_factory=list)


def check_all(tables: Tables, folder_name: str, faults: FaultList) -> None:
    """Notes every fault that shows only when rows are seen together."""
    hotlines = {line.code for _, line in tables.hotlines}
    for row, pack in tables.info:
        if pack.name and pack.name != folder_name:
            row.fault("name", "name-mismatch", value=pack.name, limit=folder_name)
        _refer(row, "emergency_hotline", [pack.emergency_hotline], hotlines, "unknown-hotline")
    _check_unique(tables)
    _check_references(tables)
    _check_groups(tables)
    _check_tree(tables)
    _check_required(tables, faults)
    for row, service in tables.services:
        _check_contact(row, service, hotlines)
    _check_windows(tables.windows)
    check_texts(tables.decree_texts, faults)
    coding_rows.check_choices(tables.coding, faults)
    for row in tables.totals:
        _check_totals(row, tables)


def _check_unique(tables: Tables) -> None:
    _unique(tables.units, "code", lambda unit: unit.code)
    _unique(tables.units, "name", lambda unit: unit.name and (unit.name, unit.valid_from))
    _unique(tables.regions, "code", lambda region: region.code)
    _unique(tables.regions, "name", lambda region: region.name)
    _unique(tables.hotlines, "code", lambda line: line.code)
    _unique(tables.teams, "code", lambda team: team.code)
    _unique(tables.services, "code", lambda service: service.code)
    _unique(tables.rules, "key", lambda rule: rule.key and (rule.key, rule.valid_from))
    _unique(tables.rights_groups, "key", lambda group: group.key)
    _unique(tables.rights, "key", lambda right: right.key)
    _unique(tables.needs, "key", lambda need: need.key)
    _unique(tables.windows, "key", lambda window: window.key)
    _unique(tables.days, "weekday", lambda day: day.weekday)
    _unique(tables.holidays, "day", lambda holiday: holiday.day)
    _unique(tables.legal_notes, "key", lambda note: note.key)
    _unique(tables.settlements, "key", lambda one: one.key)
    _unique(tables.decree_texts, "key", lambda text: text.key)
    _unique(tables.legal_basis, "key", lambda law: law.key)
    _unique(tables.case_groups, "key", lambda group: group.key)
    _unique(tables.sheet_lines, "key", lambda line: line.key)
    _unique(tables.ranks, "key", lambda rank: rank.key)
    _unique(tables.coding, "key", lambda choice: choice.key)
    _unique(tables.ranks, "grade", lambda rank: rank.grade and (rank.grade, rank.kind))


def _unique(loaded: Loaded[T], name: str, key: Callable[[T], Hashable]) -> None:
    seen: dict[Hashable, int] = {}
    for row, item in loaded:
        value = key(item)
        if value and value in seen:
            shown = value[0] if isinstance(value, tuple) else value
            row.fault(name, "duplicate", value=shown, limit=seen[value])
        seen.setdefault(value, row.line)


def _check_references(tables: Tables) -> None:
    rules = {rule.key for _, rule in tables.rules}
    hotlines = {line.code for _, line in tables.hotlines}
    for row, team in tables.teams:
        _refer(row, "unit", [team.unit], {unit.code for _, unit in tables.units}, "unknown-unit")
        _refer(row, "effect_rules", team.effect_rules, rules, "unknown-rule")
        _refer(row, "reply_rule", [team.reply_rule], rules, "unknown-rule")
    regions = {region.code for _, region in tables.regions}
    for row, service in tables.services:
        if service.regions != ("*",):
            _refer(row, "regions", service.regions, regions, "unknown-region")
    for row, right in tables.rights:
        groups = {group.key for _, group in tables.rights_groups}
        _refer(row, "group", [right.group], groups, "unknown-group")
    for row, need in tables.needs:
        _refer(row, "rules", need.rules, rules, "unknown-rule")
        _refer(row, "hotlines", need.hotlines, hotlines, "unknown-hotline")
    for row, item in tables.window_items:
        windows = {window.key for _, window in tables.windows}
        _refer(row, "window", [item.window], windows, "unknown-window")
        _refer(row, "rules", item.rules, rules, "unknown-rule")
    for row, note in tables.legal_notes:
        _refer(row, "rules", note.rules, rules, "unknown-rule")


def _check_groups(tables: Tables) -> None:
    """Whoever receives a group beside UPTD PPA is a service of this pack."""
    services = {service.code for _, service in tables.services}
    for row, group in tables.case_groups:
        _refer(row, "services", group.services, services, "unknown-service")


def _check_tree(tables: Tables) -> None:
    """A unit stands below a unit of this pack, never below itself, in a region of this pack."""
    above = {unit.code: unit.parent for _, unit in tables.units}
    regions = {region.code for _, region in tables.regions}
    for row, unit in tables.units:
        _refer(row, "parent", [unit.parent], above, "unknown-unit")
        _refer(row, "region", [unit.region], regions, "unknown-region")
        if unit.code in _way_up(unit.parent, above):
            row.fault("parent", "unit-circle", value=unit.code)


def _way_up(code: str, above: Mapping[str, str]) -> list[str]:
    """The codes from ``code`` to the top; a circle is walked once."""
    way: list[str] = []
    while code and code not in way:
        way.append(code)
        code = above.get(code, "")
    return way


def _refer(row: Row, name: str, values: Collection[str], known: Collection[str], code: str) -> None:
    for value in values:
        if value and value not in known:
            row.fault(name, code, value=value)


def _check_required(tables: Tables, faults: FaultList) -> None:
    """Rows that the software looks up by key; a file without any rows has its own fault."""
    needed = (
        ("rules.csv", "key", {rule.key for _, rule in tables.rules}, REQUIRED_RULES),
        ("needs.toml", "key", {window.key for _, window in tables.windows}, WINDOW_KEYS),
        ("teams.toml", "kind", {team.kind for _, team in tables.teams}, ("uptd_ppa",)),
    )
    for file, name, found, required in needed:
        for value in required if found else ():
            if value not in found:
                faults.add(file=file, field=name, code="missing-row", value=value)


def _check_contact(row: Row, service: model.Service, hotlines: Collection[str]) -> None:
    """A shelter's address is never stored, whoever runs it and however it is written."""
    if service.contact_kind in {"hotline", "via"}:
        _refer(row, "contact", [service.contact or "-"], hotlines, "unknown-hotline")
    elif bool(service.contact) != (service.contact_kind == "address") and service.contact_kind:
        row.fault("contact", "contact-mismatch")
    if "tempat_aman" in service.types:
        if service.contact_kind == "address":
            row.fault("contact", "shelter-address")
        for name in ("what_id", "what_en"):
            if names_place(getattr(service, name)):
                row.fault(name, "shelter-address")


def _check_windows(windows: Loaded[model.Window]) -> None:
    """The bands follow each other from 0 hours and only the last has no end."""
    expected: int | None = 0
    for row, window in windows:
        if window.from_hours != expected:
            row.fault("from_hours", "window-gap")
        expected = window.to_hours
    if windows and expected is not None:
        windows[-1][0].fault("to_hours", "window-gap")


def _check_totals(row: Row, tables: Tables) -> None:
    """Totals known from elsewhere catch a digit that slipped in a table."""
    sums = Counter(units=len(tables.units), regions=len(tables.regions))
    for _, region in tables.regions:
        sums.update({name: getattr(region, name) for name in TOTALS[2:]})
    for name in TOTALS:
        written = row.number(name, required=False)
        if written is not None and written != sums[name]:
            row.fault(name, "wrong-total", value=sums[name], limit=written)
