"""The clocks of an opened case. Every length comes from a rule with its source (domain 1.10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.people.models import Team
from ruangaman.reporting.models import Report

POLICE_RULE = "police_notice"
CHILD_RULE = "child_handover"


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs: ``due`` is aware. ``verified`` is about the law behind it, if any."""

    label: str
    due: dt.datetime
    note: str = ""
    verified: bool = True

    @property
    def late(self) -> bool:
        """Whether it has run out."""
        return self.due < timezone.now()


def clocks(
    report: Report, *, due_at: dt.datetime | None, reported_at: dt.datetime | None, adult: bool
) -> list[Clock]:
    """Return the clocks of a report.

    ``due_at`` is when the first answer is due; ``reported_at`` when she reported, None for a
    question or an alert. The clock to the police is that of Art. 41(2)-(3) UU 12/2022: it
    starts when an adult survivor reports to UPTD PPA, and with nobody else.
    """
    running = []
    if due_at and report.state == Report.State.RECEIVED:
        running.append(Clock(_("Jawaban pertama"), due_at))
    hours = _hours(POLICE_RULE)
    if adult and reported_at and hours and _to_uptd_ppa(report):
        due = reported_at + dt.timedelta(hours=hours)
        note = _("Pasal 41 UU 12/2022. Pelapor perlu tahu lebih dulu, sebelum polisi diberi tahu.")
        running.append(Clock(_("Polisi (3×24 jam)"), due, note, rule_verified(POLICE_RULE)))
    return running


def rule_verified(key: str) -> bool:
    """Say whether a rule is in force and a named person has confirmed it."""
    try:
        return verified(rule(key))
    except RuleMissing:
        return False


def _to_uptd_ppa(report: Report) -> bool:
    return report.teams.filter(pk__in=Team.objects.filter(kind=Team.Kind.UPTD_PPA)).exists()


def _hours(key: str) -> int:
    try:
        return int(rule(key).value or 0)
    except RuleMissing:
        return 0
