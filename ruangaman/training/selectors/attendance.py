"""Who attended what, and how many hours (JP) that makes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from ruangaman.training.models import Attendance, AttendanceTaken, Event, Participant, Session
from ruangaman.training.selectors.participants import ParticipantRow, participant_rows


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours (JP) somebody attended of those an event has, by module too.

    ``last`` is the day of the last session attended. A session without module counts in ``jp``
    and stands in no module.
    """

    jp: int = 0
    of: int = 0
    sessions: int = 0
    modules: Mapping[int, int] = field(default_factory=dict)
    last: dt.date | None = None

    @property
    def percent(self) -> int:
        """The share of the event's hours, rounded down; 0 where an event has none."""
        return self.jp * 100 // self.of if self.of else 0

    def enough(self, least_percent: int) -> bool:
        """Say whether that is as much as an event asks for."""
        return bool(self.of) and self.jp * 100 >= least_percent * self.of


@dataclass(frozen=True, slots=True)
class HoursRow:
    """A line of the table: who, how much, and whether that is what the event asks for."""

    row: ParticipantRow
    hours: Hours
    enough: bool


@dataclass(frozen=True, slots=True)
class TickRow:
    """A line of the list of a session. ``number`` is the one on the printed sheet."""

    number: int
    row: ParticipantRow
    attendance: Attendance | None
    taken: AttendanceTaken | None


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session as a participant sees it; ``open`` while its screen takes codes."""

    session: Session
    attended: bool
    taken: bool
    open: bool


def hours_of_event(event: Event) -> dict[uuid.UUID, Hours]:
    """Return the hours of everybody who attended something, by participant."""
    return _hours(event.pk, Attendance.objects.filter(session__event=event))


def hours_one(participant: Participant) -> Hours:
    """Return the hours of one participant."""
    mine = Attendance.objects.filter(participant=participant)
    found = _hours(participant.event_id, mine)
    return found.get(participant.pk) or Hours(of=event_jp(participant.event_id))


def hours_of_person(person: uuid.UUID) -> list[tuple[Event, Hours]]:
    """Return the events at which a person attended something, the newest first, with hours."""
    rows = (
        Participant.objects.filter(person=person, attendances__isnull=False)
        .select_related("event")
        .distinct()
        .order_by("-event__first", "pk")
    )
    return [(one.event, hours_one(one)) for one in rows]


def event_jp(event: uuid.UUID) -> int:
    """Return the hours of all sessions of an event."""
    return Session.objects.filter(event=event).aggregate(n=Sum("jp"))["n"] or 0


def hours_rows(event: Event, participants: Iterable[Participant]) -> list[HoursRow]:
    """Return lines of the table for participants."""
    hours, none = hours_of_event(event), Hours(of=event_jp(event.pk))
    rows = [(row, hours.get(row.participant.pk, none)) for row in participant_rows(participants)]
    return [HoursRow(row, one, one.enough(event.least_percent)) for row, one in rows]


def sessions_counted(event: Event) -> QuerySet[Session]:
    """Return the sessions of an event in order, with how many were ``present``."""
    found: QuerySet[Session] = event.sessions.annotate(present=Count("attendances"))
    return found.order_by("starts_at", "title")


def present_at(session: Session) -> int:
    """Return how many were recorded for a session."""
    return session.attendances.count()


def tick_rows(session: Session, participants: Sequence[Participant], first: int) -> list[TickRow]:
    """Return lines of a session's list, numbered from ``first``."""
    here = {one.participant_id: one for one in session.attendances.select_related("recorded_by")}
    taken = {one.participant_id: one for one in session.taken.all()}
    return [
        TickRow(number, row, here.get(row.participant.pk), taken.get(row.participant.pk))
        for number, row in enumerate(participant_rows(participants), start=first)
    ]


def attended(event: Event) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return what is recorded for an event, as pairs of session and participant."""
    rows = Attendance.objects.filter(session__event=event)
    return set(rows.values_list("session_id", "participant_id"))


def sessions_of(participant: Participant, *, at: dt.datetime) -> list[OwnSession]:
    """Return the sessions of an event as one participant sees them."""
    here = set(participant.attendances.values_list("session_id", flat=True))
    taken = set(participant.taken.values_list("session_id", flat=True))
    return [
        OwnSession(one, one.pk in here, one.pk in taken, is_open(one, at))
        for one in Session.objects.filter(event=participant.event_id)
    ]


def is_open(session: Session, at: dt.datetime) -> bool:
    """Say whether the screen of a session takes codes."""
    return session.open_until is not None and session.open_until > at


def _hours(event: uuid.UUID, rows: QuerySet[Attendance]) -> dict[uuid.UUID, Hours]:
    of, kept = event_jp(event), dict[uuid.UUID, list[Session]]()
    for one in rows.select_related("session").order_by("session__starts_at"):
        kept.setdefault(one.participant_id, []).append(one.session)
    return {participant: _sum(sessions, of) for participant, sessions in kept.items()}


def _sum(sessions: Sequence[Session], of: int) -> Hours:
    modules: dict[int, int] = {}
    for one in sessions:
        if one.module is not None:
            modules[one.module] = modules.get(one.module, 0) + one.jp
    return Hours(
        jp=sum(one.jp for one in sessions),
        of=of,
        sessions=len(sessions),
        modules=modules,
        last=timezone.localdate(sessions[-1].starts_at),
    )
