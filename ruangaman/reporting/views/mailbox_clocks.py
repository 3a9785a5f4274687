"""What will happen by when, and what she is asked at 30, 90 and 180 days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.clocks import Terms
from ruangaman.reporting import clocks
from ruangaman.reporting.checkins import Check, asked_now
from ruangaman.reporting.clocks import Clock, Facts, clocks_running
from ruangaman.reporting.labels import CHECKIN_CHOICES
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.checkins import (
    mailbox_checks,
    mailbox_facts,
    outside_offered,
    outside_readers,
)
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import ReadItem
from ruangaman.reporting.views.mailbox_receivers import police_words

_LABELS: Mapping[str, Any] = {
    clocks.ANSWER: gettext_lazy("Jawaban pertama"),
    clocks.FIRST_CONTACT: gettext_lazy("Petugas menyapa Anda lagi"),
    clocks.FOLLOW_UP: gettext_lazy("Kabar berikutnya dari petugas"),
    clocks.POLICE: gettext_lazy("UPTD PPA memberi tahu polisi"),
    clocks.CHILD: gettext_lazy("UPTD PPA mulai membantu"),
    clocks.REFER: gettext_lazy("Kabar pertama dari orang yang Anda pilih"),
    clocks.REFER_URGENT: gettext_lazy("Fokal point menunjukkan bantuan"),
}


def clocks_context(mailbox: Mailbox, messages: Sequence[ReadItem]) -> dict[str, Any]:
    """Return the clocks of the mailbox and the check that is asked now; none once withdrawn."""
    facts, terms = mailbox_facts(mailbox, messages), Terms.today()
    police = _police(facts)
    if mailbox.report.state == Report.State.WITHDRAWN:
        return {"clocks": [], "checkin": {}, "outside": None, **police}
    checks = mailbox_checks(mailbox, messages, facts, terms)
    asked = asked_now(checks)
    return {
        "clocks": [_row(clock) for clock in clocks_running(facts, terms)],
        **police,
        "checkin": CHECKIN_CHOICES if asked else {},
        "check": asked.key if asked else "",
        "outside_reads": bool(asked) and bool(outside_readers(mailbox)),
        "outside": _outside(mailbox, checks, facts),
    }


def _police(facts: Facts) -> dict[str, Any]:
    """Say what stays of the duty of UPTD PPA when it reads no more: what it knew, it knows."""
    return {
        "told_police_on": facts.told_on,
        "knew_at": None if facts.told_on else facts.knew_at,
        "police_stays": bool(facts.bound_at and facts.reported_at and not facts.told_on),
    }


def checkin_given(data: Mapping[str, Any]) -> tuple[str, str]:
    """Read which check is answered and what; two empty texts when nothing valid was chosen."""
    check, value = data.get("keadaan", ""), data.get("perubahan", "")
    return (check, value) if check in clocks.CHECKS and value in CHECKIN_CHOICES else ("", "")


def _row(clock: Clock) -> dict[str, Any]:
    words = _LABELS[clock.key]
    if clock.late:
        words = _("%(what)s (sudah lewat, maaf)") % {"what": words}
    return {"label": words, "at": clock.due, "late": clock.late, "verified": clock.verified}


def _outside(mailbox: Mailbox, checks: Sequence[Check], facts: Facts) -> dict[str, Any] | None:
    """Offer UPTD PPA to whoever said that it got worse, where only focal points read."""
    last = next((one for one in reversed(checks) if one.answer), None)
    team = outside_offered(mailbox) if last and last.worse else None
    if team is None:
        return None
    return {"team": team.pk, "police": police_words() if facts.reported_at else None}
