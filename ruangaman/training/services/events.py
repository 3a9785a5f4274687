"""Events are planned, changed, opened, closed and cancelled."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.services.reference import fields_write
from ruangaman.core.turn import turn_to_write
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import Event
from ruangaman.training.services.attendance import trained_write
from ruangaman.training.services.changes import EventFault, event_audit, event_turn, must_keep

TWICE = dt.timedelta(minutes=5)
"""Within this time the same entry again is the same press."""


@dataclass(frozen=True)
class EventEntry:
    """What is planned. ``course`` is a value of ``Event.Course``; ``declared`` may be unknown."""

    title: str
    course: str
    first: dt.date
    last: dt.date
    venue: str = ""
    organiser: str = ""
    funding: str = ""
    support_name: str = ""
    support_way: str = ""
    opt_out: str = ""
    least_percent: int = 80
    title_en: str = ""
    note: str = ""
    declared: int | None = None
    explanation: str = ""


def event_add(*, entry: EventEntry, by: User) -> Event:
    """Plan an event; pressed twice it is planned once. ``EventFault`` names what is wrong where."""
    must_keep(by)
    _check(entry)
    with turn_to_write(), transaction.atomic():
        just_now = Event.objects.filter(created_at__gt=timezone.now() - TWICE, **asdict(entry))
        twin = just_now.filter(state=Event.State.DRAFT).first()
        if twin is not None:
            return twin
        event = Event.objects.create(**asdict(entry))
        event_audit(event.pk, "event_added", by, {"course": entry.course})
    return event


def event_change(*, event: Event, version: int, entry: EventEntry, by: User) -> list[str]:
    """Change what is planned and return the names of the fields that differ.

    The figures of a report and their explanation can be corrected after the end too.
    """
    _check(entry)
    states = frozenset({Event.State.DRAFT, Event.State.OPEN, Event.State.CLOSED})
    with event_turn(
        event=event, version=version, by=by, action="event_changed", states=states
    ) as mine:
        _sessions_inside(mine, entry)
        return fields_write(mine, asdict(entry))


def event_open(*, event: Event, version: int, by: User) -> None:
    """Open a planned event: those invited see it, and it can be attended."""
    draft = frozenset({Event.State.DRAFT})
    with event_turn(event=event, version=version, by=by, action="event_opened", states=draft) as e:
        if not e.support_name or not e.support_way:
            raise EventFault(_("Tulis dulu siapa orang pendukung di acara ini."), "support_name")
        if not e.sessions.exists():
            raise Refused(_("Susun dulu sesinya: jam pelajaran dihitung dari sesi yang dihadiri."))
        fields_write(e, {"state": Event.State.OPEN})


def event_close(*, event: Event, version: int, by: User) -> None:
    """Say that an event is over, and tell the network who was trained at it.

    Attendance on paper can still be typed in, by a coordinator.
    """
    opened = frozenset({Event.State.OPEN})
    with event_turn(event=event, version=version, by=by, action="event_closed", states=opened) as e:
        fields_write(e, {"state": Event.State.CLOSED})
        trained_write(event=e, by=by)


def event_reopen(*, event: Event, version: int, by: User) -> None:
    """Take a closing or a cancellation back."""
    ended = frozenset({Event.State.CLOSED, Event.State.CANCELLED})
    with event_turn(
        event=event, version=version, by=by, action="event_reopened", states=ended
    ) as mine:
        was_cancelled = mine.state == Event.State.CANCELLED
        fields_write(mine, {"state": Event.State.DRAFT if was_cancelled else Event.State.OPEN})


def event_cancel(*, event: Event, version: int, by: User) -> None:
    """Cancel an event that nobody has attended; who was invited sees that it does not happen."""
    with event_turn(event=event, version=version, by=by, action="event_cancelled") as mine:
        if mine.sessions.filter(attendances__isnull=False).exists():
            raise Refused(_("Sudah ada kehadiran yang tercatat. Tutup acaranya, jangan batalkan."))
        fields_write(mine, {"state": Event.State.CANCELLED})


def _check(entry: EventEntry) -> None:
    if entry.last < entry.first:
        raise EventFault(_("Hari terakhir mendahului hari pertama."), "last")
    if (entry.last - entry.first).days > 60:
        raise EventFault(_("Lebih dari 60 hari: pecah menjadi beberapa acara."), "last")
    if not 1 <= entry.least_percent <= 100:
        raise EventFault(_("Tulis angka 1 sampai 100."), "least_percent")
    if bool(entry.support_name) != bool(entry.support_way):
        field = "support_way" if entry.support_name else "support_name"
        raise EventFault(_("Isi nama dan cara menghubunginya, keduanya."), field)


def _sessions_inside(event: Event, entry: EventEntry) -> None:
    for session in event.sessions.all():
        if not entry.first <= timezone.localdate(session.starts_at) <= entry.last:
            raise EventFault(
                _("Sesi “%(title)s” jatuh di luar hari-hari ini. Pindahkan dulu sesinya.")
                % {"title": session.title},
                "first",
            )
