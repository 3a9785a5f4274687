"""The year before, in the demo world: units that began one after another, and two that stumbled.

People, decrees, certificates and briefings are invented with their dates, so that what is computed
of earlier months is computed as anywhere else. What rooms know only of today is filled in after.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import NamedTuple

from django.utils import timezone

from ruangaman.network.models import Appointment, Decree, Person, Placement, Unit
from ruangaman.ops.demo.network import decree_made, person_made
from ruangaman.ops.demo.people import HEALTH
from ruangaman.oversight.models import Figure, UnitMonth
from ruangaman.oversight.months import month_after, month_of
from ruangaman.surveys.models import Briefing

DAY = dt.timedelta(days=1)


class Begun(NamedTuple):
    """A unit, how many months ago its decree began, and how many months ago its pair broke."""

    unit: str
    began: int
    broke: int | None = None
    mended: int | None = None


_YEAR = (
    Begun("bapperida", 11, broke=7, mended=4),
    Begun("rsj-naimata", 11),
    Begun("dinas-perhubungan", 10, broke=3),
    Begun("dinas-pendidikan-kebudayaan", 10),
    Begun("badan-kepegawaian", 9),
    Begun("bpsdmd", 8),
    Begun("dinas-komunikasi-informatika", 8),
    Begun("satpol-pp", 7),
    Begun("dinas-pariwisata-ekonomi-kreatif", 6),
    Begun("dinas-kependudukan-pencatatan-sipil", 5),
    Begun("bpbd", 4),
    Begun("dinas-kelautan-perikanan", 3),
    Begun("sekretariat-dprd", 2),
    Begun("dinas-lingkungan-hidup-kehutanan", 1),
)
_UNTRAINED = 5
"""Every fifth of these units has a decree, but nobody with a certificate."""
_SOON = 40 * DAY
"""So long after a decree the unit held its briefing."""
_NAMES = ("Ana", "Bertus", "Citra", "Dominggus", "Elisabet", "Frans", "Gita", "Hendrik")


def year_create() -> None:
    """Make what happened in these units."""
    known = set(Unit.objects.filter(valid_to=None).values_list("code", flat=True))
    for place, one in enumerate(_YEAR):
        if one.unit in known:
            _begin(place, one)
    for place, unit in enumerate(Unit.objects.filter(valid_to=None, personnel=None).order_by("pk")):
        if place % 3:
            unit.personnel = 40 + 13 * place % 160
            unit.save(update_fields=["personnel"])


def months_fill(months: list[dt.date]) -> None:
    """Fill in what the rooms know only of today, for the months before; nothing that stands."""
    *before, now = months
    today = {row.unit_code: row for row in UnitMonth.objects.filter(month=now)}
    broke = {
        one.unit: month_after(now, -one.broke) for one in _YEAR if one.broke and not one.mended
    }
    for month in before:
        rows = list(UnitMonth.objects.filter(month=month))
        for row in rows:
            _fill(row, today.get(row.unit_code), broke.get(row.unit_code))
        UnitMonth.objects.bulk_update(rows, ["values", "duties", "why"])
    for figure in Figure.objects.filter(month__in=before, why="not_recorded"):
        _fill_figure(figure, before, now)


def _fill(row: UnitMonth, today: UnitMonth | None, broke: dt.date | None) -> None:
    if row.duties.get("pair") is None and "pair" in row.why:
        was = broke is not None and row.month < broke
        row.duties["pair"] = was or row.unit_code == HEALTH
        del row.why["pair"]
    for code, value in (today.values if today else {}).items():
        if code not in row.values:
            row.values[code] = value if not value or row.values.get("C1") else 0.0
    if today:
        row.why |= {code: why for code, why in today.why.items() if row.values.get(code, 0) is None}


def _fill_figure(figure: Figure, before: list[dt.date], now: dt.date) -> None:
    """Let it come up to what it is now, a little each month."""
    last = Figure.objects.get(code=figure.code, month=now)
    share = 0.4 + 0.6 * before.index(figure.month) / len(before)
    figure.why = last.why
    figure.value = None if last.value is None else round(last.value * share, 2)
    if last.numerator is not None and last.denominator:
        figure.numerator = round(last.numerator * share)
        figure.denominator = last.denominator
        whole = last.value or 0.0
        figure.value = whole * figure.numerator / last.numerator if last.numerator else 0.0
    figure.save()


def _begin(place: int, one: Begun) -> None:
    starts = month_after(month_of(), -one.began) + place % 20 * DAY
    people = [_person(2 * place + number, one, starts) for number in range(2)]
    decree_made(one.unit, people, starts=starts)
    if one.broke:
        _rotate(one, people[1])
    day = starts + _SOON
    if place % 3 and day <= timezone.localdate():
        Briefing.objects.create(
            unit_code=one.unit,
            kind=Briefing.Kind.BRIEFING,
            day=day,
            reached=20 + place,
            once=secrets.token_bytes(32),
        )


def _person(number: int, one: Begun, starts: dt.date) -> Person:
    name = f"{_NAMES[number % len(_NAMES)]} Contoh {number // len(_NAMES) + 1}"
    made = person_made(name, one.unit, timezone.localdate())
    made.sex = Person.Sex.MALE if number % 3 == 1 else Person.Sex.FEMALE
    if number // 2 % _UNTRAINED != _UNTRAINED - 1:
        made.trained_on = starts - 20 * DAY
        made.certified_until = starts + 730 * DAY
        made.certificate = "Contoh"
    made.save()
    return made


def _rotate(one: Begun, gone: Person) -> None:
    """Move one of the pair to another unit; a later decree names somebody new, or none does."""
    day = month_after(month_of(), -(one.broke or 0)) + 9 * DAY
    Placement.objects.filter(person=gone).update(last=day - DAY)
    Appointment.objects.filter(person=gone).update(ended_on=day, end_reason=Appointment.End.MOVED)
    if one.mended is None:
        return
    day = month_after(month_of(), -one.mended)
    stays = Person.objects.get(
        appointments__decree__unit_code=one.unit, appointments__ended_on=None
    )
    Decree.objects.filter(unit_code=one.unit).update(state=Decree.State.AMENDED, ended_on=day)
    decree_made(one.unit, [stays, _person(90, one, day)], starts=day)
