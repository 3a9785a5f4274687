"""Sessions among peers, and how many of those held somebody attended (indicator S1)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from ruangaman.network.models import Person
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.selectors.people import PersonRow, person_rows
from ruangaman.network.selectors.units import folded
from ruangaman.people.models import Role, User
from ruangaman.training.models import PeerAttendance, PeerSession
from ruangaman.training.permissions import is_planner

MOST_LISTED = 60
"""So many focal points stand on the list to tick at once; of more, names are searched."""
YEAR = dt.timedelta(days=365)
HOUR = dt.timedelta(minutes=45)
"""One JP."""
LONGEST = 20 * HOUR
FEW = 5
"""From so many focal points on a figure about all of them is shown."""
HOSTS = (Role.COORDINATOR, Role.SUPERVISOR, Role.CASE_WORKER, Role.TRAINER, Role.FOCAL_POINT)


class SessionNotFound(LookupError):
    """There is no such session, or it is not for this person."""


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody attended of the sessions held in the last twelve months; ``jp`` of these."""

    held: int
    attended: int
    jp: int


@dataclass(frozen=True, slots=True)
class Province:
    """Indicator S1 of the last twelve months; ``percent`` is None below five focal points."""

    held: int
    attendances: int
    focal_points: int

    @property
    def percent(self) -> int | None:
        """Sessions attended of those held, of all focal points of today."""
        offered = self.held * self.focal_points
        if not offered or self.focal_points < FEW:
            return None
        return min(100, round(100 * self.attendances / offered))


@dataclass(frozen=True, slots=True)
class Tickable:
    """Somebody on the list of a session."""

    row: PersonRow
    came: bool


def sessions_held(now: dt.datetime) -> QuerySet[PeerSession]:
    """Return the sessions of the last twelve months that took place."""
    return PeerSession.objects.filter(cancelled=False, starts_at__lte=now, starts_at__gt=now - YEAR)


def sessions_coming() -> list[PeerSession]:
    """Return what is planned or going on, the next first; who is late still finds the place.

    Those called off are named until their hour.
    """
    at = timezone.now()
    found = PeerSession.objects.filter(starts_at__gt=at - LONGEST).select_related("host")
    return [
        one
        for one in found.order_by("starts_at", "pk")
        if one.starts_at > at or (not one.cancelled and one.starts_at + one.jp * HOUR > at)
    ]


def sessions_past(user: User) -> QuerySet[PeerSession]:
    """Return the sessions that were: all to planners, else those somebody led."""
    found = PeerSession.objects.filter(starts_at__lte=timezone.now())
    if not is_planner(user):
        found = found.filter(host=user)
    counted = found.annotate(people=Count("attendances"))
    return counted.select_related("host").order_by("-starts_at", "pk")


def session_seen(user: User, pk: uuid.UUID) -> PeerSession:
    """Return a session to change or to tick: for planners and its host."""
    found = PeerSession.objects.filter(pk=pk).select_related("host").first()
    if found is None or not (is_planner(user) or found.host_id == user.pk):
        raise SessionNotFound
    return found


def own_attendance(user: User) -> Own | None:
    """Return what somebody attended of what was held since she serves; None without a person."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return None
    held = list(sessions_held(timezone.now()).values_list("pk", "starts_at", "jp"))
    mine = set(PeerAttendance.objects.filter(person=person).values_list("session_id", flat=True))
    first = in_force(timezone.localdate()).filter(person=person).order_by("decree__starts").first()
    since = first.decree.starts if first else None
    counted = [
        (pk, jp)
        for pk, starts, jp in held
        if pk in mine or (since is not None and timezone.localdate(starts) >= since)
    ]
    attended = [jp for pk, jp in counted if pk in mine]
    return Own(held=len(counted), attended=len(attended), jp=sum(attended))


def sessions_attended(user: User) -> QuerySet[PeerSession]:
    """Return the sessions somebody attended, the newest first."""
    return PeerSession.objects.filter(attendances__person__user=user).order_by("-starts_at", "pk")


def province(at: dt.datetime | None = None) -> Province:
    """Return indicator S1 of all, of the twelve months up to now, or up to ``at``."""
    at = at or timezone.now()
    held = sessions_held(at)
    serving = in_force(timezone.localdate(at)).order_by().values("person").distinct()
    return Province(
        held=held.count(),
        attendances=PeerAttendance.objects.filter(session__in=held, person__in=serving).count(),
        focal_points=serving.count(),
    )


def tickables(session: PeerSession, *, name: str = "") -> tuple[list[Tickable], bool]:
    """Return whom the host may tick, those who came first; and whether there are more.

    All focal points of the day where they are few, else those with this name.
    """
    came = set(session.attendances.values_list("person_id", flat=True))
    here = Person.objects.filter(pk__in=came)
    day = timezone.localdate(session.starts_at)
    serving = Person.objects.filter(pk__in=in_force(day).order_by().values("person"))
    if name.strip():
        for word in folded(name).split():
            serving = serving.filter(search__contains=word)
    others = serving.exclude(pk__in=came).order_by("name", "pk")
    found = list(others[: MOST_LISTED + 1])
    more = len(found) > MOST_LISTED
    if more and not name.strip():
        found = []
    listed = [*here.order_by("name", "pk"), *found[:MOST_LISTED]]
    return [Tickable(row, row.person.pk in came) for row in person_rows(listed)], more


def people_known(ids: Iterable[str]) -> set[uuid.UUID]:
    """Return those of these ids that are people's."""
    found = set()
    for text in ids:
        try:
            found.add(uuid.UUID(text[:36]))
        except ValueError:
            continue
    return set(Person.objects.filter(pk__in=found).values_list("pk", flat=True))


def hosts_to_choose() -> list[User]:
    """Return the active accounts that may lead a session, by name."""
    found = User.objects.filter(grants__role__in=HOSTS, is_active=True).distinct()
    return list(found.order_by("name", "pk")[:500])
