"""Which clocks run, and which day stands in the open: it must not tell whose need is urgent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.clocks import Terms
from ruangaman.reporting.clocks import Clock, Facts, clocks_running, open_day
from tests.waking import Clock as Wall
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def facts(world: World, wall: Wall) -> Facts:
    """A report of an adult to UPTD PPA, sent just now (a Wednesday)."""
    now = wall.now
    return Facts("received", now, answer_due=now + 48 * HOUR, reported_at=now, bound_at=now)


def running(facts: Facts, **changes: Any) -> dict[str, Clock]:
    """Return the clocks that run, by their keys."""
    found = clocks_running(replace(facts, **changes), Terms.today())
    assert found == sorted(found, key=lambda clock: clock.due)
    return {clock.key: clock for clock in found}


def test_which_clocks_run_follows_from_state_and_path(facts: Facts) -> None:
    now = facts.received_at
    assert [*running(facts)] == ["answer", "police_notice"]
    assert running(facts)["police_notice"].due == now + 72 * HOUR
    question = {"reported_at": None}
    assert [*running(facts, **question)] == ["answer"]
    assert [*running(facts, bound_at=None)] == ["answer"]
    assert [*running(facts, told_on=now.date())] == ["answer"]
    child = running(facts, **question, child=True, urgent=True)
    assert timezone.localdate(child["child_handover"].due) == timezone.localdate(now)
    bridge = running(facts, bound_at=None, bridged=True, urgent=True)
    assert bridge["refer_specialist_urgent"].due == now + HOUR
    answered = {**question, "state": "acknowledged", "answered_at": now + DAY}
    assert [*running(facts, **answered)] == ["first_contact"]
    agreed = running(facts, **answered, agreed_at=now + 2 * DAY)
    assert agreed["refer_specialist"].due == now + 3 * DAY
    assert [*running(facts, **answered, contacted=True)] == ["follow_up"]
    assert [*running(facts, **{**answered, "state": "supported"})] == ["follow_up"]
    assert [*running(facts, **{**answered, "state": "concluded"})] == []
    assert [*running(facts, state="concluded", answered_at=now)] == ["police_notice"]
    assert [*running(facts, state="withdrawn")] == []


@pytest.mark.parametrize("state", ["received", "acknowledged", "supported"])
def test_the_day_in_the_open_is_the_same_whoever_she_is(facts: Facts, state: str) -> None:
    """A question, a child, danger, an event within 72 hours: nobody sees it from the day."""
    answered = None if state == "received" else facts.received_at
    ways = (
        {},
        {"reported_at": None},
        {"child": True, "urgent": True, "answer_due": facts.received_at + 24 * HOUR},
        {"urgent": True, "bridged": True, "bound_at": None},
        {"told_on": facts.received_at.date()},
        {"agreed_at": facts.received_at},
    )
    days = {
        open_day(replace(facts, state=state, answered_at=answered, **way), Terms.today())
        for way in ways
    }
    after = {"received": 1, "acknowledged": 2, "supported": 3}
    assert days == {timezone.localdate(facts.received_at) + after[state] * DAY}


def test_the_day_in_the_open_moves_with_the_work(facts: Facts, wall: Wall) -> None:
    told = replace(facts, told_on=facts.received_at.date(), state="supported")
    wall.on(hours=10 * 24)
    told = replace(told, answered_at=wall.now)
    today = timezone.localdate()
    assert open_day(told, Terms.today()) == today + 5 * DAY
    assert open_day(told, Terms.today(), [today + DAY, today + 9 * DAY]) == today + DAY
    late = replace(told, told_on=None)
    assert open_day(late, Terms.today()) == timezone.localdate(facts.received_at) + 3 * DAY
    wall.on(hours=18 * 24)
    asked = replace(told, answered_at=wall.now)
    assert open_day(asked, Terms.today()) == timezone.localdate(facts.received_at) + 30 * DAY
    assert open_day(replace(told, state="concluded"), Terms.today()) is None
