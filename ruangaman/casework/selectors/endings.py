"""The end of reports in words: what is to be disposed of, what is held, who has to do what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.casework.selectors.rows import TONES
from ruangaman.core.models import RuleValue
from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.core.templatetags.dates import day
from ruangaman.core.words import words
from ruangaman.reporting.models import Ending, Hold, Report
from ruangaman.reporting.selectors.ending import (
    Actor,
    EndingRow,
    endings_for,
    hold_of,
    retention_of,
)


@dataclass(frozen=True, slots=True)
class EndingLine:
    """A line of the list; ``unverified`` is about the rule."""

    number: str
    state: str
    tone: str
    reason: str
    unverified: bool
    since: dt.date
    standing: str


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a report is kept and whether it is held, for the page of the case."""

    until: dt.date | None
    unverified: bool
    held_until: dt.date | None


@dataclass(frozen=True, slots=True)
class EndingCase:
    """A report's end as one person may see to it. ``holds``: she has a box, so she may hold it."""

    number: str
    state: str
    tone: str
    reason: str
    unverified: bool
    since: dt.date | None
    held_until: dt.date | None
    begun: bool
    mine: bool
    lift_begun: bool
    lift_mine: bool
    holds: bool

    @property
    def can_propose(self) -> bool:
        """Whether she may be the first of two."""
        return bool(self.reason) and not self.begun and not self.held_until

    @property
    def can_confirm(self) -> bool:
        """Whether she may be the second."""
        return self.begun and not self.mine and not self.held_until


def ending_lines(*, actor: Actor) -> list[EndingLine]:
    """Return the list in words."""
    return [_line(row, actor) for row in endings_for(actor=actor)]


def ending_case(report: Report, *, actor: Actor) -> EndingCase:
    """Return what this person may do about the end of a report."""
    ending = Ending.objects.filter(report=report).first()
    hold, kept = hold_of(report), retention_of(report)
    over = kept if kept and kept.over else None
    key = ending.rule if ending else (over.rule.key if over else "")
    reason, unverified = _reason(key, _rule(key))
    first, lifted = bytes(ending.first) if ending else b"", bytes(hold.first) if hold else b""
    return EndingCase(
        number=report.number,
        state=report.get_state_display(),
        tone=TONES.get(Report.State(report.state), "plain"),
        reason=reason,
        unverified=unverified,
        since=ending.since if ending else (over.ends_on if over else None),
        held_until=hold.until if hold else None,
        begun=bool(first),
        mine=first == actor.reference,
        lift_begun=bool(lifted),
        lift_mine=lifted == actor.reference,
        holds=actor.reader is not None and hold is None,
    )


def kept_words(report: Report) -> Kept:
    """Return until when a report is kept; a day without a rule is none."""
    kept, hold = retention_of(report), hold_of(report)
    return Kept(
        until=kept.ends_on if kept else None,
        unverified=bool(kept and not verified(kept.rule)),
        held_until=hold.until if hold else None,
    )


def _reason(key: str, value: RuleValue | None) -> tuple[str, bool]:
    """Return why a report is to be disposed of, and whether nobody has confirmed the rule."""
    if key == Ending.WISH:
        return _("Permintaan pelapor"), False
    if value is None:
        return (_("Aturan yang tidak berlaku lagi"), True) if key else ("", False)
    return words(value, "label"), not verified(value)


def _rule(key: str) -> RuleValue | None:
    try:
        return rule(key)
    except RuleMissing:
        return None


def _line(row: EndingRow, actor: Actor) -> EndingLine:
    reason, unverified = _reason(row.key, row.rule)
    return EndingLine(
        number=row.report.number,
        state=row.report.get_state_display(),
        tone=TONES.get(Report.State(row.report.state), "plain"),
        reason=reason or "–",
        unverified=unverified,
        since=row.since,
        standing=_standing(row.ending, row.hold, actor),
    )


def _standing(ending: Ending | None, hold: Hold | None, actor: Actor) -> str:
    if hold and hold.until >= timezone.localdate():
        if hold.first:
            return _("Ditahan; satu orang ingin melepasnya")
        return _("Ditahan sampai %(day)s") % {"day": day(hold.until)}
    if ending is None or not ending.first:
        return _("Menunggu usul orang pertama")
    if bytes(ending.first) == actor.reference:
        return _("Anda yang mengusulkan; menunggu orang kedua")
    return _("Menunggu persetujuan orang kedua")
