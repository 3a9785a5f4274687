"""The clocks that run in an opened case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ruangaman.core.clocks import Terms
from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.directory.guide import police_notice
from ruangaman.reporting import clocks
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.facts import facts_of, teams_of
from ruangaman.reporting.selectors.parts import ReadItem

CHILD_RULE = clocks.CHILD
_LABELS: Mapping[str, Any] = {
    clocks.ANSWER: _("Jawaban pertama"),
    clocks.FIRST_CONTACT: _("Kontak pertama"),
    clocks.FOLLOW_UP: _("Kabar berikutnya"),
    clocks.POLICE: _("Polisi"),
    clocks.CHILD: _("Anak: hari ini juga"),
    clocks.REFER: _("Menyambungkan, sesudah ia setuju"),
    clocks.REFER_URGENT: _("Mendesak: tawarkan UPTD PPA"),
}
_NOTES: Mapping[str, Any] = {
    clocks.FIRST_CONTACT: _("Tanyakan apa yang ia perlukan."),
    clocks.FOLLOW_UP: _("Walau belum ada yang baru: katakan begitu."),
    clocks.POLICE: _(
        "Pasal 41 UU 12/2022. Pelapor perlu tahu lebih dulu, sebelum polisi diberi tahu."
    ),
    clocks.CHILD: _("UPTD PPA menangani pada hari yang sama."),
    clocks.REFER: _("Pembaca yang baru menyapanya; Anda mengantar, bukan hanya memberi nama."),
    clocks.REFER_URGENT: _("Jangan tanya ceritanya. Tunjukkan juga 129 dan dokter."),
}


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A clock that runs: ``due`` is aware. ``verified`` is about the law behind it, if any."""

    label: str
    due: dt.datetime
    late: bool
    note: str
    verified: bool


def clock_rows(report: Report, items: Mapping[str, Sequence[ReadItem]]) -> list[ClockRow]:
    """Return the clocks that run, the earliest first, as far as the opened parts tell."""
    if "needs" not in items:
        return []
    facts = facts_of(
        report,
        needs=items["needs"],
        messages=items.get("messages", ()),
        teams=teams_of(report),
    )
    return [
        clock_row(one)
        for one in clocks.clocks_running(facts, Terms.today())
        if one.key != clocks.FOLLOW_UP or "messages" in items
    ]


def clock_row(one: clocks.Clock) -> ClockRow:
    """Return a clock in words."""
    return ClockRow(_label(one.key), one.due, one.late, str(_NOTES.get(one.key, "")), one.verified)


def _label(key: str) -> str:
    """Return what a clock is called; the police's with the time that the rule gives."""
    told = police_notice() if key == clocks.POLICE else None
    if told is None:
        return str(_LABELS[key])
    return gettext("Polisi (%(days)d×24 jam)") % {"days": told.days}


def rule_verified(key: str) -> bool:
    """Say whether a rule is in force and a named person has confirmed it."""
    try:
        return verified(rule(key))
    except RuleMissing:
        return False
