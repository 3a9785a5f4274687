"""Adds, renames, moves, corrects, closes and reopens units."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.services.reference import fields_write
from ruangaman.network.models import Decree, Unit, UnitChange
from ruangaman.network.selectors.unit_pages import MOST_LEVELS, planned_change
from ruangaman.network.selectors.units import search_text
from ruangaman.network.services.unit_rows import (
    Occasion,
    UnitRefused,
    change_record,
    code_new,
    day_check,
    newest_row,
    row_begin,
    row_create,
    row_end,
    unit_audit,
    units_gate,
)
from ruangaman.network.services.unit_settling import units_follow
from ruangaman.people.services.teams import focal_point_team_write

_Kind = UnitChange.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What a unit is. ``parent`` is a unit's code, ``region`` a region's; both may be empty."""

    name: str
    short_name: str
    kind: str
    parent: str = ""
    region: str = ""
    personnel: int | None = None


def unit_add(*, facts: UnitFacts, occasion: Occasion) -> Unit:
    """Enter a new unit with its focal-point team."""
    with transaction.atomic():
        units_gate(occasion)
        made = unit_make(facts, occasion)
        change_record(_Kind.OPENED, occasion, after=[made])
        units_follow(codes=[made.code], by=occasion.by)
    return made


def unit_make(facts: UnitFacts, occasion: Occasion) -> Unit:
    """Make the first row of a unit; part of a change that is recorded by the caller."""
    name_free(facts.name)
    if facts.parent:
        newest_row(facts.parent, "parent")
    code = code_new(facts.name)
    team = focal_point_team_write(
        unit_code=code, name=facts.name, short_name=facts.short_name, active=True
    )
    return row_create(code, occasion, team=team, legal_basis=occasion.legal_basis, **asdict(facts))


def name_free(name: str, *, code: str = "") -> None:
    """Refuse a name that another unit has: nobody could tell them apart."""
    if Unit.objects.filter(name__iexact=name, valid_to=None).exclude(code=code).exists():
        raise UnitRefused(
            _("Sudah ada unit dengan nama ini. Tambahkan tempatnya, misalnya."), "name"
        )


def unit_rename(*, code: str, name: str, short_name: str, occasion: Occasion) -> Unit:
    """Give a unit another name from a day on; the former one stays in its history."""
    with transaction.atomic():
        units_gate(occasion)
        before = newest_row(code)
        if (before.name, before.short_name) == (name, short_name):
            raise UnitRefused(_("Nama ini sama dengan yang sekarang."), "name")
        name_free(name, code=code)
        was = _as_before(before)
        values = {"name": name, "short_name": short_name, "legal_basis": occasion.legal_basis}
        after = row_begin(before, occasion, **values)
        change_record(_Kind.RENAMED, occasion, before=[was], after=[after])
        units_follow(codes=[code], by=occasion.by)
    return after


def unit_move(*, code: str, parent: str, region: str, occasion: Occasion) -> Unit:
    """Put a unit below another one, or at the top, from a day on; never below itself."""
    with transaction.atomic():
        units_gate(occasion)
        before = newest_row(code)
        if (before.parent, before.region) == (parent, region):
            raise UnitRefused(_("Unit ini sudah berada di sana."), "parent")
        parent_check(code, parent)
        was = _as_before(before)
        values = {"parent": parent, "region": region, "legal_basis": occasion.legal_basis}
        after = row_begin(before, occasion, **values)
        change_record(_Kind.MOVED, occasion, before=[was], after=[after])
    return after


def parent_check(code: str, parent: str) -> None:
    """Refuse a parent that is no more, or that stands below the unit itself."""
    above, steps = parent, 0
    while above and steps < MOST_LEVELS:
        if above == code:
            raise UnitRefused(
                _("Sebuah unit tidak dapat berada di bawah dirinya sendiri."), "parent"
            )
        above, steps = newest_row(above, "parent").parent, steps + 1


def unit_close(*, code: str, occasion: Occasion) -> None:
    """End a unit: its last day is the one before ``occasion.day``.

    Refused while units stand below it, and where a decree would begin only after its end.
    """
    with transaction.atomic():
        units_gate(occasion)
        row = newest_row(code)
        living = Q(valid_to=None) | Q(valid_to__gte=occasion.day)
        below = Unit.objects.filter(living, parent=code).values("code").distinct().count()
        if below:
            raise UnitRefused(
                _("Masih ada %(count)d unit di bawahnya. Pindahkan atau tutup dulu.")
                % {"count": below}
            )
        unit_end(row, occasion)
        change_record(_Kind.CLOSED, occasion, before=[row])
        units_follow(codes=[code], by=occasion.by)


def unit_end(row: Unit, occasion: Occasion) -> None:
    """End a unit's newest row; part of a change that is recorded by the caller."""
    later = Decree.objects.filter(
        unit_code=row.code, state=Decree.State.ISSUED, starts__gte=occasion.day
    )
    if later.exists():
        raise UnitRefused(
            _("Ada SK %(name)s yang baru berlaku sesudah hari itu. Cabut SK itu dulu.")
            % {"name": row.name},
            "day",
        )
    row_end(row, occasion)


def unit_reopen(*, code: str, occasion: Occasion) -> Unit:
    """Take back the end of a unit that was recorded by mistake, as if it had never ended.

    Decrees that ended with it do not come back: the focal points need a new one.
    """
    with transaction.atomic():
        units_gate(occasion)
        row = Unit.objects.filter(code=code).order_by("-pk").first()
        if row is None or row.valid_to is None:
            raise UnitRefused(_("Unit ini tidak berakhir."))
        if planned_change(code):
            raise UnitRefused(_("Unit ini belum berakhir. Batalkan rencananya saja."))
        name_free(row.name, code=code)
        if row.parent:
            newest_row(row.parent)
        fields_write(row, {"valid_to": None, "local": True})
        change_record(_Kind.OPENED, occasion, after=[row])
        units_follow(codes=[code], by=occasion.by)
    return row


def unit_correct(
    *, code: str, values: dict[str, Any], valid_from: dt.date | None, occasion: Occasion
) -> Unit:
    """Correct what was never true in the newest row: no new name, no new day in the history.

    ``values`` are fields of ``UnitFacts`` but the parent. ``valid_from`` is the row's first day;
    the row before ends the day before it. Where the newest row is only planned, what was as wrong
    in the rows until then is corrected in them too: it outlives the plan.
    """
    with transaction.atomic():
        units_gate(occasion)
        row = newest_row(code)
        name_free(values["name"], code=code)
        if row.valid_from != valid_from:
            _begin_check(row, valid_from, occasion)
        _correct_until(row, values)
        corrected = {"legal_basis": occasion.legal_basis, "valid_from": valid_from, **values}
        fields = _corrected(row, corrected)
        unit_audit("unit_corrected", occasion.by, [code], fields=", ".join(fields))
        units_follow(codes=[code], by=occasion.by)
    return row


def _correct_until(row: Unit, values: dict[str, Any]) -> None:
    """Correct the rows that hold until a planned one begins, in what they have as the planned one
    had it.
    """
    today = timezone.localdate()
    until = Unit.objects.filter(code=row.code, valid_to__gte=today).exclude(pk=row.pk)
    for earlier in until:
        alike = {
            name: value
            for name, value in values.items()
            if getattr(earlier, name) == getattr(row, name)
        }
        if _corrected(earlier, alike):
            _stays_local(earlier)


def _stays_local(row: Unit) -> None:
    """Let no cancelling give a corrected row back to the pack."""
    planned = UnitChange.objects.filter(sides__code=row.code, cancelled_at=None)
    for change in planned.filter(day__gt=timezone.localdate()).distinct():
        for one in change.undo:
            if one["row"] == row.pk and one["was"]:
                one["was"].pop("local", None)
        change.save(update_fields=["undo"])


def _corrected(row: Unit, values: dict[str, Any]) -> list[str]:
    name, short = (values.get(part, getattr(row, part)) for part in ("name", "short_name"))
    search = search_text(name=name, short_name=short, code=row.code)
    return fields_write(row, {**values, "search": search, "local": True})


def _begin_check(row: Unit, valid_from: dt.date | None, occasion: Occasion) -> None:
    """Let the row before end where this one now begins."""
    earlier = Unit.objects.filter(code=row.code).exclude(pk=row.pk).order_by("-pk").first()
    if valid_from:
        day_check(valid_from)
    if earlier and valid_from is None:
        raise UnitRefused(_("Isi tanggalnya: ada nama yang berlaku sebelum ini."), "day")
    if earlier and valid_from:
        row_end(earlier, replace(occasion, day=valid_from))


def _as_before(row: Unit) -> Unit:
    """Return a copy of a row that keeps its name while the row itself may change."""
    return Unit(code=row.code, name=row.name)
