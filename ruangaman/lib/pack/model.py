"""What a pack holds, in the order of its files; field names equal the names of their columns."""

from dataclasses import dataclass
from datetime import date, time

from ruangaman.lib.pack.sourced import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """pack.toml: whose data this is.

    ``exit_url`` is the neutral page of the quick exit, ``emergency_hotline`` the code of the
    number on every page, ``area_code`` the province code of Kemendagri.
    """

    name: str
    version: str
    title_id: str
    title_en: str
    language: str
    time_zone: str
    time_zone_label: str
    licence: str
    exit_url: str
    emergency_hotline: str
    area_code: str
    area_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Sourced):
    """units.csv: a perangkat daerah. ``valid_to`` is the first day it no longer exists.

    ``parent``: code of the unit above, ``region``: of the regency or city; both may be empty.
    """

    code: str
    kind: str
    name: str
    short_name: str
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    parent: str
    region: str
    personnel: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Sourced):
    """regions.csv: a kabupaten or kota; area in square kilometres."""

    code: str
    kind: str
    name: str
    capital: str
    capital_mark: str
    population: int
    area_km2: int
    districts: int
    villages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline(Sourced):
    """hotlines.csv: the only place of a telephone number.

    ``dial``: "129" or E.164. ``hours``: "24/7", "1-5 08:00-16:00" (ISO weekdays, local) or "".
    """

    code: str
    label_id: str
    label_en: str
    kind: str
    display: str
    dial: str
    hours: str
    note_id: str
    note_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Sourced):
    """teams.toml: a team that may receive reports, and what the law makes it do once told.

    ``organisation``: the answer of the conflict question that takes it away. ``serves``: groups.
    """

    code: str
    kind: str
    title_id: str
    title_en: str
    organisation: str
    unit: str
    legal_effect_id: str
    legal_effect_en: str
    effect_rules: tuple[str, ...]
    reply_rule: str
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Sourced):
    """services.csv: a referral service. ``regions`` is ("*",) for the whole area.

    ``contact`` is a hotline code for "hotline" (its own number) and "via" (reached through
    that hotline), an office address for "address", else empty. ``must_report`` says whether
    UU 12/2022 Art. 41(2)-(3) makes this service tell the police.
    """

    code: str
    name: str
    types: tuple[str, ...]
    level: str
    regions: tuple[str, ...]
    what_id: str
    what_en: str
    cost: str
    hours: str
    languages: tuple[str, ...]
    disability_access: str
    men: str
    children: str
    must_report: str
    contact_kind: str
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Sourced):
    """rules.csv: a time limit or other number. ``value`` is None only for "no_limit".

    Several rows of one key with different ``valid_from`` are the history of the value.
    """

    key: str
    label_id: str
    label_en: str
    value: int | None
    value_max: int | None
    unit: str
    clock: str
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsGroup:
    """rights.toml ``[[group]]``: a heading on the rights page."""

    key: str
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Sourced):
    """rights.toml ``[[right]]``: one right in plain words, with its article."""

    key: str
    group: str
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Sourced):
    """needs.toml ``[[need]]``: a step of the safe referral pathway, in the order asked."""

    key: str
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    services: tuple[str, ...]
    rules: tuple[str, ...]
    hotlines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowItem:
    """needs.toml ``[[window_item]]``: what still helps within a band of time."""

    window: str
    text_id: str
    text_en: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Sourced):
    """needs.toml ``[[window]]``: a band of hours since the event; None = no upper end."""

    key: str
    from_hours: int
    to_hours: int | None
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    items: tuple[WindowItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDay:
    """working_time.toml ``[[day]]``: ISO weekday 1 (Monday) to 7, office hours, local time."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """working_time.toml ``[[holiday]]``: a day on which a working clock stands still."""

    day: date
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime(Sourced):
    """working_time.toml: what a "working" clock counts."""

    days: tuple[WorkingDay, ...] = ()
    holidays: tuple[Holiday, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalNote(Sourced):
    """legal_notes.toml: a sentence shown until it and its rules are verified.

    ``where`` names the page, ``question`` what has to be settled and ``ask`` by whom.
    """

    key: str
    where: str
    text_id: str
    text_en: str
    question: str
    ask: str
    rules: tuple[str, ...]
