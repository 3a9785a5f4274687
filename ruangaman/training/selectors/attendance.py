"""Who attended what, and how many hours (JP) that makes: the one place where hours are counted."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, QuerySet, Sum
from django.db.models.functions import Cast
from django.utils import timezone

from ruangaman.lib.schedule import Slot, most_attendable
from ruangaman.training.models import Attendance, AttendanceTaken, Event, Participant, Session
from ruangaman.training.selectors.participants import ParticipantRow, participant_rows


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours (JP) somebody attended of those one person can attend at an event, by module too.

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

    @property
    def parts(self) -> tuple[tuple[int | None, int], ...]:
        """Hours by module in order; those of no module come last, under None."""
        rest = self.jp - sum(self.modules.values())
        known = [(number, jp) for number, jp in sorted(self.modules.items()) if jp]
        return (*known, (None, rest)) if rest else tuple(known)

    def enough(self, least_percent: int) -> bool:
        """Say whether that is as much as an event asks for."""
        return enough(self.jp, self.of, least_percent)


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


def enough(jp: int, of: int, least_percent: int) -> bool:
    """Say whether ``jp`` of the hours of an event are as much as it asks for."""
    return of > 0 and jp * 100 >= least_percent * of


def hours_of_event(event: Event) -> dict[uuid.UUID, Hours]:
    """Return the hours of everybody who attended something, by participant."""
    return hours_and_full(event)[0]


def hours_one(participant: Participant) -> Hours:
    """Return the hours of one participant."""
    mine = Attendance.objects.filter(participant=participant)
    sessions = _sessions(participant.event_id)
    return _hours(sessions, mine).get(participant.pk) or _sum([], _offered(sessions))


def hours_and_full(event: Event) -> tuple[dict[uuid.UUID, Hours], Hours]:
    """Return what ``hours_of_event`` does, and the hours of whoever attends everything."""
    sessions = _sessions(event.pk)
    rows = Attendance.objects.filter(session__event=event)
    return _hours(sessions, rows), _sum(sessions, _offered(sessions))


def hours_of_person(person: uuid.UUID) -> Counter[int | None]:
    """Return the hours of a person at all events by module, in one query."""
    rows = Attendance.objects.filter(participant__person=person).order_by()
    found: Counter[int | None] = Counter()
    for module, jp in rows.values_list("session__module", "session__jp"):
        found[module] += jp
    return found


def hours_between(begin: dt.datetime, end: dt.datetime) -> dict[uuid.UUID, int]:
    """Return the hours of sessions that began in this time, by person, in one query."""
    rows = Attendance.objects.filter(session__starts_at__gte=begin, session__starts_at__lt=end)
    grouped = rows.order_by().values("participant__person").annotate(jp=Sum("session__jp"))
    return dict(grouped.values_list("participant__person", "jp"))


def with_hours(participants: QuerySet[Participant]) -> Any:
    """Add to each the hours attended, as ``jp``; None for whoever attended nothing."""
    return participants.annotate(jp=Sum("attendances__session__jp"))


def offered_by(events: QuerySet[Event]) -> dict[str, int]:
    """Return the hours that one person can attend at each of these events, in one query.

    By the key of the event as text; an event without sessions is not there.
    """
    columns = (Cast("event", CharField()), "starts_at", "ends_at", "jp")
    slots: dict[str, list[Slot]] = defaultdict(list)
    for event, *slot in Session.objects.filter(event__in=events).order_by().values_list(*columns):
        slots[event].append((slot[0], slot[1], slot[2]))
    return {event: most_attendable(found) for event, found in slots.items()}


def event_jp(event: uuid.UUID) -> int:
    """Return the hours that one person can attend at an event."""
    return _offered(_sessions(event))


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


def _hours(sessions: Sequence[Session], rows: QuerySet[Attendance]) -> dict[uuid.UUID, Hours]:
    here: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for participant, session in rows.values_list("participant_id", "session_id"):
        here[participant].add(session)
    offered = _offered(sessions)
    return {
        participant: _sum([one for one in sessions if one.pk in mine], offered)
        for participant, mine in here.items()
    }


def _sessions(event: uuid.UUID) -> list[Session]:
    return list(Session.objects.filter(event=event).order_by("starts_at"))


def _offered(sessions: Iterable[Session]) -> int:
    return most_attendable((one.starts_at, one.ends_at, one.jp) for one in sessions)


def _sum(attended: Sequence[Session], offered: int) -> Hours:
    modules: dict[int, int] = {}
    for one in attended:
        if one.module is not None:
            modules[one.module] = modules.get(one.module, 0) + one.jp
    return Hours(
        jp=sum(one.jp for one in attended),
        of=offered,
        sessions=len(attended),
        modules=modules,
        last=timezone.localdate(attended[-1].starts_at) if attended else None,
    )
