"""Sessions of an event, its trainers, its seats, and the figures of a report."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.services.reference import fields_write
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, User
from ruangaman.training.models import Counted, Event, EventTrainer, Seats, Session
from ruangaman.training.services.changes import EventFault, event_turn
from ruangaman.training.services.participants import seats_give

MOST_SESSIONS = 60
_PAST_TOO = frozenset({Event.State.DRAFT, Event.State.OPEN, Event.State.CLOSED})


@dataclass(frozen=True)
class SessionEntry:
    """What a session is; ``module`` is a number of the curriculum or None, ``jp`` its hours."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    jp: int = 0
    module: int | None = None
    speaker: str = ""
    place: str = ""


def session_add(*, event: Event, entry: SessionEntry, by: User) -> Session:
    """Add a session; sent twice it stands once. ``EventFault`` names what is wrong where."""
    with event_turn(event=event, by=by, action="session_added", trainer=True) as mine:
        if mine.sessions.count() >= MOST_SESSIONS:
            raise Refused(_("Sudah 60 sesi. Pecah acaranya menjadi beberapa."))
        _check(mine, entry)
        twin = mine.sessions.filter(**asdict(entry)).first()
        return twin or Session.objects.create(event=mine, **asdict(entry))


def session_change(*, session: Session, entry: SessionEntry, by: User) -> None:
    """Change a session. Its hours stay as they are once somebody attended it."""
    with event_turn(event=session.event, by=by, action="session_changed", trainer=True) as mine:
        _check(mine, entry)
        present = Session.objects.select_for_update().get(pk=session.pk)
        if present.jp != entry.jp and present.attendances.exists():
            raise EventFault(_("Sudah ada yang hadir: jam pelajarannya tidak diubah lagi."), "jp")
        fields_write(present, asdict(entry))


def session_remove(*, session: Session, by: User) -> None:
    """Take away a session that nobody attended."""
    with event_turn(event=session.event, by=by, action="session_removed", trainer=True):
        if session.attendances.exists():
            raise Refused(_("Sudah ada yang hadir di sesi ini. Sesi tidak dihapus."))
        session.delete()


def trainers_set(*, event: Event, users: Sequence[User], by: User) -> None:
    """Say who trains at an event: people with the role, nobody else."""
    with event_turn(event=event, by=by, action="trainers_set", states=_PAST_TOO) as mine:
        for one in users:
            if not one.grants.filter(role=Role.TRAINER).exists():
                raise Refused(_("%(name)s tidak berperan pelatih.") % {"name": one.name})
        EventTrainer.objects.filter(event=mine).exclude(user__in=users).delete()
        known = set(mine.trainers.values_list("user_id", flat=True))
        EventTrainer.objects.bulk_create(
            EventTrainer(event=mine, user=one) for one in users if one.pk not in known
        )


def seats_set(*, event: Event, seats: Mapping[str, int], by: User) -> None:
    """Say how many of each unit may come; a unit that is not named has no limit.

    Whoever waited for a seat that is now there gets it; nobody loses one.
    """
    with event_turn(event=event, by=by, action="seats_set") as mine:
        Seats.objects.filter(event=mine).delete()
        Seats.objects.bulk_create(
            Seats(event=mine, unit_code=code, number=number) for code, number in seats.items()
        )
        seats_give(mine)


def counted_set(*, event: Event, rows: Sequence[tuple[str, int]], by: User) -> None:
    """Write down what a report itemises, in its order: a kind and how many."""
    with event_turn(event=event, by=by, action="counted_set", states=_PAST_TOO) as mine:
        kept = {one.kind: one.kind_en for one in mine.counted.all()}
        Counted.objects.filter(event=mine).delete()
        Counted.objects.bulk_create(
            Counted(
                event=mine, position=place, kind=kind, kind_en=kept.get(kind, ""), number=number
            )
            for place, (kind, number) in enumerate(rows)
        )


def session_of(event: Event, pk: uuid.UUID) -> Session | None:
    """Return a session of this event."""
    return Session.objects.filter(event=event, pk=pk).select_related("event").first()


def _check(event: Event, entry: SessionEntry) -> None:
    if entry.ends_at <= entry.starts_at:
        raise EventFault(_("Jam selesai harus sesudah jam mulai."), "ends_at")
    day = timezone.localdate(entry.starts_at)
    if not event.first <= day <= event.last:
        raise EventFault(_("Hari ini di luar hari-hari acaranya."), "starts_at")
    minutes = (entry.ends_at - entry.starts_at).total_seconds() / 60
    if entry.jp * 45 > minutes:
        raise EventFault(
            _("1 JP adalah 45 menit: sesi ini terlalu pendek untuk %(jp)d JP.") % {"jp": entry.jp},
            "jp",
        )
