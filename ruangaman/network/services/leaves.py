"""Days on which somebody is away, and who stands in. No reason is asked or kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.network.models import Leave, LeaveProposal, Person
from ruangaman.network.permissions import units_headed
from ruangaman.network.selectors.placements import places_of
from ruangaman.network.services.people import person_audit, person_turn
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

LONGEST = dt.timedelta(days=366)
BACK = dt.timedelta(days=366)
DAY = dt.timedelta(days=1)


class LeaveRefused(Refused):
    """Days were not recorded; ``field`` is ``first``, ``last`` or ``deputy``."""

    def __init__(self, message: Any, field: str) -> None:
        """Keep the sentence and its field."""
        super().__init__(message)
        self.field = field


def leave_record(
    *,
    person: Person,
    version: int,
    first: dt.date,
    last: dt.date,
    deputy: Person | None = None,
    by: User,
) -> Leave:
    """Record days away, both ends among them; ``deputy`` must be able to serve on all of them.

    She herself says it, or a coordinator: whoever heads a unit could else keep reports from a
    focal point.
    """
    detail = {"first": str(first), "last": str(last)}
    with person_turn(
        pk=person.pk, version=version, by=by, action="away", detail=detail, herself=True
    ) as mine:
        _leave_check(mine, first, last, deputy)
        return Leave.objects.create(
            person=mine, deputy=deputy, first=first, last=last, recorded_by=by
        )


def leave_cancel(*, leave: Leave, version: int, by: User) -> None:
    """Take days away back that have not begun, or end today's yesterday; past ones stay.

    She herself takes back whatever anybody recorded: her word that she is there wins.
    """
    today = timezone.localdate()
    with person_turn(
        pk=leave.person_id, version=version, by=by, action="away_cancelled", herself=True
    ):
        mine = Leave.objects.filter(pk=leave.pk).first()
        if mine is None or mine.last < today:
            raise Refused(_("Cuti ini sudah lewat atau sudah dibatalkan."))
        if mine.first < today:
            mine.last = today - DAY
            mine.save(update_fields=["last"])
        else:
            mine.delete()


def leave_propose(
    *, person: Person, first: dt.date, last: dt.date, deputy: Person | None = None, by: User
) -> LeaveProposal:
    """Say as head of her unit that somebody will be away: nothing changes until it is answered."""
    with transaction.atomic():
        mine = Person.objects.select_for_update().get(pk=person.pk)
        place = places_of([mine.pk], timezone.localdate()).get(mine.pk)
        if place is None or place.unit_code not in units_headed(by) or mine.user_id == by.pk:
            raise PermissionDenied
        _leave_check(mine, first, last, deputy)
        LeaveProposal.objects.filter(person=mine).delete()
        made = LeaveProposal.objects.create(
            person=mine, deputy=deputy, first=first, last=last, proposed_by=by
        )
        person_audit(mine, "away_proposed", by, {"first": str(first), "last": str(last)})
    return made


def leave_answer(*, proposal: LeaveProposal, version: int, yes: bool, by: User) -> None:
    """Record what a head proposed, or refuse it: she herself, or a coordinator who is another."""
    action = "away" if yes else "away_refused"
    detail = {"first": str(proposal.first), "last": str(proposal.last), "proposed": True}
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("Usulan Anda sendiri dijawab orang lain."))
    with person_turn(
        pk=proposal.person_id, version=version, by=by, action=action, detail=detail, herself=True
    ) as mine:
        held = LeaveProposal.objects.filter(pk=proposal.pk).select_related("deputy").first()
        if held is None:
            raise Refused(_("Usulan ini sudah dijawab atau diganti."))
        if yes:
            _leave_check(mine, held.first, held.last, held.deputy)
            Leave.objects.create(
                person=mine, deputy=held.deputy, first=held.first, last=held.last, recorded_by=by
            )
        held.delete()


def proposals_prune() -> None:
    """Forget proposals that nobody answered before their days were over."""
    LeaveProposal.objects.filter(last__lt=timezone.localdate()).delete()


def _leave_check(person: Person, first: dt.date, last: dt.date, deputy: Person | None) -> None:
    _days_check(person, first, last)
    if deputy is None:
        return
    held = Person.objects.select_for_update().filter(pk=deputy.pk).first()
    if held is None:
        raise LeaveRefused(_("Orang ini tidak tercatat lagi."), "deputy")
    if against := deputy_fault(person, held, first, last):
        raise LeaveRefused(against, "deputy")


def deputy_fault(person: Person, deputy: Person, first: dt.date, last: dt.date) -> str:
    """Say why somebody cannot stand in for another on these days; nothing if she can.

    She serves in the same unit, leads and commands nobody, is here to work and not to learn, is
    certified for all of the days and not away on any.
    """
    mine, hers = (places_of([one.pk], first).get(one.pk) for one in (person, deputy))
    until = deputy.certified_until
    if deputy.pk == person.pk:
        return _("Pilih orang lain sebagai pengganti.")
    if mine is None or hers is None or hers.unit_code != mine.unit_code or _ends(hers.last, last):
        fault = _("%(name)s tidak bertugas di unit yang sama selama cuti ini.")
    elif deputy.kind == Person.Kind.INTERN:
        fault = _("%(name)s sedang magang; tidak boleh bertugas.")
    elif hers.leads or hers.commands:
        fault = _("%(name)s memimpin unit atau memerintah banyak orang.")
    elif until is None or until < last:
        fault = _("%(name)s belum bersertifikat, atau sertifikatnya berakhir sebelum itu.")
    elif deputy.leaves.filter(first__lte=last, last__gte=first).exists():
        fault = _("%(name)s sendiri cuti pada hari-hari itu.")
    else:
        return ""
    return fault % {"name": deputy.name}


def _ends(end: dt.date | None, last: dt.date) -> bool:
    return end is not None and end < last


def _days_check(person: Person, first: dt.date, last: dt.date) -> None:
    today = timezone.localdate()
    if last < first:
        raise LeaveRefused(_("Hari terakhir mendahului hari pertama."), "last")
    if last - first > LONGEST or first - today > LONGEST:
        raise LeaveRefused(_("Paling lama satu tahun. Periksa tahunnya."), "last")
    if today - first > BACK:
        raise LeaveRefused(_("Tanggal ini terlalu jauh. Periksa tahunnya."), "first")
    if person.leaves.filter(Q(first__lte=last) & Q(last__gte=first)).exists():
        raise LeaveRefused(_("Sebagian hari ini sudah tercatat sebagai cuti."), "first")
    stands_in = person.deputising.filter(first__lte=last, last__gte=first)
    if other := stands_in.select_related("person").first():
        raise LeaveRefused(
            _("Pada hari itu ia menggantikan %(name)s. Pilih dulu pengganti lain untuk cuti itu.")
            % {"name": other.person.name},
            "first",
        )
