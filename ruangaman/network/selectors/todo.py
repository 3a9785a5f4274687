"""What there is to do in the network, for the coordinator, a head of unit, a focal point.

Home, the weekly page, reminders and calendars all read this list, so that none of them knows
more than another.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Appointment, Decree, LeaveProposal, Person
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.selectors.placements import places_of
from ruangaman.network.selectors.vacancies import Vacancy, vacancies
from ruangaman.people.models import Role, RoleGrant, User

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
    RETURNED = "returned", _("Penilaian mandiri dikembalikan koordinator")
    VERIFY = "verify", _("Penilaian mandiri menunggu diperiksa")
    ASSESS = "assess", _("Penilaian mandiri jatuh tempo")
    ACTION = "action", _("Ada tindakan yang terlambat atau jatuh tempo")
    CAMPAIGN = "campaign", _("Kampanye segera mulai")
    BRIEF = "brief", _("Sosialisasi 20 menit perlu dijadwalkan")


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


class Asked(NamedTuple):
    """Somebody whose list is asked for, and who it is in the network."""

    user: User
    person: Person | None


Found = Iterable[tuple[User, Todo]]
Source = Callable[[Sequence[Asked], dt.date], Found]
_others: dict[str, Source] = {}


def also_todo(room: str, source: Source) -> None:
    """Let a room above this one say what else people have to do: a fixed number of queries."""
    _others[room] = source


def todo_for(user: User, today: dt.date) -> list[Todo]:
    """Return what this person has to do, the most pressing first; each unit's by its own head."""
    return todos_for([user], today)[user.pk]


def todos_for(users: Collection[User], today: dt.date) -> dict[uuid.UUID, list[Todo]]:
    """Return what each of them has to do, by account: as many queries for one as for many."""
    people = {one.user_id: one for one in Person.objects.filter(user__in=users)}
    asked = [Asked(user, people.get(user.pk)) for user in users]
    found: dict[uuid.UUID, dict[str, Todo]] = {user.pk: {} for user in users}
    sources = (_of_units, _own, *_others.values())
    for source in sources:
        for user, one in source(asked, today):
            found[user.pk][one.key] = one
    return {pk: _sorted(mine.values()) for pk, mine in found.items()}


def _of_units(asked: Sequence[Asked], today: dt.date) -> Found:
    """All units to the coordinator, the own ones to their heads; read once for all of them."""
    coordinators, heads = _keepers(asked)
    if not coordinators and not heads:
        return
    codes = None if coordinators else frozenset[str]().union(*heads.values())
    empty, appointed = _empty(today, codes), _ending(today)
    if codes is not None:
        appointed = appointed.filter(decree__unit_code__in=codes)
    serving: dict[str, list[Appointment]] = defaultdict(list)
    for one in appointed:
        serving[one.decree.unit_code].append(one)
    if coordinators:
        everywhere = empty.keys() | serving.keys()
        whole = [*_units_todo(everywhere, empty, serving, today), *_kept(today)]
        yield from ((user, todo) for user in coordinators for todo in whole)
    for user, mine in heads.items():
        yield from ((user, todo) for todo in _units_todo(mine, empty, serving, today))


def _keepers(asked: Sequence[Asked]) -> tuple[list[User], dict[User, frozenset[str]]]:
    """Return the coordinators, and the units of each head of a unit who is none."""
    users = {one.user.pk: one.user for one in asked}
    roles = (Role.COORDINATOR, Role.HEAD_OF_UNIT)
    rows = RoleGrant.objects.filter(user__in=users, role__in=roles)
    keeps: set[uuid.UUID] = set()
    headed: dict[uuid.UUID, set[str]] = defaultdict(set)
    for pk, role, unit in rows.values_list("user", "role", "unit_code"):
        if role == Role.COORDINATOR:
            keeps.add(pk)
        elif unit:
            headed[pk].add(unit)
    heads = {users[pk]: frozenset(mine) for pk, mine in headed.items() if pk not in keeps}
    return [users[pk] for pk in users if pk in keeps], heads


def _empty(today: dt.date, codes: frozenset[str] | None) -> dict[str, list[Todo]]:
    """Return what waits for a signature and who is missing, by unit."""
    waiting = Decree.objects.filter(state=Decree.State.SUBMITTED)
    if codes is not None:
        waiting = waiting.filter(unit_code__in=codes)
    found: dict[str, list[Todo]] = defaultdict(list)
    for decree in waiting:
        found[decree.unit_code].append(_waits(decree, today))
    for gap in vacancies(today, codes):
        found[gap.unit_code].append(_vacant(gap, today))
    return found


def _units_todo(
    codes: Iterable[str],
    empty: Mapping[str, list[Todo]],
    serving: Mapping[str, list[Appointment]],
    today: dt.date,
) -> Iterable[Todo]:
    mine = sorted(codes)
    for unit in mine:
        yield from empty.get(unit, ())
    yield from _ends([one for unit in mine for one in serving.get(unit, ())], today)


def _kept(today: dt.date) -> Iterable[Todo]:
    """Yield what only a coordinator answers."""
    for one in _proposed(LeaveProposal.objects.all(), today):
        yield one[1]
    asked = Decree.objects.filter(state=Decree.State.ISSUED).exclude(asked_at=None)
    for decree in asked:
        day = (decree.asked_at or decree.created_at).date()
        yield Todo(Kind.CHECK, decree.unit_code, day, str(decree.pk), 0, decree.pk)


def _vacant(gap: Vacancy, today: dt.date) -> Todo:
    since = gap.gap.since
    subject = f"{gap.unit_code}/{gap.role}/{since.isoformat()}"
    return Todo(Kind.VACANT, gap.unit_code, since, subject, (today - since).days // 14)


def _waits(decree: Decree, today: dt.date) -> Todo:
    since = (decree.submitted_at or decree.created_at).date()
    stage = (today - since).days // DRAFT_EVERY
    return Todo(Kind.SIGN, decree.unit_code, since, str(decree.pk), stage, decree.pk)


def _own(asked: Sequence[Asked], today: dt.date) -> Found:
    """What is asked of people, what was decided, and what ends, whether they have a role or not."""
    users = {one.person.pk: one.user for one in asked if one.person}
    if not users:
        return
    mine = Appointment.objects.filter(person__in=users).select_related("decree")
    for one in mine.filter(decree__state__in=_OPEN, declaration=None):
        since = one.decree.created_at
        yield users[one.person_id], _about(Kind.DECLARE, one, since, today, DRAFT_EVERY)
    issued = mine.filter(decree__state=Decree.State.ISSUED, ended_on=None)
    for one in issued.filter(decree__issued_at__gte=timezone.now() - NEWS):
        since = one.decree.issued_at or one.decree.created_at
        yield users[one.person_id], _about(Kind.ISSUED, one, since, today, 0)
    for who, todo in _proposed(LeaveProposal.objects.filter(person__in=users), today):
        yield users[who], todo
    serving: dict[uuid.UUID, list[Appointment]] = defaultdict(list)
    for one in _ending(today).filter(person__in=users):
        serving[one.person_id].append(one)
    for who, held in serving.items():
        yield from ((users[who], todo) for todo in _ends(held, today))


def _proposed(
    proposals: QuerySet[LeaveProposal], today: dt.date
) -> Iterable[tuple[uuid.UUID, Todo]]:
    """Days away that heads of units proposed, for the person and for the coordinator."""
    waiting = list(proposals.filter(last__gte=today))
    places = places_of([one.person_id for one in waiting], today) if waiting else {}
    for one in waiting:
        unit = places[one.person_id].unit_code if one.person_id in places else ""
        day = timezone.localdate(one.proposed_at)
        yield one.person_id, Todo(Kind.AWAY, unit, day, str(one.pk), 0, person=one.person_id)


def _about(kind: Kind, one: Appointment, since: dt.datetime, today: dt.date, every: int) -> Todo:
    """Something about one's own appointment; brought to mind again after ``every`` days."""
    day = timezone.localdate(since)
    stage = (today - day).days // every if every else 0
    return Todo(kind, one.decree.unit_code, day, str(one.pk), stage, one.decree_id)


def _ending(today: dt.date) -> QuerySet[Appointment]:
    """Return what is in force and of which decree or certificate ends soon; few of thousands."""
    soon = (today, today + dt.timedelta(days=max(STAGES)))
    return in_force(today).filter(
        Q(decree__ends__range=soon) | Q(person__certified_until__range=soon)
    )


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
