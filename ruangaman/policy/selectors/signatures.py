"""Who signed in a unit and who has not yet; how many, unit by unit."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.policy.models import Acknowledgement, Content, Group, PledgeLink, StaffMember
from ruangaman.policy.pledge_names import signed_open, staff_open
from ruangaman.policy.selectors.pledges import (
    documents_signed,
    pledge_digest,
    pledge_digests,
    signed_since,
)

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class UnitSigned:
    """A unit with its link and its numbers; ``staff`` is the list, else the number known of it."""

    unit: Unit
    since: dt.date | None
    signed: int
    staff: int | None
    listed: bool

    @property
    def percent(self) -> int | None:
        """How many of a hundred signed, never above a hundred; None where nobody knows of whom."""
        if not self.staff:
            return None
        return min(_WHOLE, self.signed * _WHOLE // self.staff)

    @property
    def more(self) -> bool:
        """Whether more signed than the staff known."""
        return bool(self.staff) and self.signed > (self.staff or 0)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature of today's words that stands for no entry of the staff list."""

    row: Acknowledgement
    name: str


@dataclass(frozen=True, slots=True)
class GroupSigned:
    """How many of a group are listed, and how many signed (listed or not)."""

    label: str
    listed: int
    signed: int


@dataclass
class UnitPledges:
    """The staff list of a unit beside the signatures of today's words."""

    members: list[StaffMember] = field(default_factory=list)
    done: set[uuid.UUID] = field(default_factory=set)
    strangers: list[Acknowledgement] = field(default_factory=list)
    groups: list[GroupSigned] = field(default_factory=list)

    @property
    def waiting(self) -> list[StaffMember]:
        """Who has not signed yet."""
        return [one for one in self.members if one.pk not in self.done]

    @property
    def signed(self) -> int:
        """How many signed, on the list or not."""
        return len(self.done) + len(self.strangers)


def units_signed(units: Sequence[Unit], content: Content) -> list[UnitSigned]:
    """Return the units with link and numbers, in four queries whatever their number."""
    codes, today = [unit.code for unit in units], timezone.localdate()
    digests = pledge_digests(content, codes)
    links = PledgeLink.objects.filter(unit_code__in=codes, ended_on=None)
    since = dict(links.values_list("unit_code", "since"))
    listed = dict(
        StaffMember.objects.filter(unit_code__in=codes, left_on=None)
        .values_list("unit_code")
        .annotate(all=Count("pk"))
    )
    signed = _signed_by_unit(codes, signed_since(content, today))
    return [
        UnitSigned(
            unit,
            since.get(unit.code),
            signed.get((unit.code, digests[unit.code]), 0),
            listed.get(unit.code) or unit.personnel,
            unit.code in listed,
        )
        for unit in units
    ]


def _signed_by_unit(codes: Sequence[str], since: dt.date) -> dict[tuple[str, str], int]:
    rows = (
        Acknowledgement.objects.filter(unit_code__in=codes, day__gte=since)
        .values_list("unit_code", "digest")
        .annotate(all=Count("name_index", distinct=True))
    )
    return {(unit, digest): number for unit, digest, number in rows}


def signatures_current(code: str, content: Content) -> QuerySet[Acknowledgement]:
    """Return the signatures of a unit that still count."""
    digest = pledge_digest(content, documents_signed([code])[code])
    since = signed_since(content, timezone.localdate())
    return Acknowledgement.objects.filter(unit_code=code, digest=digest, day__gte=since)


def unit_pledges(code: str, content: Content) -> UnitPledges:
    """Return staff list and signatures of a unit. A name signs for the entry with that name."""
    members = list(StaffMember.objects.filter(unit_code=code, left_on=None))
    by_name = {bytes(one.name_index): one.pk for one in members}
    known = {one.pk for one in members}
    found = UnitPledges(members=members)
    groups: Counter[str] = Counter()
    seen: set[bytes] = set()
    for row in signatures_current(code, content).order_by("day", "pk"):
        name = bytes(row.name_index)
        member = row.member_id if row.member_id in known else by_name.get(name)
        if (member or name) in (found.done if member else seen):
            continue
        groups[row.group] += 1
        if member:
            found.done.add(member)
        else:
            seen.add(name)
            found.strangers.append(row)
    listed = Counter(one.group for one in members)
    found.groups = [
        GroupSigned(str(label), listed[value], groups[value])
        for value, label in Group.choices
        if listed[value] or groups[value]
    ]
    return found


def named(members: Sequence[StaffMember]) -> list[tuple[StaffMember, str]]:
    """Return entries with their names, in the order of the names."""
    rows = [(one, staff_open(one.sealed, row=one.pk)) for one in members]
    return sorted(rows, key=lambda row: row[1].casefold())


def strangers_named(rows: Sequence[Acknowledgement]) -> list[Signed]:
    """Return signatures that stand for no entry, with the names below them."""
    return [Signed(row, signed_open(row.sealed, row=row.pk)) for row in rows]


def waiting_since(codes: Collection[str], content: Content) -> dict[str, dt.date]:
    """Return the units where somebody listed has not signed, with the first such day on a list.

    Three queries, whatever the number of units.
    """
    members = StaffMember.objects.filter(unit_code__in=codes, left_on=None)
    listed = list(members.values_list("unit_code", "pk", "name_index", "since"))
    digests = pledge_digests(content, {unit for unit, *_ in listed})
    rows = Acknowledgement.objects.filter(
        unit_code__in=digests, day__gte=signed_since(content, timezone.localdate())
    ).values_list("unit_code", "digest", "member_id", "name_index")
    signed: set[tuple[str, object]] = set()
    for unit, digest, member, name in rows:
        if digest == digests[unit]:
            signed.add((unit, member or bytes(name)))
    found: dict[str, dt.date] = {}
    for unit, member, name, since in listed:
        if (unit, member) not in signed and (unit, bytes(name)) not in signed:
            found[unit] = min(since, found.get(unit, since))
    return found
