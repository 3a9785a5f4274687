"""Readers of a report who stopped or stepped aside, and whom its reporter may choose instead.

Nothing passes on by itself: whoever came into a team later reads nothing older before her yes.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.network.selectors.ready import ready_units
from ruangaman.people.models import READER_ROLES, RecipientKey, Role, RoleGrant, Team
from ruangaman.people.selectors import (
    Recipient,
    ready_teams,
    recipients_of,
    recipients_with_keys,
)
from ruangaman.reporting.answers import refused_units
from ruangaman.reporting.grants import FOCAL_PARTS, READERS, SHUT, Grant, allowance_of
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.seals import NOBODY
from ruangaman.reporting.selectors.mailbox import Mailbox, parts_by_reader

OFFERED = 5
"""So many other offices are shown; further ones are searched by name."""

_SOUGHT = 20
"""So many offices are asked whether somebody there would be let in."""


_KEYS = 500
COUNTED = dt.timedelta(days=30)
"""So long after an access ended the supervisor's yes or no counts it."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Who stopped: by key, and through which teams they read; ``answered``: she chose already."""

    keys: frozenset[uuid.UUID]
    teams: tuple[Team, ...]
    answered: bool

    @property
    def team_ids(self) -> frozenset[uuid.UUID]:
        """The teams, by id."""
        return frozenset(team.pk for team in self.teams)


@dataclass(frozen=True, slots=True)
class Offer:
    """Whom the reporter may choose: an alternate's team, other offices, UPTD PPA."""

    alternates: list[Team]
    others: list[Team]
    uptd: list[Team]

    @property
    def teams(self) -> list[Team]:
        """All of them."""
        return [*self.alternates, *self.others, *self.uptd]


def stopped_of(mailbox: Mailbox) -> Stopped | None:
    """Return the readers whom she gave something, who stopped, and in whose team nobody reads now.

    A team is covered while one of those who read through it still can. Where nobody at all is left
    because of a conflict, its teams are named. None when there is nothing to ask, or the report is
    over.
    """
    if mailbox.report.state not in Report.OPEN:
        return None
    able = parts_by_reader(mailbox)
    held = _held(mailbox)
    boxes = Box.objects.filter(report=mailbox.report, recipient__in=held)
    answered = {box.recipient_id for box in boxes if box.answered}
    teams = {team for through in held.values() for team in through}
    now = {one.key_id: one.team_ids for one in recipients_of(teams) if one.key_id in able}
    covered = {team for key in held for team in held[key] & now.get(key, frozenset())}
    left = {key: teams - covered for key, teams in held.items() if not teams <= covered}
    if left:
        found = Team.objects.filter(pk__in={team for teams in left.values() for team in teams})
        return Stopped(frozenset(left), tuple(found.order_by("name")), answered >= set(left))
    shut = _shut_teams(mailbox)
    return Stopped(frozenset(), shut, answered=False) if shut and not able else None


def _shut_teams(mailbox: Mailbox) -> tuple[Team, ...]:
    """Return the teams from which a conflict that she declared later took the consent away."""
    taken = [grant.team for grant in mailbox.grants if grant.team and not grant.parts]
    found = Team.objects.filter(pk__in=taken, organisation__in=mailbox.ledger["conflicts"])
    return tuple(found.order_by("name"))


def _held(mailbox: Mailbox) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Return who was given something through a team that still has a consent, by key."""
    given = [grant for grant in mailbox.grants if grant.parts]
    consented = {grant.team for grant in given if grant.team}
    held = {}
    for key, through in mailbox.ledger.get(READERS, {}).items():
        if mailbox.ledger["authors"].get(key, NOBODY) != NOBODY:
            held[uuid.UUID(key)] = frozenset(map(uuid.UUID, through)) & consented
    people = recipients_with_keys(grant.recipient for grant in given if grant.recipient)
    for key_id, person in people.items():
        if person.bridge_only:
            held[key_id] = held.get(key_id, frozenset()) | _teams_of(person)
    return {key: through for key, through in held.items() if through}


def _teams_of(person: Recipient) -> frozenset[uuid.UUID]:
    grants = RoleGrant.objects.filter(user=person.user_id, role=Role.FOCAL_POINT)
    return frozenset(grants.exclude(team=None).values_list("team_id", flat=True))


def offer_of(mailbox: Mailbox, stopped: Stopped, *, sought: str = "") -> Offer:
    """Return whom she may choose now; ``sought`` is a part of another office's name."""
    refused = refused_units(mailbox.ledger["conflicts"])
    units = ready_units(_SOUGHT, text=sought, without=refused)
    return Offer(
        alternates=_new(mailbox, stopped.teams),
        others=_new(mailbox, _teams(units), stopped.team_ids),
        uptd=_new(mailbox, ready_teams(Team.Kind.UPTD_PPA)),
    )


def _teams(units: Iterable[Unit]) -> Iterable[Team]:
    return (unit.team for unit in units if unit.team)


def _new(
    mailbox: Mailbox, teams: Iterable[Team], without: frozenset[uuid.UUID] = frozenset()
) -> list[Team]:
    """Return the first few teams in which somebody would be let in."""
    found = (team for team in teams if team.pk not in without and receivers_new(mailbox, team))
    return list(islice(found, OFFERED))


def receivers_new(mailbox: Mailbox, team: Team) -> list[Recipient]:
    """Return who would be let in with a team: who receives, is not refused, and reads nothing yet.

    The conflicts she declared count as when she sent it, and whom she shut out stays out.
    """
    shut = shut_users(mailbox)
    boxes = Box.objects.filter(report=mailbox.report, ended_on=None)
    held = set(boxes.values_list("recipient_id", flat=True)) if team.active else set()
    consent = [Grant(FOCAL_PARTS, team=team.pk)]
    return [
        one
        for one in recipients_of([team.pk] if team.active else [])
        if one.user_id not in shut
        and allowance_of(one, consent, mailbox.ledger["conflicts"]).parts
        and not (one.key_id in held and _reads(mailbox, one))
    ]


def shut_users(mailbox: Mailbox) -> set[uuid.UUID]:
    """Return the accounts of those whom she shut out in person, whatever their key is now."""
    keys = {str(one.recipient) for one in mailbox.grants if one.recipient and not one.parts}
    keys |= set(mailbox.ledger.get(SHUT, ()))
    return set(RecipientKey.objects.filter(pk__in=keys).values_list("user_id", flat=True))


def _reads(mailbox: Mailbox, person: Recipient) -> bool:
    known = mailbox.ledger["authors"].get(str(person.key_id), NOBODY) != NOBODY
    return known and any(grant.parts and grant.covers(person) for grant in mailbox.grants)


def reporters_wait() -> bool:
    """Say whether in some open report a focal point stopped and the reporter has not chosen yet.

    From the open columns alone, so a box that never held anything counts like every other: the
    answer is about all reports together, and there is no number. Nobody is asked about such a box,
    so each counts only until ``COUNTED`` after her access or key ended, whatever it held.

    Of millions of boxes only those of the few who stopped are looked at, by their keys.
    """
    today = timezone.localdate()
    since = today - COUNTED
    recent = Q(ended_on=None) | Q(ended_on__gte=since)
    recent &= Q(recipient__replaced_on=None) | Q(recipient__replaced_on__gte=since)
    waiting = _alone(today).filter(recent, answered=False)
    focal = _focal_keys()
    gone = Q(user__is_active=False) | Q(replaced_on__isnull=False)
    stopped = focal.filter(~Exists(_receives(today, "user")) | gone).filter(
        Q(replaced_on=None) | Q(replaced_on__gte=since)
    )
    keys = list(stopped.values_list("pk", flat=True))
    return any(
        waiting.filter(recipient__in=keys[begin : begin + _KEYS]).exists()
        for begin in range(0, len(keys), _KEYS)
    ) or (waiting.filter(ended_on__gte=since, recipient__in=focal.values("pk")).exists())


def boxes_stopped(today: dt.date) -> QuerySet[Box]:
    """Return the boxes of open reports whose holder was a focal point only and receives no more,
    and in whose place nobody of her team receives for that report.
    """
    gone = Q(recipient__user__is_active=False) | Q(recipient__replaced_on__isnull=False)
    gone |= Q(ended_on__isnull=False)
    held = _alone(today).filter(recipient__in=_focal_keys().values("pk"))
    return held.filter(~Exists(_receives(today, "recipient__user")) | gone)


def _focal_keys() -> QuerySet[RecipientKey]:
    """Return the keys, replaced ones too, of whoever reads as a focal point and as nothing else."""
    grants = RoleGrant.objects.filter(user=OuterRef("user"))
    focal = grants.filter(role=Role.FOCAL_POINT)
    others = grants.filter(role__in=READER_ROLES).exclude(role=Role.FOCAL_POINT)
    return RecipientKey.objects.filter(Exists(focal), ~Exists(others))


def _receives(today: dt.date, user: str) -> QuerySet[RoleGrant]:
    focal = RoleGrant.objects.filter(user=OuterRef(user), role=Role.FOCAL_POINT)
    return focal.filter(receives_until__gte=today)


def _alone(today: dt.date) -> QuerySet[Box]:
    """Return boxes of open reports in whose holder's team nobody receives for that report."""
    mates = Box.objects.filter(
        report=OuterRef("report"),
        ended_on=None,
        recipient__replaced_on=None,
        recipient__user__is_active=True,
        recipient__user__grants__role=Role.FOCAL_POINT,
        recipient__user__grants__receives_until__gte=today,
        recipient__user__grants__team__grants__user=OuterRef("recipient__user"),
    )
    return Box.objects.filter(~Exists(mates), report__state__in=Report.OPEN)
