"""Months of figures in bulk, for tests and benches that only look at them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Sequence

from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.oversight.models import Figure, UnitMonth
from ruangaman.oversight.months import month_after, month_of

PROVINCE = ("C1", "C2", "C3", "C4", "C5", "T1", "T2", "T3", "P1", "P2", "A1", "A2", "D1", "S1")
UNIT_YES = ("C1", "C2", "P1", "P2")
UNIT_NUMBER = ("C5", "T3")
RELEASED = ("R1", "R2", "R3", "R4", "R5", "R6", "D2", "O1")
NO_SAMPLE = ("P3",)
DUTIES = ("decree", "pair", "briefing", "policy", "directory", "survey")
_REGIONS = ("", "53.01", "53.02", "53.03", "53.04", "53.71")
_BATCH = 2_000


def units_made(number: int) -> list[str]:
    """Make so many units of several kinds and regions, and return their codes in order."""
    kinds = ("dinas", "biro", "badan", "uptd")
    rows = [
        Unit(
            code=f"unit-{place:05}",
            kind=kinds[place % len(kinds)],
            name=f"Unit Percobaan {place:05}",
            short_name=f"UP {place:05}",
            search=f"unit percobaan {place:05}",
            region=_REGIONS[place % len(_REGIONS)],
            personnel=40 + place % 60,
        )
        for place in range(number)
    ]
    Unit.objects.bulk_create(rows, batch_size=_BATCH)
    return [row.code for row in rows]


def history(
    units: Collection[str] | int, months: int, *, until: dt.date | None = None, seed: int = 1
) -> list[dt.date]:
    """Fill ``months`` months up to that of ``until`` (today's) and return them, the oldest first.

    ``units`` are codes, or how many units to make. Values grow slowly and differ by unit; the same
    ``seed`` gives the same ones. A twelfth of all unit values is unknown with a reason.
    """
    codes = units_made(units) if isinstance(units, int) else list(units)
    last = month_of(until)
    found = [month_after(last, place - months + 1) for place in range(months)]
    chance = random.Random(seed)
    for place, month in enumerate(found):
        share = 0.3 + 0.6 * place / max(months, 1)
        _units(codes, month, share, chance)
        _province(len(codes), month, share, chance)
    return found


def _units(codes: Sequence[str], month: dt.date, share: float, chance: random.Random) -> None:
    now = timezone.now()
    rows = []
    for code in codes:
        values: dict[str, float | None] = {
            one: 100.0 if chance.random() < share else 0.0 for one in UNIT_YES
        }
        values |= {one: round(chance.random() * 100 * share, 1) for one in UNIT_NUMBER}
        unknown = chance.random() < 1 / 12
        why = dict.fromkeys(UNIT_NUMBER, "no_staff") if unknown else {}
        rows.append(
            UnitMonth(
                unit_code=code,
                month=month,
                values=values | dict.fromkeys(why, None),
                duties={duty: chance.random() < share for duty in DUTIES},
                why=why,
                computed_at=now,
            )
        )
    UnitMonth.objects.bulk_create(rows, batch_size=_BATCH)


def _province(units: int, month: dt.date, share: float, chance: random.Random) -> None:
    now = timezone.now()
    held = round(units * share)
    rows = [
        Figure(
            code=code,
            month=month,
            value=round(100 * share + chance.random(), 2),
            numerator=held if code in UNIT_YES else None,
            denominator=units if code in UNIT_YES else None,
            computed_at=now,
        )
        for code in PROVINCE
    ]
    why = dict.fromkeys(RELEASED, "only_released") | dict.fromkeys(NO_SAMPLE, "no_sample")
    rows += [Figure(code=code, month=month, why=one, computed_at=now) for code, one in why.items()]
    Figure.objects.bulk_create(rows)
