"""A person's own contact records, and what stands in them. Nobody else's exist for her."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ruangaman.casework.contacts.labels import QUESTIONS, REASONS, SHOWN, label
from ruangaman.casework.contacts.seals import Body, contact_open, holder_tag
from ruangaman.casework.models.contacts import Contact
from ruangaman.core.models import RuleValue
from ruangaman.core.rules import RuleMissing, month_after, rule, shifted
from ruangaman.lib.clocks import months_later
from ruangaman.lib.sealing import SealError
from ruangaman.people.models import Team
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import SERVING, ready_teams

State = Contact.State
RETENTION = "contact_retention"
CHECKS = ("referral_check_1", "referral_check_2", "referral_check_3")
TONES = {State.OPEN: "active", State.HANDED: "new", State.CLOSED: "done"}
A_PAGE = 25
_MONTHS_AHEAD = 61
_NO_PACK_MONTHS = 12


class ContactNotFound(Exception):
    """No such record, or not hers: she must not be able to tell which."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    token: str
    state: str
    tone: str
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of the list; ``next`` is the number of the page after it, 0 for none."""

    rows: list[Row]
    next: int


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened record in words. ``check`` is the number of the next question, 0 for none."""

    lines: list[tuple[str, str]]
    checks: list[tuple[str, str]] = field(default_factory=list)
    check: int = 0
    handed_on: dt.date | None = None
    closed: str = ""


def own_rows(*, reader: Reader, page: int, all_states: bool) -> Rows:
    """Return a page of her records, those with something to ask first."""
    mine = Contact.objects.filter(holder__in=_tags(reader))
    if not all_states:
        mine = mine.filter(state=State.OPEN)
    start = (page - 1) * A_PAGE
    found = mine.order_by(F("due_on").asc(nulls_last=True), "token")[start : start + A_PAGE + 1]
    rows = [row_of(contact) for contact in found]
    return Rows(rows[:A_PAGE], page + 1 if len(rows) > A_PAGE else 0)


def checks_wait(*, reader: Reader) -> bool:
    """Say whether a question after a referral is due this week or before, in her records."""
    mine = Contact.objects.filter(holder__in=_tags(reader), state=State.OPEN)
    return mine.filter(due_on__lte=week_of(timezone.localdate())).exists()


def other_receivers() -> list[Team]:
    """Return the receiving teams beside UPTD PPA that can read now, under their signed names."""
    return [team for kind in SERVING for team in ready_teams(kind)]


def own_contact(*, reader: Reader, token: str, lock: bool = False) -> Contact:
    """Return one of her records, or raise ``ContactNotFound``."""
    wanted = Contact.objects.select_for_update() if lock else Contact.objects.all()
    found = wanted.filter(token=token, holder__in=_tags(reader)).first()
    if found is None:
        raise ContactNotFound
    return found


def row_of(contact: Contact) -> Row:
    """Return what stands in the open, in words."""
    this_week = week_of(timezone.localdate())
    due = contact.due_on
    words = ""
    if due:
        weeks = (due - this_week).days // 7
        words = _("lewat waktu") if weeks < 0 else _("minggu ini") if not weeks else ""
        words = words or (_("minggu depan") if weeks == 1 else _("nanti"))
    return Row(
        token=contact.token,
        state=contact.get_state_display(),
        tone=TONES[State(contact.state)],
        due=words,
        late=due is not None and due < this_week,
    )


def opened(contact: Contact, *, reader: Reader) -> Opened | None:
    """Return the record in words; None when its seal does not open any more."""
    try:
        body = contact_open(contact, reader=reader)
    except SealError:
        return None
    if "handed_on" in body:
        return Opened([], handed_on=dt.date.fromisoformat(body["handed_on"]))
    words = _("minggu %(day)s")
    if body["given"].get("minggu") == "lama":
        words = _("minggu %(day)s, atau sebelumnya")
    week = words % {"day": date_format(dt.date.fromisoformat(body["week"]), "j F Y")}
    return Opened(
        lines=[(_("Ia datang"), week), *_lines(body["given"])],
        checks=[(str(one["n"]), label("hasil", one["answer"])) for one in body["checks"]],
        check=next_number(body) if contact.state == State.OPEN else 0,
        closed=str(REASONS.get(body.get("closed", ""), "")),
    )


def next_number(body: Body) -> int:
    """Return which question after a referral is the next, or 0 for no more."""
    number = len(body["checks"]) + 1
    return number if number <= len(CHECKS) else 0


def check_week(start: dt.date, number: int) -> dt.date | None:
    """Return the Monday of the week of a check, counted from ``start``; None without its rule."""
    value = rule_or_none(CHECKS[number - 1]) if 0 < number <= len(CHECKS) else None
    found = shifted(start, value) if value else None
    return week_of(found) if found else None


def keep_until(today: dt.date) -> dt.date:
    """Return the first of the month on which a record of who came on ``today`` goes."""
    value = rule_or_none(RETENTION)
    end = shifted(today, value) if value else None
    return month_after(end or months_later(today, _NO_PACK_MONTHS))


def week_of(one: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return one - dt.timedelta(days=one.weekday())


def rule_or_none(key: str) -> RuleValue | None:
    """Return a rule in force, or None."""
    try:
        return rule(key)
    except RuleMissing:
        return None


def _tags(reader: Reader) -> list[bytes]:
    """Return the tags of every month in which one of her records may go."""
    first = timezone.localdate().replace(day=1)
    return [holder_tag(reader, months_later(first, ahead)) for ahead in range(_MONTHS_AHEAD)]


def _lines(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(QUESTIONS[name]), label(name, given[name])) for name in SHOWN if given.get(name)]
