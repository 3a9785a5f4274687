"""What a doctor can still do, by the band of time since it happened: never a day or an hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.models import RuleValue
from ruangaman.core.notes import open_notes
from ruangaman.core.rules import rules_in_force
from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words
from ruangaman.directory.marks import UNKNOWN, Mark, mark_of, weakest

Rules = Mapping[str, RuleValue]
_HOURS = {"hours": 1, "days": 24, "weeks": 168}


@dataclass(frozen=True, slots=True)
class HoursItem:
    """A treatment that may still help; ``left`` says how long, where there is a limit."""

    text: str
    left: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class HealthHours:
    """A band, what may still help in it, and the notes that must stand beside it.

    Without ``items`` the band or the pack is not known; ``components/health_hours.html`` then
    says only to see a doctor soon.
    """

    band: str
    title: str = ""
    text: str = ""
    items: list[HoursItem] = field(default_factory=list)
    mark: Mark = UNKNOWN
    notes: list[str] = field(default_factory=list)


def health_bands() -> list[tuple[str, str]]:
    """Return the bands of the pack as (key, title)."""
    return [(window.key, words(window.body, "title")) for window in pack_texts("windows")]


def health_hours(band: str) -> HealthHours:
    """Return what may still help within ``band``, in three queries.

    What is possible follows from the rules in force: an item whose limit ended before the band
    begins is left out. Limits: domain 1.10 (WHO/UNFPA/UNHCR 2020).
    """
    rules = rules_in_force()
    notes = open_notes("dokter", rules=rules)
    window = next((text.body for text in pack_texts("windows") if text.key == band), None)
    if window is None:
        return HealthHours(band, notes=notes)
    return HealthHours(
        band,
        title=words(window, "title"),
        text=words(window, "text"),
        items=[_item(item, window, rules) for item in _possible(window, rules)],
        mark=mark_of(window),
        notes=notes,
    )


def _possible(window: Mapping[str, Any], rules: Rules) -> list[Mapping[str, Any]]:
    """Leave out an item all of whose rules have a limit that is over when the band begins."""
    start = int(window["from_hours"])
    found = []
    for item in window.get("items", ()):
        limits = [_limit(rules.get(key)) for key in item["rules"]]
        if not limits or any(limit is None or limit > start for limit in limits):
            found.append(item)
    return found


def _item(item: Mapping[str, Any], window: Mapping[str, Any], rules: Rules) -> HoursItem:
    keys = item["rules"]
    limit = _limit(rules.get(keys[0])) if len(keys) == 1 else None
    return HoursItem(
        text=words(item, "text"),
        left=time_left(limit, window["from_hours"], window["to_hours"]) if limit else "",
        mark=weakest(mark_of(rules[key]) if key in rules else UNKNOWN for key in keys),
    )


def _limit(value: RuleValue | None) -> int | None:
    """Return a limit in hours; None where there is none, or none that hours can say."""
    if value is None or value.value is None or value.unit not in _HOURS:
        return None
    return int(value.value_max or value.value) * _HOURS[value.unit]


def time_left(limit: int, start: int, end: int | None) -> str:
    """Say how much of ``limit`` hours is left, somewhere in a band from ``start`` to ``end``.

    Up to three days in hours, more in days. ``end`` None is a band without an upper end.
    """
    least, most = limit - (limit if end is None else end), limit - start
    in_hours = most <= 72
    size = {"least": least if in_hours else least // 24, "most": most if in_hours else most // 24}
    if least <= 0 and in_hours:
        return _("Sisa waktu: paling lama %(most)s jam.") % size
    if least <= 0:
        return _("Sisa waktu: paling lama %(most)s hari.") % size
    if in_hours:
        return _("Sisa waktu: %(least)s sampai %(most)s jam.") % size
    return _("Sisa waktu: %(least)s sampai %(most)s hari.") % size
