"""Days that matter in the network, for a calendar."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ruangaman.core.models import RuleValue
from ruangaman.core.rules import RuleMissing, rule, shifted
from ruangaman.network.models import Appointment
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.models import User

REFRESHER = "refresher_interval"
"""Rule: how long after a training the next refresher is due."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day with a title."""

    uid: str
    day: dt.date
    title: str


def entries_for(user: User, today: dt.date) -> list[Entry]:
    """Return the days to come for a person: all units for the coordinator, else her own."""
    appointments, names = _of(user, today)
    interval = _refresher_interval()
    found: dict[str, Entry] = {}
    for one in appointments:
        place = names.get(one.decree.unit_code, "")
        for entry in _entries(one, place, interval):
            if entry.day >= today:
                found.setdefault(entry.uid, entry)
    return sorted(found.values(), key=lambda entry: (entry.day, entry.title, entry.uid))


def _of(user: User, today: dt.date) -> tuple[QuerySet[Appointment], dict[str, str]]:
    if is_coordinator(user):
        return in_force(today), dict(units_in_force().values_list("code", "short_name"))
    if headed := units_headed(user):
        return in_force(today).filter(decree__unit_code__in=headed), {}
    return in_force(today).filter(person__user=user), {}


def _entries(one: Appointment, place: str, interval: RuleValue | None) -> Iterable[Entry]:
    """Two people of a unit with the same day have one entry: nobody is named in it."""
    unit = one.decree.unit_code
    if one.decree.ends:
        yield _entry("decree", unit, one.decree.ends, _("Masa tugas berakhir"), place)
    if one.person.certified_until:
        until = one.person.certified_until
        yield _entry("certificate", unit, until, _("Sertifikat berakhir"), place)
    trained = one.person.trained_on
    if trained and interval and (refresher := shifted(trained, interval)):
        yield _entry("refresher", unit, refresher, _("Penyegaran"), place)


def _entry(kind: str, subject: str, day: dt.date, title: str, place: str) -> Entry:
    digest = hashlib.sha256(f"{kind}:{subject}:{day.isoformat()}".encode()).hexdigest()[:32]
    return Entry(f"{digest}@jadwal", day, f"{title}: {place}" if place else title)


def _refresher_interval() -> RuleValue | None:
    try:
        return rule(REFRESHER)
    except RuleMissing:
        return None
