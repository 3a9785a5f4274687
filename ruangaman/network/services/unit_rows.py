"""What every change of units does: one at a time, from a day on, recorded with its sides.

A change begins on a day, in the past or in the future. It always applies to the newest row of a
unit, so it cannot begin before that row does; on the very day it changes the row itself (two
changes by one regulation). A row ends the day before the next begins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record
from ruangaman.core.services.reference import fields_write
from ruangaman.core.templatetags.dates import day as day_words
from ruangaman.network.models import Unit, UnitChange, UnitChangeSide
from ruangaman.network.selectors.unit_pages import mark_of
from ruangaman.network.selectors.units import folded, search_text
from ruangaman.people.faults import Refused
from ruangaman.people.models import Team, User

DAY = dt.timedelta(days=1)
FIRST_DAY = dt.date(1945, 8, 17)
FURTHEST = dt.timedelta(days=5 * 366)
LONGEST_CODE = 64
RESERVED = frozenset({"baru"})
"""Codes that would be another page's address."""


class UnitRefused(Refused):
    """A change that was not made; ``field`` is the one of the form that the sentence is about."""

    def __init__(self, message: Any, field: str | None = None) -> None:
        """Keep the sentence and its field."""
        super().__init__(message)
        self.field = field


class UnitChanged(UnitRefused):
    """Somebody else changed the unit after it was shown: look again, then decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """From which day a change holds, by what law, and who records it.

    ``seen`` are the marks of the units (``unit_pages.mark_of``) as the recorder saw them;
    ``written`` collects what the change writes, see ``UnitChange.undo``.
    """

    day: dt.date
    by: User
    legal_basis: str = ""
    seen: Mapping[str, str]
    written: list[dict[str, Any]] = field(default_factory=list)


def units_gate(occasion: Occasion | None = None) -> None:
    """Wait for other changes of units: they happen one at a time, so that no two make a circle.

    Raises ``UnitRefused`` for a day that can only be a slip, and ``UnitChanged`` where somebody
    was faster.
    """
    list(Unit.objects.select_for_update().order_by("pk")[:1])
    if occasion is None:
        return
    day_check(occasion.day)
    for code, mark in occasion.seen.items():
        if mark != mark_of(Unit.objects.filter(code=code)):
            raise UnitChanged(
                _(
                    "Unit ini baru saja diubah orang lain. Isian Anda belum disimpan dan masih ada"
                    " di bawah. Periksa keadaan unit sekarang, lalu simpan lagi bila masih perlu."
                )
            )


def day_check(day: dt.date) -> None:
    """Refuse a day that can only be a slip."""
    if not FIRST_DAY <= day <= timezone.localdate() + FURTHEST:
        raise UnitRefused(
            _("Tanggal ini terlalu jauh. Periksa tahunnya: paling lama lima tahun lagi."), "day"
        )


def newest_row(code: str, field: str | None = None) -> Unit:
    """Return the newest row of a unit that has no end; ``UnitRefused`` else."""
    row = Unit.objects.filter(code=code, valid_to=None).first()
    if row is None:
        raise UnitRefused(_("Unit ini sudah berakhir atau tidak ada."), field)
    return row


def row_begin(row: Unit, occasion: Occasion, **values: Any) -> Unit:
    """Let a unit be different from the day on, and return the row that says so."""
    values |= {"local": True}
    if row.valid_from == occasion.day:
        _row_save(row, occasion, values)
        return row
    row_end(row, occasion)
    before = {name: getattr(row, name) for name in _CARRIED}
    return row_create(row.code, occasion, **before | values)


_CARRIED = ("kind", "name", "short_name", "parent", "region", "personnel", "team_id")
"""What a new row has from the one before it; a source or a confirmation is not among it."""


def row_end(row: Unit, occasion: Occasion) -> None:
    """End a row the day before; ``UnitRefused`` where it would end before it began."""
    if row.valid_from and row.valid_from >= occasion.day:
        raise UnitRefused(
            _(
                "%(name)s baru berlaku mulai %(day)s. Pilih tanggal sesudahnya, atau perbaiki data"
                " yang ada."
            )
            % {"name": row.name, "day": day_words(row.valid_from)},
            "day",
        )
    row_write(row, occasion, {"valid_to": occasion.day - DAY, "local": True})


def row_create(code: str, occasion: Occasion, **values: Any) -> Unit:
    """Make a row that begins on the day."""
    made = Unit.objects.create(
        code=code,
        valid_from=occasion.day,
        search=search_text(name=values["name"], short_name=values["short_name"], code=code),
        **{"local": True} | values,
    )
    occasion.written.append({"row": made.pk, "was": None})
    return made


def _row_save(row: Unit, occasion: Occasion, values: dict[str, Any]) -> None:
    name, short = (values.get(part, getattr(row, part)) for part in ("name", "short_name"))
    search = search_text(name=name, short_name=short, code=row.code)
    row_write(row, occasion, values | {"search": search})


def row_write(row: Unit, occasion: Occasion, values: Mapping[str, Any]) -> None:
    """Write fields of a row and note what they were."""
    was = {name: getattr(row, name) for name in values}
    if fields := fields_write(row, values):
        occasion.written.append({"row": row.pk, "was": {name: was[name] for name in fields}})


def code_new(name: str) -> str:
    """Return a code that no unit and no team ever had, made from the name."""
    stem = folded(name).replace(" ", "-")[: LONGEST_CODE - 4].strip("-") or "unit"
    for number in count(1):
        code = stem if number == 1 else f"{stem}-{number}"
        if code not in RESERVED and not _taken(code):
            return code
    raise AssertionError


def _taken(code: str) -> bool:
    return (
        Unit.objects.filter(code=code).exists() or Team.objects.filter(code=f"fp-{code}").exists()
    )


def change_record(
    kind: str, occasion: Occasion, *, before: Iterable[Unit] = (), after: Iterable[Unit] = ()
) -> UnitChange:
    """Record a change with the units on both sides, and the audit event."""
    change = UnitChange.objects.create(
        kind=kind,
        day=occasion.day,
        legal_basis=occasion.legal_basis,
        recorded_by=occasion.by,
        undo=occasion.written,
    )
    sides = [(unit, False) for unit in before] + [(unit, True) for unit in after]
    UnitChangeSide.objects.bulk_create(
        UnitChangeSide(change=change, code=unit.code, name=unit.name, after=is_after)
        for unit, is_after in sides
    )
    unit_audit(
        f"unit_{kind}", occasion.by, [unit.code for unit, _side in sides], day=str(occasion.day)
    )
    return change


def unit_audit(action: str, by: User, codes: Collection[str], **detail: str) -> None:
    """Put a change of units on record; what a unit is called is public."""
    audit_record(actor=by.pk, action=action, detail={"units": list(dict.fromkeys(codes)), **detail})
