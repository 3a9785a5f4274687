"""Keeps the roster: who has duty, who is away, who takes over."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.duty.models import Absence, DatedDuty, Swap, WeeklyDuty
from ruangaman.duty.selectors.roster import days_of, members_of
from ruangaman.people.faults import Refused
from ruangaman.people.models import Team, User

KEPT = dt.timedelta(days=90)
"""For how long the past of a roster is remembered."""


def weekly_set(*, team: Team, pattern: Mapping[int, Collection[uuid.UUID]], by: User) -> None:
    """Write who has duty on which day of the week; 0 is Monday. Replaces what was there."""
    members = members_of([team.pk])[team.pk]
    rows = [
        WeeklyDuty(team=team, weekday=weekday, user_id=user)
        for weekday, users in pattern.items()
        for user in sorted(members.intersection(users))
    ]
    with transaction.atomic():
        _lock(team)
        WeeklyDuty.objects.filter(team=team).delete()
        WeeklyDuty.objects.bulk_create(rows)
        _record("roster_weekly_set", team, by)


def day_set(*, team: Team, day: dt.date, users: Collection[uuid.UUID], by: User) -> None:
    """Write who has duty on one date; with nobody, the weekly pattern holds again."""
    members = members_of([team.pk])[team.pk]
    with transaction.atomic():
        _lock(team)
        _day_write(team.pk, day, members.intersection(users))
        _record("roster_day_set", team, by)


def absence_add(*, user: User, first: dt.date, last: dt.date, by: User) -> Absence:
    """Note that somebody is away from ``first`` to ``last``; ``Refused`` if that is no time."""
    if last < first:
        raise Refused(_("Hari terakhir mendahului hari pertama."))
    if last < timezone.localdate():
        raise Refused(_("Hari-hari itu sudah lewat."))
    with transaction.atomic():
        absence = Absence.objects.create(user=user, first=first, last=last)
        audit_record(actor=by.pk, action="absence_added", subject=subject_of("user", user.pk.bytes))
    return absence


def absence_remove(*, absence: Absence, by: User) -> None:
    """Take an absence back."""
    with transaction.atomic():
        absence.delete()
        subject = subject_of("user", absence.user_id.bytes)
        audit_record(actor=by.pk, action="absence_removed", subject=subject)


def swap_offer(*, team: Team, day: dt.date, giver: User, taker: User) -> Swap:
    """Offer a day of one's own duty to a colleague; nothing changes until she accepts."""
    if day < timezone.localdate():
        raise Refused(_("Hari itu sudah lewat."))
    if giver.pk not in _planned(team.pk, day):
        raise Refused(_("Hari itu bukan giliran Anda."))
    if taker.pk == giver.pk or taker.pk not in members_of([team.pk])[team.pk]:
        raise Refused(_("Pilih rekan dari tim yang sama."))
    with transaction.atomic():
        swap, _made = Swap.objects.update_or_create(
            team=team, day=day, giver=giver, defaults={"taker": taker}
        )
        _record("swap_offered", team, giver)
    return swap


def swap_accept(*, swap: Swap, by: User) -> None:
    """Take over the day; ``Refused`` when it is no longer the giver's or has passed."""
    with transaction.atomic():
        _lock(swap.team)
        if not Swap.objects.filter(pk=swap.pk, taker=by).delete()[0]:
            raise Refused(_("Tawaran ini sudah tidak berlaku."))
        planned = _planned(swap.team_id, swap.day)
        if swap.day < timezone.localdate() or swap.giver_id not in planned:
            raise Refused(_("Tawaran ini sudah tidak berlaku."))
        _day_write(swap.team_id, swap.day, planned - {swap.giver_id} | {by.pk})
        _record("swap_accepted", swap.team, by)


def swap_end(*, swap: Swap, by: User) -> None:
    """Decline an offer, or take one's own back."""
    with transaction.atomic():
        Swap.objects.filter(pk=swap.pk).delete()
        _record("swap_ended", swap.team, by)


def roster_prune() -> None:
    """Forget what lies more than 90 days back."""
    before = timezone.localdate() - KEPT
    Absence.objects.filter(last__lt=before).delete()
    DatedDuty.objects.filter(day__lt=before).delete()
    Swap.objects.filter(day__lt=timezone.localdate()).delete()


def _planned(team_id: uuid.UUID, day: dt.date) -> frozenset[uuid.UUID]:
    (found,) = days_of([team_id], [day])[team_id]
    return found.planned


def _day_write(team_id: uuid.UUID, day: dt.date, users: Collection[uuid.UUID]) -> None:
    DatedDuty.objects.filter(team=team_id, day=day).delete()
    DatedDuty.objects.bulk_create(
        DatedDuty(team_id=team_id, day=day, user_id=user) for user in sorted(users)
    )


def _lock(team: Team) -> None:
    """One change of a team's roster at a time."""
    Team.objects.select_for_update().get(pk=team.pk)


def _record(action: str, team: Team, by: User) -> None:
    audit_record(actor=by.pk, action=action, subject=subject_of("team", team.pk.bytes))
