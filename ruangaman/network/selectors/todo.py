"""What there is to do in the network, for the coordinator, a head of unit, a focal point.

Home, the weekly page, reminders and calendars all read this list, so that none of them knows
more than another.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Appointment, Decree, LeaveProposal, Person
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.selectors.placements import places_of
from ruangaman.network.selectors.vacancies import vacancies
from ruangaman.people.models import User

_OPEN = (Decree.State.DRAFT, Decree.State.SUBMITTED)
STAGES = (60, 30, 7)
"""Days before an end at which somebody is reminded."""

DRAFT_EVERY = 7
"""Days after which what waits for a signature or a declaration is brought to mind again."""

NEWS = dt.timedelta(days=14)
"""So long it is news to somebody that she was appointed."""


class Kind(models.TextChoices):
    """What is to be done."""

    DECLARE = "declare", _("Pernyataan diri Anda diminta")
    ISSUED = "issued", _("SK penunjukan Anda terbit")
    CHECK = "check", _("Permintaan pencabutan SK menunggu pemeriksaan")
    AWAY = "away", _("Usulan cuti menunggu jawaban")
    SIGN = "sign", _("Draf SK menunggu tanda tangan")
    VACANT = "vacant", _("Belum ada pengganti")
    DECREE_ENDS = "decree", _("SK segera berakhir")
    CERTIFICATE_ENDS = "certificate", _("Sertifikat segera berakhir")
    TRAINING = "training", _("Pelatihan Anda jatuh tempo")
    EVALUATE = "evaluate", _("Formulir evaluasi acara menunggu Anda")
    MODERATE = "moderate", _("Tulisan di papan tanya menunggu diperiksa")
    PLEDGE = "pledge", _("Pegawai belum menandatangani kebijakan")
    POLICY = "policy", _("Kebijakan perlu ditinjau")


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do: for which unit, and the day that matters.

    ``subject`` is what it is about (a decree, a person, a unit), ``stage`` grows more urgent
    with time, so that each is reminded of once. ``href`` is where a room above does it.
    """

    kind: Kind
    unit_code: str
    day: dt.date
    subject: str
    stage: int
    decree: uuid.UUID | None = None
    person: uuid.UUID | None = None
    href: str = ""

    @property
    def key(self) -> str:
        """By which it is known whether somebody was reminded of it."""
        return f"{self.kind.value}:{self.subject}:{self.stage}"


Source = Callable[[User, Person | None, dt.date], Iterable[Todo]]
_others: dict[str, Source] = {}


def also_todo(room: str, source: Source) -> None:
    """Let a room above this one say what else somebody has to do."""
    _others[room] = source


def todo_for(user: User, today: dt.date) -> list[Todo]:
    """Return what this person has to do, the most pressing first; each unit's by its own head."""
    found: list[Todo] = []
    if is_coordinator(user):
        found += _of_units(today, None)
    elif headed := units_headed(user):
        found += _of_units(today, headed)
    person = Person.objects.filter(user=user).first()
    if person is not None:
        found += _own(person, today)
    for source in _others.values():
        found += source(user, person, today)
    return _sorted({one.key: one for one in found}.values())


def _of_units(today: dt.date, codes: frozenset[str] | None) -> Iterable[Todo]:
    waiting = Decree.objects.filter(state=Decree.State.SUBMITTED)
    appointed = in_force(today)
    if codes is not None:
        waiting = waiting.filter(unit_code__in=codes)
        appointed = appointed.filter(decree__unit_code__in=codes)
    for decree in waiting:
        yield _waits(decree, today)
    for gap in vacancies(today, codes):
        since = gap.gap.since
        subject = f"{gap.unit_code}/{gap.role}/{since.isoformat()}"
        yield Todo(Kind.VACANT, gap.unit_code, since, subject, (today - since).days // 14)
    if codes is None:
        yield from _proposed(LeaveProposal.objects.all(), today)
        asked = Decree.objects.filter(state=Decree.State.ISSUED).exclude(asked_at=None)
        for decree in asked:
            day = (decree.asked_at or decree.created_at).date()
            yield Todo(Kind.CHECK, decree.unit_code, day, str(decree.pk), 0, decree.pk)
    yield from _ends(list(appointed), today)


def _waits(decree: Decree, today: dt.date) -> Todo:
    since = (decree.submitted_at or decree.created_at).date()
    stage = (today - since).days // DRAFT_EVERY
    return Todo(Kind.SIGN, decree.unit_code, since, str(decree.pk), stage, decree.pk)


def _own(person: Person, today: dt.date) -> Iterable[Todo]:
    """What is asked of her, what was decided, and what ends, whether she has a role yet or not."""
    mine = Appointment.objects.filter(person=person).select_related("decree")
    for one in mine.filter(decree__state__in=_OPEN, declaration=None):
        yield _about(Kind.DECLARE, one, one.decree.created_at, today, DRAFT_EVERY)
    issued = mine.filter(decree__state=Decree.State.ISSUED, ended_on=None)
    for one in issued.filter(decree__issued_at__gte=timezone.now() - NEWS):
        yield _about(Kind.ISSUED, one, one.decree.issued_at or one.decree.created_at, today, 0)
    yield from _proposed(LeaveProposal.objects.filter(person=person), today)
    yield from _ends(list(in_force(today).filter(person=person)), today)


def _proposed(proposals: QuerySet[LeaveProposal], today: dt.date) -> Iterable[Todo]:
    """Days away that heads of units proposed, for the person and for the coordinator."""
    waiting = list(proposals.filter(last__gte=today))
    places = places_of([one.person_id for one in waiting], today) if waiting else {}
    for one in waiting:
        unit = places[one.person_id].unit_code if one.person_id in places else ""
        day = timezone.localdate(one.proposed_at)
        yield Todo(Kind.AWAY, unit, day, str(one.pk), 0, person=one.person_id)


def _about(kind: Kind, one: Appointment, since: dt.datetime, today: dt.date, every: int) -> Todo:
    """Something about one's own appointment; brought to mind again after ``every`` days."""
    day = timezone.localdate(since)
    stage = (today - day).days // every if every else 0
    return Todo(kind, one.decree.unit_code, day, str(one.pk), stage, one.decree_id)


def _ends(appointments: list[Appointment], today: dt.date) -> Iterable[Todo]:
    """Ends of decrees, once each, and of certificates, once for each person."""
    decrees = {one.decree.pk: one.decree for one in appointments}
    for decree in decrees.values():
        if decree.ends and (stage := stage_of(decree.ends, today)):
            subject = str(decree.pk)
            yield Todo(Kind.DECREE_ENDS, decree.unit_code, decree.ends, subject, stage, decree.pk)
    people = {one.person_id: one for one in appointments}
    for one in people.values():
        until = one.person.certified_until
        if until and (stage := stage_of(until, today)):
            subject = f"{one.person_id}/{until.isoformat()}"
            yield Todo(Kind.CERTIFICATE_ENDS, one.decree.unit_code, until, subject, stage)


def stage_of(end: dt.date, today: dt.date) -> int:
    """Return the tightest of ``STAGES`` that has begun, 0 when none has or the end is past."""
    left = (end - today).days
    return min((stage for stage in STAGES if 0 <= left <= stage), default=0)


def _sorted(found: Iterable[Todo]) -> list[Todo]:
    order = list(Kind)
    return sorted(found, key=lambda one: (order.index(one.kind), one.day, one.unit_code))
