"""A letter is sent once; it is tried again if that may help, and never lost."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest

from ruangaman.duty.addresses import address_open, address_seal
from ruangaman.duty.models import Address, Notice
from ruangaman.duty.services.outbox import (
    LEASE,
    PAUSES,
    notice_record,
    notice_take,
    notices_prune,
    outbox_send,
)
from ruangaman.notify.letters import Reason, accepted, later, never
from tests.servers import Mailbox
from tests.waking import Clock, Scripted, a_notice
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(world: World, post: Mailbox) -> Address:
    return Address.objects.create(user=world.maria, channel="email")


def test_a_busy_server_is_asked_again_with_growing_pauses(
    address: Address, post: Mailbox, wall: Clock
) -> None:
    notice = a_notice(address, wall.now)
    post.to_recipient = "450 nanti"
    begun, tried_at = wall.now, []
    while not notice.outcome:
        if outbox_send():
            tried_at.append(wall.now - begun)
        wall.on(minutes=1)
        notice.refresh_from_db()
    pauses = [after - before for before, after in pairwise(tried_at)]
    assert pauses == list(PAUSES)
    assert (notice.outcome, notice.reason) == ("given_up", Reason.BUSY)
    address.refresh_from_db()
    assert address.failure == Reason.BUSY
    assert address.failing_since


def test_what_is_refused_for_good_is_not_tried_again(
    address: Address, post: Mailbox, wall: Clock
) -> None:
    notice = a_notice(address, wall.now)
    post.to_recipient = "550 tidak dikenal"
    assert outbox_send() == 1
    wall.on(hours=5)
    assert outbox_send() == 0
    notice.refresh_from_db()
    address.refresh_from_db()
    assert (notice.outcome, address.failure) == ("refused", Reason.RECIPIENT)
    post.to_recipient = "250 OK"
    a_notice(address, wall.now)
    outbox_send()
    address.refresh_from_db()
    assert (address.failing_since, address.failure) == (None, "")


def test_a_worker_that_dies_between_sending_and_recording_repeats_once(
    address: Address, post: Mailbox, wall: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_notice(address, wall.now)

    def dies(**_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("ruangaman.duty.services.outbox.notice_record", dies)
        with pytest.raises(SystemExit):
            outbox_send()
    assert len(post.letters) == 1
    assert outbox_send() == 0, "it may still be at work"
    wall.now += LEASE + dt.timedelta(seconds=1)
    assert outbox_send() == 1
    assert len(post.letters) == 2
    wall.on(hours=3)
    assert outbox_send() == 0


def test_two_workers_do_not_send_the_same_letter(address: Address, wall: Clock) -> None:
    notice = a_notice(address, wall.now)
    taken = [notice_take(notice_id=notice.pk) for _ in range(2)]
    assert [one is None for one in taken] == [False, True]


def test_a_worker_that_was_too_slow_does_not_record(address: Address, wall: Clock) -> None:
    notice = a_notice(address, wall.now)
    slow = notice_take(notice_id=notice.pk)
    wall.now += LEASE + dt.timedelta(seconds=1)
    quick = notice_take(notice_id=notice.pk)
    assert slow
    assert quick
    notice_record(taken=quick, result=accepted())
    notice_record(taken=slow, result=never(Reason.RECIPIENT))
    notice.refresh_from_db()
    address.refresh_from_db()
    assert (notice.outcome, address.failing_since) == ("accepted", None)


def test_when_a_server_is_silent_the_others_do_not_wait_for_it(
    world: World, wall: Clock, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    rows = [
        Address.objects.create(user=world.people[name], channel=channel)
        for name in ("maria", "yosef")
        for channel in ("sms", "email")
    ]
    for row in rows:
        row.sealed = address_seal("+628123456789", row.pk)
        row.save()
        a_notice(row, wall.now)

    def transport(channel: str) -> Scripted:
        asked.append(channel)
        silent = channel == "email"
        return Scripted(lambda _: later(Reason.UNREACHABLE) if silent else accepted())

    monkeypatch.setattr("ruangaman.duty.services.outbox.transport_of", transport)
    outbox_send()
    assert sorted(asked) == ["email", "sms", "sms"]
    assert Notice.objects.filter(outcome="accepted").count() == 2
    outbox_send()
    assert asked[-1:] == ["email"]


def test_a_retry_set_by_a_wrong_clock_does_not_wait_for_it(
    address: Address, post: Mailbox, wall: Clock
) -> None:
    notice = a_notice(address, wall.now)
    Notice.objects.filter(pk=notice.pk).update(next_at=wall.now + dt.timedelta(days=300))
    outbox_send()
    assert len(post.letters) == 1


def test_no_address_is_readable_in_the_database(world: World) -> None:
    address = Address(user=world.maria, channel="sms")
    address.sealed = address_seal("+628123456789", address.pk)
    address.save()
    stored = bytes(Address.objects.values_list("sealed", flat=True).get())
    assert b"8123456789" not in stored
    assert address_open(address) == "+628123456789"


def test_an_address_moved_to_another_row_does_not_open(world: World, settings: Any) -> None:
    one = Address(user=world.maria, channel="sms")
    other = Address(user=world.yosef, channel="sms")
    other.sealed = address_seal("+628123456789", one.pk)
    assert address_open(other) == ""
    one.sealed = other.sealed
    settings.SEAL_SECRET = b"x" * 32
    assert address_open(one) == ""


def test_old_letters_are_forgotten(address: Address, post: Mailbox, wall: Clock) -> None:
    a_notice(address, wall.now)
    outbox_send()
    waiting = a_notice(address, wall.on(minutes=1).now)
    wall.on(days=15)
    notices_prune()
    assert list(Notice.objects.all()) == [waiting]
