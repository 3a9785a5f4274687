"""Indicators from tests, briefings, policy, surveys, services and sessions of peers."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest
from django.utils import timezone

from ruangaman.directory.models import Service
from ruangaman.network.models import Person, Unit
from ruangaman.network.tests.standing import decree, person
from ruangaman.oversight.months import month_after, month_of
from ruangaman.oversight.selectors.measures import MEASURES, Measured, Moment
from ruangaman.oversight.tests.lines import grid_loaded
from ruangaman.policy.models import Acknowledgement, Answer, Assessment, Document
from ruangaman.policy.selectors.pledges import pledge_content, pledge_digests
from ruangaman.policy.services.content import policy_contents_write
from ruangaman.policy.tests.assessing import pack_policy
from ruangaman.policy.tests.conftest import document
from ruangaman.surveys.models import Briefing, Survey
from ruangaman.surveys.tests.resulting import closed, experience, many
from ruangaman.surveys.tests.test_results import AWARE
from ruangaman.training.models import (
    Event,
    Paper,
    Participant,
    PeerAttendance,
    PeerSession,
    Sitting,
)

DAY = dt.timedelta(days=1)
UNIT = "dinas-kesehatan"
_numbers = count(1)


def asked(code: str, month: dt.date | None = None) -> Measured:
    return MEASURES[code].ask(Moment(month or month_of()))


def course(*people: tuple[int | None, int, int | None], days_ago: int = 120) -> Event:
    """A course of people with the right answers, of 20, before, after and months later."""
    day = timezone.localdate() - days_ago * DAY
    event = Event.objects.create(title="Pelatihan", first=day, last=day, state=Event.State.CLOSED)
    then = timezone.now() - days_ago * DAY
    ends = (then - DAY, then, then + 100 * DAY)
    papers = [
        Paper.objects.create(event=event, kind=kind, opens_at=end - DAY, closes_at=end)
        for kind, end in zip(("pre", "post", "follow_up"), ends, strict=True)
    ]
    for rights in people:
        name = f"Peserta {next(_numbers)}"
        who = Person.objects.create(name=name, search=name.lower())
        one = Participant.objects.create(event=event, person=who)
        for paper, right in zip(papers, rights, strict=True):
            if right is not None:
                sat(paper, one, right)
    return event


def sat(paper: Paper, who: Participant, right: int) -> None:
    Sitting.objects.create(
        paper=paper, participant=who, form="A", order=[], total=20, right=right,
        started_at=paper.opens_at, due_at=paper.closes_at, ended_at=paper.closes_at,
        passed=right >= 16, missed=[] if right > 17 else ["aman"],
    )  # fmt: skip


def test_tests_count_by_whole_courses_of_a_group_and_first_attempts(world) -> None:
    course(*[(10, 18, 9)] * 4, (10, 20, 10), (20, 15, None))
    course((0, 0, 0), (0, 0, 0))
    found = asked("T1")
    assert (found.numerator, found.denominator) == (5, 6)
    assert found.detail["critical"] == pytest.approx(500 / 6)
    assert found.detail["gain"] == pytest.approx((4 * 0.8 + 1) / 5)
    kept = asked("T2")
    assert (kept.value, kept.denominator) == (pytest.approx(100 * 46 / 92), 5)
    before = month_after(month_of(timezone.localdate() - 120 * DAY), -1)
    assert asked("T1", before).why == "no_course"
    Event.objects.update(state=Event.State.CANCELLED)
    assert (asked("T1").why, asked("T2").why) == ("no_course", "no_later_test")


def test_briefings_are_set_against_staff_that_is_known(world) -> None:
    Unit.objects.filter(code=UNIT).update(personnel=80)
    Briefing.objects.create(
        unit_code=UNIT, kind="briefing", day=timezone.localdate(), reached=20, once=b"1"
    )
    Briefing.objects.create(
        unit_code="biro-umum", kind="briefing", day=timezone.localdate(), reached=9, once=b"2"
    )
    found = asked("T3")
    assert (found.value, found.numerator, found.denominator) == (25, 20, 80)
    assert (found.units[UNIT], found.units["biro-umum"]) == (25, None)
    assert found.unit_why["biro-umum"] == "no_staff"


def test_policy_posters_and_signatures_count_only_together(world) -> None:
    policy_contents_write(policy=pack_policy())
    assert (asked("P1").why, asked("P1").unit_why[UNIT]) == ("no_limit", "no_limit")
    grid_loaded()
    Unit.objects.filter(code=UNIT).update(personnel=5)
    document("", kind=Document.Kind.CODE)
    document(kind=Document.Kind.POSTER)
    content = pledge_content()
    assert content is not None
    digest = pledge_digests(content, [UNIT])[UNIT]
    for n in range(4):
        assert asked("P1").units[UNIT] == 0
        Acknowledgement.objects.create(
            unit_code=UNIT, group="asn", name_index=bytes([n]), sealed=b"", way="link",
            digest=digest, day=timezone.localdate(), once=bytes([n]),
        )  # fmt: skip
    found = asked("P1")
    assert (found.units[UNIT], found.numerator) == (100, 1)
    assert found.detail["policy"] == 100
    assert found.detail["posters"] == pytest.approx(100 / 3)


def test_points_of_assessments_are_of_the_province_and_never_of_a_unit(world) -> None:
    for unit, score, days_ago in ((UNIT, 2, 20), ("biro-umum", 1, 300), ("dinas-sosial", 0, 400)):
        one = Assessment.objects.create(
            unit_code=unit, year=2026, state="verified",
            verified_on=timezone.localdate() - days_ago * DAY,
        )  # fmt: skip
        for n in range(8):
            Answer.objects.create(assessment=one, view="standard", key=f"s{n}", score=score)
    found = asked("P2")
    assert (found.value, found.detail) == (12, {"least": 8, "assessed": 2})
    assert found.units == {UNIT: 100, "biro-umum": 100, "dinas-sosial": 0}


def test_surveys_tell_the_province_with_ranges_and_grow_old(world) -> None:
    survey = closed([*many(30, saluran="fokal"), *many(10, saluran="ragu")], definition=dict(AWARE))
    Survey.objects.update(measures="A1")
    assert asked("A1").why == "no_limit"
    grid_loaded()
    found = asked("A1")
    assert found.value == 75
    assert found.detail["saluran:low"] < 75 < found.detail["saluran:high"]
    assert not found.units
    Survey.objects.update(closed_on=timezone.localdate() - 731 * DAY)
    assert asked("A1").why == "old_survey"
    Survey.objects.update(closed_on=timezone.localdate())
    survey.strata.update(answered=9)
    assert asked("A1").why == "few"


def test_what_happened_is_told_directly_and_indirectly_without_a_few(world) -> None:
    answers = {"candaan": "never", "sentuhan": "never", "silang": "same", "jangkar": "one"}
    closed(many(60, **answers), definition=experience())
    Survey.objects.update(measures="A2")
    grid_loaded()
    found = asked("A2")
    assert (found.value, found.why) == (None, "few"), "this survey asks about what was seen only"
    assert {"lihat", "silang"} <= found.detail.keys()
    assert found.detail["lihat"] == 0


def test_services_and_sessions_say_why_there_is_no_figure(world) -> None:
    assert (asked("D1").why, asked("S1").why) == ("no_services", "no_sessions")
    texts = {"name": "Layanan", "what_id": "a", "what_en": "a", "level": "prov"}
    for n, day in enumerate((timezone.localdate(), None)):
        Service.objects.create(code=f"l{n}", position=n, verified_by="D", verified_on=day, **texts)
    assert asked("D1").value == 50
    sessions = [
        PeerSession.objects.create(title="Sesi", starts_at=timezone.now() - n * DAY)
        for n in (3, 40)
    ]
    assert asked("S1").why == "no_focal_points"
    people = [person(UNIT) for _ in range(5)]
    decree(UNIT, *people)
    for one in people:
        PeerAttendance.objects.create(session=sessions[0], person=one)
    found = asked("S1")
    assert (found.value, found.detail["held"]) == (50, 2)
    earlier = asked("S1", month_after(month_of(), -1))
    assert earlier.numerator == 0 or earlier.why in ("no_sessions", "")
