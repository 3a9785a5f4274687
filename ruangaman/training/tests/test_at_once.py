"""Many at once: each on a connection of its own, SQLite in a file as in use, or PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.network.tests.standing import person
from ruangaman.training.models import Answer, Event, Participant, Sitting
from ruangaman.training.services.sittings import answers_save, sitting_begin, sitting_end
from ruangaman.training.tests.items import items_make, paper_open, right_of
from tests.at_once import apart, at_once, there
from tests.world import build

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 8


@pytest.fixture
def paper(transactional_db: None, tmp_path: Path, monkeypatch: Any) -> Iterator[Any]:
    """A test that is open, with people to sit it, where threads have connections of their own."""
    build()
    items_make()
    today = timezone.localdate()
    event = Event.objects.create(
        title="Uji", first=today, last=today + dt.timedelta(days=1), state="open"
    )
    for _ in range(PEOPLE):
        Participant.objects.create(event=event, person=person("biro-umum"))
    made = paper_open(event, "pre")
    apart(tmp_path, monkeypatch)
    return made


def whole_test(paper: Any, who: Participant) -> int:
    """Sit a test page by page, each page twice; return how many were right."""
    sitting = sitting_begin(paper=paper, participant=who)
    right = right_of(sitting)
    for first in range(0, 20, 4):
        page = {item: right[item] for item, _ in sitting.order[first : first + 4]}
        for _ in range(2):
            answers_save(sitting=sitting, chosen=page)
    return sitting_end(sitting=sitting).right or 0


def test_eight_people_at_once_lose_nothing_and_half_take_each_form(paper: Any) -> None:
    people = there(lambda: list(Participant.objects.all()))
    met = at_once(*(lambda who=who: whole_test(paper, who) for who in people))
    assert met == [20] * PEOPLE
    assert there(Answer.objects.count) == PEOPLE * 20
    forms = there(lambda: Counter(Sitting.objects.values_list("form", flat=True)))
    assert forms == {"A": 4, "B": 4}


def test_one_person_on_four_phones_has_one_sitting_and_one_result(paper: Any) -> None:
    who = there(Participant.objects.first)
    begun = at_once(*[lambda: sitting_begin(paper=paper, participant=who).pk] * 4)
    assert len(set(begun)) == 1
    sitting = there(Sitting.objects.get)
    right = there(lambda: right_of(sitting))
    saved = at_once(*[lambda: answers_save(sitting=sitting, chosen=right)] * 4)
    assert saved == [None] * 4
    assert there(Answer.objects.count) == 20
    ended = at_once(*[lambda: sitting_end(sitting=sitting).ended_at] * 4)
    assert len(set(ended)) == 1
