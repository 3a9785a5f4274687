"""Merges several units into one, and splits one into several; what was before stays readable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from ruangaman.network.models import Unit, UnitChange
from ruangaman.network.services.unit_changes import UnitFacts, unit_end, unit_make
from ruangaman.network.services.unit_rows import (
    Occasion,
    UnitRefused,
    change_record,
    newest_row,
    row_begin,
    units_gate,
)
from ruangaman.network.services.unit_settling import units_follow

LEAST_PARTS = 2
MOST_UNITS = 20


def unit_merge(*, codes: Sequence[str], into: str | UnitFacts, occasion: Occasion) -> Unit:
    """Merge units into one: an existing one by its code, or a new one.

    All others end the day before; what stood below them stands below the one from that day on.
    No focal point and no report passes from one to the other.
    """
    with transaction.atomic():
        units_gate(occasion)
        ending = [newest_row(code, "others") for code in dict.fromkeys(codes) if code != into]
        involved = len(ending) + isinstance(into, str)
        if involved < LEAST_PARTS:
            raise UnitRefused(_("Sebutkan sedikitnya satu unit lain yang ikut digabung."), "others")
        if involved > MOST_UNITS:
            raise UnitRefused(_("Terlalu banyak unit sekaligus."), "others")
        target = newest_row(into, "into") if isinstance(into, str) else None
        before = [*ending, *([target] if target else [])]
        for row in ending:
            unit_end(row, occasion)
        if target is None:
            assert isinstance(into, UnitFacts)
            target = unit_make(into, occasion)
        _heirs(ending, target, occasion)
        change_record(UnitChange.Kind.MERGED, occasion, before=before, after=[target])
        units_follow(codes=[row.code for row in [*before, target]], by=occasion.by)
    return target


def unit_split(
    *, code: str, parts: Sequence[UnitFacts], stays: bool, occasion: Occasion
) -> list[Unit]:
    """Split a unit into new ones. It ends the day before, or ``stays`` beside them.

    What stood below it stays there, or goes below the first of the new ones.
    """
    with transaction.atomic():
        units_gate(occasion)
        row = newest_row(code)
        if len(parts) + stays < LEAST_PARTS:
            raise UnitRefused(
                _("Tulis sedikitnya dua unit baru, atau biarkan unit lama tetap ada.")
            )
        if not stays:
            unit_end(row, occasion)
        made = [unit_make(part, occasion) for part in parts]
        if not stays:
            _heirs([row], made[0], occasion)
        after = [row, *made] if stays else made
        change_record(UnitChange.Kind.SPLIT, occasion, before=[row], after=after)
        units_follow(codes=[row.code, *(one.code for one in made)], by=occasion.by)
    return made


def part_of(row: Unit, *, name: str, short_name: str) -> UnitFacts:
    """Return what a part of a unit is like: of its kind, at its place."""
    return UnitFacts(
        name=name, short_name=short_name, kind=row.kind, parent=row.parent, region=row.region
    )


def _heirs(ended: Sequence[Unit], target: Unit, occasion: Occasion) -> None:
    """Put what stood below units that end below ``target``."""
    codes = [row.code for row in ended]
    below = Unit.objects.filter(parent__in=codes, valid_to=None).exclude(code__in=codes)
    for child in below:
        if child.code == target.code:
            row_begin(child, occasion, parent=_above(ended, child.parent))
            continue
        day = max(child.valid_from or occasion.day, occasion.day)
        row_begin(child, replace(occasion, day=day), parent=target.code)


def _above(ended: Sequence[Unit], parent: str) -> str:
    """Return the first unit above ``parent`` that does not end: the place of the heir."""
    above = {row.code: row.parent for row in ended}
    while parent in above:
        parent = above[parent]
    return parent
