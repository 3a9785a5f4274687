"""A clock that tests turn, a mail server that takes letters, a team that is woken."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.duty.models import MonthlyTest, Notice
from ruangaman.duty.services.outbox import outbox_send
from ruangaman.duty.services.plan import notices_plan
from ruangaman.notify.letters import Letter, Result
from tests.servers import Mailbox, smtp_server
from tests.world import World

Round = Callable[[], None]


@dataclass
class Clock:
    """Local time of the house."""

    now: dt.datetime

    def at(self, text: str) -> Clock:
        """Turn to a local moment such as ``2026-11-25 07:30``."""
        self.now = timezone.make_aware(dt.datetime.fromisoformat(text))
        return self

    def on(self, **more: float) -> Clock:
        """Turn on (or back) by hours, minutes."""
        self.now += dt.timedelta(**more)
        return self


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Wednesday morning, seven o'clock."""
    wall = Clock(timezone.now()).at("2026-11-25 07:00")
    monkeypatch.setattr(timezone, "now", lambda: wall.now)
    return wall


@pytest.fixture
def post(settings: Any) -> Iterator[Mailbox]:
    """A real mail server that this installation uses."""
    settings.SMTP_HOST, settings.SMTP_SECURITY, settings.SMTP_USER = "127.0.0.1", "none", ""
    settings.NOTICE_SENDER, settings.NOTICE_BOUNCES = "info@kantor.example", ""
    with smtp_server() as mailbox:
        settings.SMTP_PORT = mailbox.port
        yield mailbox


@pytest.fixture
def round_(wall: Clock) -> Round:
    """One round of the worker, as far as notices go."""

    def go() -> None:
        notices_plan(now=wall.now)
        outbox_send()

    return go


@pytest.fixture
def awake(wall: Clock, world: World, post: Mailbox, round_: Round) -> World:
    """The worker has begun at seven; this month's test messages are settled."""
    round_()
    MonthlyTest.objects.bulk_create(
        MonthlyTest(user=person, month=wall.now.date().replace(day=1))
        for person in world.people.values()
    )
    return world


@dataclass
class Scripted:
    """A transport that says what it is told to; for what no server can be brought to do."""

    say: Callable[[Letter], Result]

    def send(self, letter: Letter) -> Result:
        """Say it."""
        return self.say(letter)


def receivers(post: Mailbox) -> list[str]:
    """Return who got letters, by user name, in order."""
    return sorted(str(letter["To"]).split("@", maxsplit=1)[0] for letter in post.letters)


def tasks() -> Any:
    """Return the notices of tasks in the outbox."""
    return Notice.objects.filter(kind=Notice.Kind.TASK)


def a_notice(address: Any, now: dt.datetime) -> Notice:
    """Put a notice for an address into the outbox."""
    return Notice.objects.create(
        id=uuid.uuid4(), address=address, kind=Notice.Kind.TASK, due_at=now, next_at=now
    )
