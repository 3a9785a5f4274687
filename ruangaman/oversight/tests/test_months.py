"""Months are written as of their last day, once they stand they stay, and say why they lack."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.lib.pack import read_pack
from ruangaman.network.models import Appointment, Unit
from ruangaman.network.selectors.coverage import unit_states
from ruangaman.network.tests.standing import decree, person
from ruangaman.oversight.models import Figure, UnitMonth
from ruangaman.oversight.months import last_day, month_after, month_of
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.measures import MEASURES, Moment
from ruangaman.oversight.services import months as service
from ruangaman.oversight.services.content import oversight_contents_write
from ruangaman.oversight.services.months import months_write
from ruangaman.oversight.tests.history import units_made

PACK = read_pack(Path(__file__).resolve().parents[3] / "packs" / "ntt")
DAY = dt.timedelta(days=1)
REPORTS = ("R1", "R2", "R3", "R4", "R5", "R6", "D2", "O1")


@pytest.fixture
def defined(world):
    oversight_contents_write(oversight=PACK.oversight)
    return world


def figures(month: dt.date) -> dict[str, Figure]:
    return {one.code: one for one in Figure.objects.filter(month=month)}


def rows(month: dt.date) -> dict[str, UnitMonth]:
    return {one.unit_code: one for one in UnitMonth.objects.filter(month=month)}


def test_an_empty_province_has_all_indicators_and_each_says_why(defined) -> None:
    today = timezone.localdate()
    assert months_write() == [month_of(today)]
    found = figures(month_of(today))
    assert found.keys() - {"DUTY"} == {one.code for one in PACK.oversight.indicator}
    assert all(one.value is not None or one.why in Why.values for one in found.values())
    assert {found[code].why for code in REPORTS} == {"only_released"}
    assert (found["C1"].value, found["C1"].denominator) == (0, Unit.objects.count())
    whys = {code: found[code].why for code in ("C3", "C4", "C5", "T1", "T2", "T3", "P2", "A1")}
    assert whys == {
        "C3": "no_focal_points",
        "C4": "no_refill",
        "C5": "no_staff",
        "T1": "no_course",
        "T2": "no_later_test",
        "T3": "no_staff",
        "P2": "no_assessment",
        "A1": "no_survey",
    }
    unit = rows(month_of(today))["dinas-kesehatan"]
    assert unit.values == {"C1": 0, "C2": 0, "C5": None, "T3": None, "P1": 0, "P2": 0}
    assert {key: unit.why[key] for key in ("C5", "T3")} == dict.fromkeys(("C5", "T3"), "no_staff")
    assert (unit.duties["decree"], unit.duties["pair"]) == (False, False)


def test_the_network_is_computed_as_the_network_itself_counts(defined) -> None:
    unit = "dinas-kesehatan"
    people = [person(unit, sex=sex) for sex in "fm"]
    decree(unit, *people)
    decree("biro-umum", *[person("biro-umum", sex="f", certified_until=None) for _ in "ab"])
    decree("dinas-sosial", person("dinas-sosial", sex="f"))
    Unit.objects.filter(code=unit).update(personnel=200)
    months_write()
    found = figures(month_of())
    states = unit_states()
    paired = [one.unit.code for one in states if one.has_pair]
    assert sorted(paired) == ["biro-umum", unit]
    assert (found["C1"].numerator, found["C1"].denominator) == (2, len(states))
    assert found["C2"].numerator == 2
    assert (found["C3"].value, found["C3"].detail) == (80, {"mixed": 50})
    assert (found["C5"].value, found["C5"].numerator) == (10, 2)
    assert rows(month_of())[unit].values["C5"] == 10
    assert rows(month_of())["dinas-sosial"].values["C2"] == 100


def test_a_month_that_is_over_is_written_once_more_and_then_stands(defined) -> None:
    month = month_after(month_of(), -2)
    last, unit = last_day(month), "dinas-kesehatan"
    Unit.objects.filter(code=unit).update(personnel=100)
    months_write(today=last - 9 * DAY)
    Figure.objects.update(computed_at=at(last - 9 * DAY))
    assert figures(month)["C1"].numerator == 0
    decree(unit, person(unit), person(unit), starts=last - 5 * DAY)
    Unit.objects.filter(code=unit).update(personnel=50)
    assert months_write(today=last + DAY) == [month, month_after(month)]
    assert figures(month)["C1"].numerator == 1
    assert figures(month)["C5"].value == 40
    Appointment.objects.all().delete()
    assert months_write(today=last + 2 * DAY) == [month_after(month)]
    assert figures(month)["C1"].numerator == 1
    assert figures(month_after(month))["C1"].numerator == 0


def test_months_without_a_worker_say_so_where_rooms_do_not_know_the_past(defined) -> None:
    first = month_after(month_of(), -4)
    unit = "dinas-kesehatan"
    Unit.objects.filter(code=unit).update(personnel=100)
    months_write(today=first + 3 * DAY)
    Figure.objects.update(computed_at=at(first + 3 * DAY))
    decree(unit, person(unit), person(unit), starts=month_after(first) + 9 * DAY)
    late = month_after(first, 3)
    assert months_write(today=late + 9 * DAY) == [month_after(first, n) for n in range(4)]
    assert [figures(month_after(first, n))["C1"].numerator for n in range(4)] == [0, 1, 1, 1]
    assert [figures(month_after(first, n))["C5"].why for n in range(1, 3)] == ["not_recorded"] * 2
    assert figures(first)["C5"].value == 0, "what its own nights wrote is kept"
    assert rows(month_after(first))[unit].values["C1"] == 100
    assert "C5" not in rows(month_after(first))[unit].values


def test_a_unit_merged_in_mid_month_keeps_its_months_and_the_heir_begins(defined) -> None:
    month = month_after(month_of(), -1)
    months_write(today=month + 5 * DAY)
    Figure.objects.update(computed_at=at(month + 5 * DAY))
    assert "biro-umum" in rows(month)
    old = Unit.objects.filter(code="biro-umum")
    old.update(valid_to=month + 10 * DAY)
    Unit.objects.create(
        code="biro-baru", kind="biro", name="Biro Baru", short_name="Baru", search="baru",
        valid_from=month + 11 * DAY,
    )  # fmt: skip
    months_write(today=month + 20 * DAY, since=month_after(month, -1))
    assert "biro-umum" in rows(month_after(month, -1))
    assert "biro-baru" not in rows(month_after(month, -1))
    assert "biro-umum" not in rows(month)
    assert "biro-baru" in rows(month)


def test_one_indicator_that_fails_leaves_the_others_and_the_job_fails(
    defined, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(moment: Moment) -> None:
        raise ZeroDivisionError

    broken_one = type(MEASURES["C4"])(broken, dated=True)
    monkeypatch.setitem(service.MEASURES, "C4", broken_one)
    with pytest.raises(ExceptionGroup, match="could not be computed"):
        months_write()
    assert figures(month_of())["C1"].value == 0
    assert figures(month_of())["C4"].why == "not_recorded"


def test_as_many_questions_for_three_thousand_units_as_for_three(defined) -> None:
    def asked() -> int:
        moment = Moment(month_of())
        with CaptureQueriesContext(connection) as queries:
            for measure in MEASURES.values():
                measure.ask(moment)
        return len(queries)

    asked()
    few = asked()
    units_made(3_000)
    assert asked() == few <= 45
    with CaptureQueriesContext(connection) as queries:
        months_write()
    assert len(queries) <= few + 70
    assert UnitMonth.objects.count() == Unit.objects.count()


def test_the_month_is_that_of_the_province_not_of_the_server(defined, settings) -> None:
    """At 20:00 in Greenwich on the last of a month it is the first of the next in Kupang."""
    instant = dt.datetime(2026, 3, 31, 20, tzinfo=dt.UTC)
    assert month_of(timezone.localdate(instant)) == dt.date(2026, 4, 1)
    assert Moment(dt.date(2026, 3, 1), dt.date(2026, 4, 1)).end == dt.datetime(
        2026, 3, 31, 16, tzinfo=dt.UTC
    )


def at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(0, 20)))


def test_the_command_begins_earlier_and_refuses_what_is_no_month(
    defined, capsys: pytest.CaptureFixture[str]
) -> None:
    since = month_after(month_of(), -2)
    call_command("indicators", "--since", f"{since:%Y-%m}", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told == {"months": [f"{month_after(since, n):%Y-%m}" for n in range(3)]}
    assert figures(since)["C1"].value == 0
    assert figures(since)["D1"].why == "not_recorded"
    for odd in ("2026-13", "31/12/2025", "1999-01", f"{month_after(month_of()):%Y-%m}"):
        with pytest.raises(CommandError, match="--since"):
            call_command("indicators", "--since", odd)
