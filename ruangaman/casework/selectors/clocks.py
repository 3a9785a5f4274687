"""The clocks of an opened case. Every length comes from a rule with its source (domain 1.10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.people.models import Team
from ruangaman.reporting.models import Report

POLICE_RULE = "uptd_to_police"
ANSWER_RULE = "acknowledge_reporter"


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs: ``due`` is aware; ``note`` says what starts it or what it asks."""

    label: str
    due: dt.datetime
    late: bool
    note: str
    verified: bool


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
        running.append(_clock(_("Jawaban pertama"), due_at, _known(ANSWER_RULE), ""))
    hours = _hours(POLICE_RULE)
    if adult and reported_at and hours and _to_uptd_ppa(report):
        due = reported_at + dt.timedelta(hours=hours)
        note = _("Pasal 41 UU 12/2022. Pelapor perlu tahu lebih dulu, sebelum polisi diberi tahu.")
        running.append(_clock(_("Polisi (3×24 jam)"), due, _known(POLICE_RULE), note))
    return running


def _clock(label: str, due: dt.datetime, known: bool, note: str) -> Clock:
    now = dt.datetime.now(dt.UTC)
    return Clock(label, due, late=due < now, note=note, verified=known)


def _to_uptd_ppa(report: Report) -> bool:
    return report.teams.filter(pk__in=Team.objects.filter(kind=Team.Kind.UPTD_PPA)).exists()


def _hours(key: str) -> int:
    try:
        value = rule(key)
    except RuleMissing:
        return 0
    return int(value.value)


def _known(key: str) -> bool:
    try:
        return verified(rule(key))
    except RuleMissing:
        return False
