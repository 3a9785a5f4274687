"""Attendance is recorded by code, by a trainer or from paper, and taken back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.clock import now
from ruangaman.core.templatetags.dates import day
from ruangaman.network.services.people import people_trained
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import Attendance, AttendanceTaken, Event, Participant, Session
from ruangaman.training.permissions import is_keeper
from ruangaman.training.selectors.attendance import hours_of_event, is_open
from ruangaman.training.services.changes import event_audit, must_organise

State = Participant.State
AFTER = dt.timedelta(minutes=15)
"""So long a screen stays open after the end of its session."""
UNPLANNED = dt.timedelta(hours=1)
"""So long it stays open outside the hours of its session."""
BEFORE = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Marked:
    """What ticks did: ``fresh`` were recorded now, ``known`` stood there, ``gone`` left the list.

    Each is a number of entries: one person at one session.
    """

    fresh: int = 0
    known: int = 0
    gone: int = 0


def session_open(*, session: Session, by: User) -> Session:
    """Let the screen take codes until shortly after the end; opened twice it is open once."""
    must_organise(by, session.event)
    with attendance_turn(session.event_id) as event:
        mine = event.sessions.get(pk=session.pk)
        must_take(event, by=None)
        _must_have_come(mine)
        at = now()
        if is_open(mine, at):
            return mine
        planned = mine.starts_at - BEFORE <= at <= mine.ends_at
        mine.open_until = mine.ends_at + AFTER if planned else at + UNPLANNED
        mine.save(update_fields=["open_until"])
        event_audit(event.pk, "screen_opened", by)
        return mine


def session_close(*, session: Session, by: User) -> None:
    """Let the screen take no codes any more."""
    must_organise(by, session.event)
    with attendance_turn(session.event_id) as event:
        mine, at = event.sessions.get(pk=session.pk), now()
        if not is_open(mine, at):
            return
        mine.open_until = at
        mine.save(update_fields=["open_until"])
        event_audit(event.pk, "screen_closed", by)


def attendance_mark(
    *,
    event: Event,
    ticks: Mapping[uuid.UUID, Collection[uuid.UUID]],
    how: Attendance.How,
    by: User,
) -> Marked:
    """Record participants (by id) for sessions (by id); nobody is taken away by it.

    ``Refused`` before the day of a session, for a cancelled event, and for one that is closed
    unless a coordinator asks. Who is marked came: an open or refused invitation becomes accepted.
    """
    must_organise(by, event)
    with attendance_turn(event.pk) as mine:
        must_take(mine, by=by)
        sessions = list(mine.sessions.filter(pk__in=ticks))
        listed = mine.participants.exclude(state=State.WITHDRAWN)
        known = set(listed.values_list("pk", flat=True))
        done = Marked()
        for one in sessions:
            if chosen := set(ticks[one.pk]):
                _must_have_come(one)
                done = _plus(done, _marked(one, chosen, known, how, by))
        if done.fresh:
            late = mine.state == Event.State.CLOSED
            if late:
                trained_write(event=mine, by=by)
            told = {"how": how.value, "entries": done.fresh, "late": late}
            event_audit(mine.pk, "attendance_recorded", by, told)
        return done


def attendance_take_back(
    *, session: Session, participant: Participant, reason: AttendanceTaken.Reason, by: User
) -> None:
    """Take an entry back; taken back twice it is gone once. No code brings it again."""
    must_organise(by, session.event)
    with attendance_turn(session.event_id) as event:
        must_take(event, by=by)
        mine = Attendance.objects.filter(session=session, participant=participant)
        was = mine.first()
        if was is None:
            return
        mine.delete()
        taken, new = AttendanceTaken.objects.get_or_create(
            session=session, participant=participant, defaults={"reason": reason}
        )
        if not new:
            taken.reason = reason
            taken.save(update_fields=["reason"])
        told = {"reason": reason.value, "how": was.how}
        event_audit(event.pk, "attendance_taken_back", by, told)


def trained_write(*, event: Event, by: User) -> None:
    """Tell the network who was trained here: whoever attended as much as the event asks for.

    Nobody's day of training is set back by it. An event of the kind "other" trains nobody.
    """
    if event.course == Event.Course.OTHER:
        return
    today = timezone.localdate()
    hours = hours_of_event(event)
    people = dict(event.participants.filter(pk__in=hours).values_list("pk", "person_id"))
    days = {
        people[pk]: min(one.last, today)
        for pk, one in hours.items()
        if one.last is not None and one.enough(event.least_percent)
    }
    if days:
        people_trained(days=days, by=by)


@contextmanager
def attendance_turn(event: uuid.UUID) -> Iterator[Event]:
    """Give an event whose attendance changes, one at a time; its plan is not held up by that."""
    with transaction.atomic():
        yield Event.objects.select_for_update(no_key=True).get(pk=event)


def must_take(event: Event, *, by: User | None) -> None:
    """``Refused`` where an event's attendance is not recorded now, by this person or by code."""
    if event.state == Event.State.OPEN:
        return
    if event.state == Event.State.CLOSED:
        if by is not None and is_keeper(by):
            return
        raise Refused(
            _("Acara ini sudah selesai. Kehadiran yang menyusul dicatat oleh koordinator.")
        )
    if event.state == Event.State.CANCELLED:
        raise Refused(_("Acara ini dibatalkan. Tidak ada kehadiran yang dicatat."))
    raise Refused(_("Acara ini belum dibuka."))


def _must_have_come(session: Session) -> None:
    when: Any = timezone.localdate(session.starts_at)
    if when > timezone.localdate():
        raise Refused(
            _("Sesi “%(title)s” baru pada %(day)s. Kehadiran dicatat mulai hari itu.")
            % {"title": session.title, "day": day(when)}
        )


def _marked(
    session: Session,
    chosen: set[uuid.UUID],
    listed: set[uuid.UUID],
    how: Attendance.How,
    by: User,
) -> Marked:
    here = set(session.attendances.values_list("participant_id", flat=True))
    fresh = (chosen & listed) - here
    Attendance.objects.bulk_create(
        Attendance(session=session, participant_id=one, how=how, recorded_by=by) for one in fresh
    )
    AttendanceTaken.objects.filter(session=session, participant__in=fresh).delete()
    came(Participant.objects.filter(pk__in=fresh))
    return Marked(len(fresh), len(chosen & here), len(chosen - listed - here))


def came(participants: Any) -> None:
    """Let whoever came have accepted the invitation."""
    participants.exclude(state=State.ACCEPTED).update(state=State.ACCEPTED, answered_at=now())


def _plus(one: Marked, other: Marked) -> Marked:
    return Marked(one.fresh + other.fresh, one.known + other.known, one.gone + other.gone)
