"""A survey from its draft to its results, and what a slip can do."""

from __future__ import annotations

from collections import Counter

import pytest

from ruangaman.core.shred import Shredded, shred_key
from ruangaman.people.faults import Refused
from ruangaman.surveys.models import Ballot, Closing, Half, Result, Stratum, Survey, Tally, Token
from ruangaman.surveys.services import life
from ruangaman.surveys.services.ballots import ballot_cast
from ruangaman.surveys.services.closing import closings_work, half_give
from ruangaman.surveys.services.mixing import ballots_mix
from ruangaman.surveys.tests.helping import opened, slip, slips
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_survey_from_slips_to_results_leaves_only_answers_of_nobody(world: World) -> None:
    survey = opened(world)
    assert [one["key"] for s in survey.definition["sections"] for one in s["items"]] == [
        "tahu",
        "aman",
        "gurau",
    ]  # no clearance: nothing crosswise
    codes = {1: slips(survey, 1, 3), 2: slips(survey, 2, 2)}
    given = [
        (1, codes[1][0], {"tahu": "ya", "aman": "4"}),
        (1, codes[1][1], {"tahu": "tidak"}),
        (2, codes[2][0], {"tahu": "ya", "gurau": "few"}),
    ]
    for stratum, code, answers in given:
        one = slip(survey, code, stratum, code.encode())
        assert ballot_cast(slip=one, answers=answers) == "cast"
    ballots_mix()
    assert (
        len({len(bytes(sealed)) for sealed in Ballot.objects.values_list("sealed", flat=True)}) == 1
    )
    with pytest.raises(Refused):
        half_give(reader=world.reader("ratih"), survey=survey)  # not before the end
    survey.refresh_from_db()
    life.survey_end(survey=survey, by=world.dewi, revision=survey.revision)
    late = slip(survey, codes[1][2])
    assert ballot_cast(slip=late, answers={}) == "over"
    assert half_give(reader=world.reader("ratih"), survey=survey) is False
    assert closings_work() == 0
    assert not Result.objects.exists()
    assert half_give(reader=world.reader("bayu"), survey=survey) is True
    shred = bytes(Survey.objects.get().shred)
    assert closings_work() == 1
    survey.refresh_from_db()
    assert (survey.state, survey.spent, survey.unreadable) == ("closed", 3, 0)
    results = Counter(
        (s, *sorted(a.items())) for s, a in Result.objects.values_list("stratum", "answers")
    )
    assert results == Counter((s, *sorted(a.items())) for s, _, a in given)
    assert Tally.objects.get(stratum=1, item="tahu", code="ya").count == 1
    assert list(Stratum.objects.order_by("position").values_list("made", "answered")) == [
        (3, 2),
        (2, 1),
    ]
    for gone in (Ballot, Token, Half, Closing):
        assert not gone.objects.exists()
    with pytest.raises(Shredded):
        shred_key(shred)


def test_neither_half_alone_opens_and_a_stranger_gives_none(world: World) -> None:
    survey = opened(world)
    life.survey_end(survey=survey, by=world.dewi, revision=survey.revision)
    for name in ("maria", "dewi"):
        if name in world.keys:
            with pytest.raises(Refused):
                half_give(reader=world.reader(name), survey=survey)
    assert half_give(reader=world.reader("ratih"), survey=survey) is False
    assert half_give(reader=world.reader("ratih"), survey=survey) is False  # twice is once
    assert closings_work() == 0
    assert Survey.objects.get().state == "closing"


def test_a_cancelled_survey_leaves_nothing(world: World) -> None:
    survey = opened(world)
    (code,) = slips(survey, 1, 1)
    ballot_cast(slip=slip(survey, code), answers={"tahu": "ya"})
    life.survey_cancel(survey=survey, by=world.dewi, revision=survey.revision)
    for gone in (Ballot, Token, Half, Result):
        assert not gone.objects.exists()
    assert bytes(Survey.objects.get().shred) == b""


def test_the_same_form_is_one_answer_and_another_finds_the_slip_spent(world: World) -> None:
    survey = opened(world)
    (code,) = slips(survey, 1, 1)
    first, other = slip(survey, code), slip(survey, code, once=b"p" * 16)
    assert ballot_cast(slip=first, answers={"tahu": "ya"}) == "cast"
    assert ballot_cast(slip=first, answers={"tahu": "tidak"}) == "again"
    assert ballot_cast(slip=other, answers={"tahu": "tidak"}) == "spent"
    assert Ballot.objects.count() == 1
