"""When a test ends, what its result tells, and who may sit it once more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.network.tests.standing import person
from ruangaman.people.faults import Refused
from ruangaman.training.models import Answer, Content, Event, Paper, Participant, Sitting
from ruangaman.training.selectors.results import post_outcome, post_outcomes
from ruangaman.training.selectors.sittings import State, standing
from ruangaman.training.services.sittings import (
    SittingOver,
    answers_save,
    sitting_begin,
    sitting_end,
    sittings_settle,
)
from ruangaman.training.tests.items import (
    HOUR,
    fields_of,
    items_make,
    paper_open,
    plain_items,
    right_of,
    sat,
    wrong_of,
)
from tests.clients import StaffClient

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def items(world):
    return items_make()


@pytest.fixture
def paper(event, items):
    """The test after the course, open now."""
    return paper_open(event)


@pytest.fixture
def rina(world, invited):
    """Rina's browser, signed in."""
    return world.sign_in(StaffClient(), "rina")


def address(paper: Paper, rest: str = "") -> str:
    return f"/pelatihan/tes/{paper.pk}/{rest}"


def many(event: Event, count: int) -> list[Participant]:
    """Invite people without an account."""
    return Participant.objects.bulk_create(
        Participant(event=event, person=person("biro-umum")) for _ in range(count)
    )


# Time


def test_the_time_ends_by_our_clock_with_a_minute_for_the_line(event: Event, paper: Paper) -> None:
    who = many(event, 1)[0]
    sitting = sitting_begin(paper=paper, participant=who)
    item = sitting.order[0][0]
    right = {item: right_of(sitting)[item]}
    answers_save(sitting=sitting, chosen=right, at=sitting.due_at + MINUTE)
    with pytest.raises(SittingOver):
        answers_save(
            sitting=sitting,
            chosen=wrong_of(sitting, item),
            at=sitting.due_at + MINUTE + dt.timedelta(seconds=1),
        )
    assert Answer.objects.get().choice == right[item]


def test_saved_answers_count_after_the_time_and_late_ones_are_told_kindly(
    paper: Paper, rina: StaffClient
) -> None:
    rina.post(address(paper))
    sitting = Sitting.objects.get()
    right = right_of(sitting)
    rina.post(address(paper, "halaman/1/"), fields_of(sitting, 1, right))
    Sitting.objects.update(due_at=timezone.now() - 2 * MINUTE)
    late = rina.post(address(paper, "halaman/2/"), fields_of(sitting, 2, right), follow=True)
    page = late.content.decode()
    assert "Jawaban di halaman tadi tidak disimpan" in page
    assert "4 dari 20 soal dijawab tepat" in page
    sitting.refresh_from_db()
    assert sitting.ended_at == sitting.due_at


def test_whoever_never_comes_back_is_scored_once_the_time_is_over(
    event: Event, paper: Paper
) -> None:
    ana, budi = many(event, 2)
    gone, busy = (sitting_begin(paper=paper, participant=who) for who in (ana, budi))
    answers_save(sitting=gone, chosen=right_of(gone))
    Sitting.objects.filter(pk=gone.pk).update(due_at=timezone.now() - 2 * MINUTE)
    assert (sittings_settle(event=event), sittings_settle(event=event)) == (1, 0)
    gone.refresh_from_db()
    busy.refresh_from_db()
    assert (gone.right, gone.passed, busy.ended_at) == (20, True, None)


def test_a_test_that_closes_soon_gives_only_the_time_that_is_left(event: Event, items: Any) -> None:
    soon = paper_open(event, closes_at=timezone.now() + 10 * MINUTE)
    sitting = sitting_begin(paper=soon, participant=many(event, 1)[0])
    assert sitting.due_at == soon.closes_at


@pytest.mark.parametrize(
    ("opens", "closes", "state", "told"),
    [
        (HOUR, 2 * HOUR, "open", "Tes ini dibuka"),
        (-2 * HOUR, -HOUR, "open", "sudah ditutup"),
        (-HOUR, HOUR, "cancelled", "sudah dibatalkan"),
        (-HOUR, HOUR, "draft", "belum dibuka"),
    ],
)
def test_a_test_that_is_not_open_says_when_and_does_not_begin(
    event: Event, items: Any, rina: StaffClient, opens: Any, closes: Any, state: str, told: str
) -> None:
    now = timezone.now()
    shut = paper_open(event, opens_at=now + opens, closes_at=now + closes)
    Event.objects.update(state=state)
    assert told in rina.get(address(shut)).content.decode()
    assert rina.post(address(shut)).status_code == 422
    assert not Sitting.objects.exists()
    assert "Selesai" not in rina.get("/pelatihan/tes/saya/").content.decode()


# Results and once more


def test_before_the_course_no_right_answer_is_told(
    event: Event, items: Any, rina: StaffClient, invited: Any
) -> None:
    before = paper_open(event, "pre")
    sitting = sat(before, invited["rina"], wrong=7)
    page = rina.get(address(before, "hasil/")).content.decode()
    assert "65%" in page
    assert "Yang dapat dipelajari lagi" in page
    for row in Content.objects.filter(pk__in=[item for item, _ in sitting.order]):
        assert row.body["reason_id"][:40] not in page


def test_after_the_course_reasons_stand_beside_what_was_wrong(
    paper: Paper, rina: StaffClient, invited: Any
) -> None:
    sitting = sat(paper, invited["rina"], wrong=5)
    page = rina.get(address(paper, "hasil/")).content.decode()
    assert "Belum lulus" in page
    assert page.count("Alasannya") == 5
    assert Sitting.objects.get(pk=sitting.pk).right == 15


def test_one_wrong_subject_that_must_be_passed_stops_everything_and_is_named(
    paper: Paper, rina: StaffClient, invited: Any
) -> None:
    sitting = sitting_begin(paper=paper, participant=invited["rina"])
    must = next(item for item, _ in sitting.order if item not in plain_items(sitting))
    answers_save(sitting=sitting, chosen=right_of(sitting) | wrong_of(sitting, must))
    sitting_end(sitting=sitting)
    page = rina.get(address(paper, "hasil/")).content.decode()
    assert "Hasil tes: 95%" in page
    assert "Belum lulus" in page
    assert "Soal wajib yang perlu dilihat lagi" in page


def test_whoever_fails_sits_the_other_form_once_more_after_a_day(
    event: Event, paper: Paper
) -> None:
    who = many(event, 1)[0]
    first = sat(paper, who, wrong=6)
    ended = first.ended_at
    assert ended
    states = {
        0.5: State.LATER,
        1.01: State.AGAIN,
        13.9: State.AGAIN,
        14.1: State.OVER,
    }
    for days, state in states.items():
        assert standing(paper, who, at=ended + days * DAY).state is state
    with pytest.raises(Refused):
        sitting_begin(paper=paper, participant=who, at=ended + 0.5 * DAY)
    second = sat(paper, who, wrong=1, at=ended + 2 * DAY)
    assert (second.attempt, second.passed) == (2, True)
    assert second.form != first.form
    found = post_outcome(event, who.person_id)
    assert found
    assert (found.percent, found.passed, found.attempt, found.gates) == (95, True, 2, True)
    assert standing(paper, who, at=ended + 4 * DAY).state is State.OVER


def test_there_is_no_third_try_and_none_before_the_course_or_months_later(
    event: Event, paper: Paper
) -> None:
    who = many(event, 1)[0]
    sat(paper, who, wrong=6)
    now = timezone.now()
    sat(paper, who, wrong=6, at=now + 2 * DAY)
    assert standing(paper, who, at=now + 4 * DAY).state is State.OVER
    for kind in ("pre", "follow_up"):
        other = paper_open(event, kind)
        sat(other, who, wrong=9)
        assert standing(other, who, at=now + 2 * DAY).state is State.OVER


def test_the_better_of_two_counts_even_if_it_is_the_first(event: Event, paper: Paper) -> None:
    who = many(event, 1)[0]
    sat(paper, who, wrong=6)
    sat(paper, who, wrong=9, at=timezone.now() + 2 * DAY)
    assert post_outcomes(event)[who.pk].percent == 70


def test_items_that_no_expert_reviewed_decide_nothing_and_the_page_says_so(
    world: Any, event: Event, rina: StaffClient, invited: Any
) -> None:
    items_make(reviewed=False)
    paper = paper_open(event, gates=True)
    sat(paper, invited["rina"])
    paper.refresh_from_db()
    assert paper.gates is False, "looked at when the first person began"
    assert post_outcomes(event)[invited["rina"].pk].gates is False
    assert "tidak menentukan sertifikat" in rina.get(address(paper, "hasil/")).content.decode()


def test_a_result_stays_when_an_item_is_written_anew(
    paper: Paper, rina: StaffClient, invited: Any
) -> None:
    sitting = sat(paper, invited["rina"], wrong=1)
    Content.objects.update(current=False)
    items = Content.objects.filter(pk__in=[item for item, _ in sitting.order])
    assert items.count() == 20
    assert "95%" in rina.get(address(paper, "hasil/")).content.decode()
