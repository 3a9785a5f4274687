"""Lengths of time that a law or a practice gives, counted from a moment in the pack's office hours.

One ``Terms`` serves a request: two queries, whatever number of clocks is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from ruangaman.core.models import RuleValue
from ruangaman.core.rules import rules_in_force
from ruangaman.core.texts import pack_texts
from ruangaman.lib.clocks import OfficeHours, due_moment


@dataclass(frozen=True, slots=True)
class Term:
    """When a rule's length is over."""

    due: dt.datetime
    rule: RuleValue


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules in force and the office hours by which working clocks run."""

    rules: Mapping[str, RuleValue]
    office: OfficeHours

    @classmethod
    def today(cls) -> Terms:
        """Return those of today."""
        return cls(rules_in_force(), office_hours())

    def term(self, key: str, start: dt.datetime) -> Term | None:
        """Return when the rule's length from ``start`` is over; None without rule or limit."""
        value = self.rules.get(key)
        if value is None or value.value is None:
            return None
        due = due_moment(start, value.value, value.unit, clock=value.clock, office=self.office)
        return Term(due, value) if due else None


def office_hours() -> OfficeHours:
    """Return when offices are open, as the pack says; without a pack no day has hours."""
    zone = timezone.get_default_timezone()
    text = next(iter(pack_texts("working_time")), None)
    if text is None:
        return OfficeHours(zone)
    hours = {
        int(day["weekday"]): (
            dt.time.fromisoformat(day["start"]),
            dt.time.fromisoformat(day["end"]),
        )
        for day in text.body["days"]
    }
    holidays = frozenset(dt.date.fromisoformat(one["day"]) for one in text.body["holidays"])
    return OfficeHours(zone, hours, holidays)
