"""How a person is reached, and when a team is woken."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.clock import now
from ruangaman.duty.addresses import address_open, address_seal
from ruangaman.duty.models import Address, Language, MonthlyTest, Notice, TeamNotice
from ruangaman.duty.selectors.reach import tests_at_home
from ruangaman.duty.services.plan import notices_add
from ruangaman.duty.words import monthly_code
from ruangaman.people.faults import Refused
from ruangaman.people.models import Team, User
from ruangaman.people.services.receiving import receiving_ask

TRIALS_AN_HOUR = 3
TESTS_KEPT = dt.timedelta(days=400)


def addresses_set(*, user: User, given: Mapping[str, str], language: str) -> None:
    """Keep where and in which language somebody gets notices.

    ``given`` has an address for each channel, empty for none; no e-mail means that of the
    account. A changed address has not failed yet, and what comes back to the old one is not
    about it. Letters that wait go to the new one.
    """
    with transaction.atomic():
        known = {one.channel: one for one in Address.objects.filter(user=user)}
        for channel, text in given.items():
            _address_set(user, channel, text, known.get(channel))
        Language.objects.update_or_create(user=user, defaults={"code": language})
        _record("notice_addresses_set", "user", user.pk, user)


def trial_send(*, user: User) -> None:
    """Put a test message for every channel of somebody into the outbox, because she asks."""
    present = now()
    recent = Notice.objects.filter(
        address__user=user, kind=Notice.Kind.TEST, due_at__gt=present - dt.timedelta(hours=1)
    )
    if recent.values("due_at").distinct().count() >= TRIALS_AN_HOUR:
        raise Refused(_("Tiga pesan uji sejam sudah cukup. Coba lagi nanti."))
    with transaction.atomic():
        month = timezone.localdate(present).replace(day=1)
        MonthlyTest.objects.get_or_create(user=user, month=month)
        notices_add(users=[user.pk], kind=Notice.Kind.TEST, due=present, now=present)
        _record("test_message_asked", "user", user.pk, user)


def monthly_opened(*, user: User, code: str) -> bool:
    """Note that a test message arrived; False when the code is none of her last two months.

    The channel it came over works from now on, whatever happened there before.
    """
    tests = MonthlyTest.objects.filter(user=user).order_by("-month")[:2]
    found = [
        (test, address)
        for test in tests
        for address in Address.objects.filter(user=user)
        if monthly_code(test, address.channel) == code
    ]
    if not found:
        return False
    test, address = found[0]
    with transaction.atomic():
        MonthlyTest.objects.filter(pk=test.pk, opened_on=None).update(
            opened_on=timezone.localdate()
        )
        Address.objects.filter(pk=address.pk).update(failing_since=None, failure="", returned=False)
        receiving_ask([user.pk])
        _record("test_message_opened", "user", user.pk, user)
    return True


def monthly_seen(*, user: User) -> None:
    """Note that somebody opened this month's test on her home page; ``Refused`` where it was sent.

    ``selectors.reach.tests_at_home`` says where that counts.
    """
    today = timezone.localdate()
    if not tests_at_home(today):
        raise Refused(_("Pesan uji bulan ini dikirim. Ketik kodenya."))
    with transaction.atomic():
        month = today.replace(day=1)
        test, _made = MonthlyTest.objects.get_or_create(user=user, month=month)
        MonthlyTest.objects.filter(pk=test.pk, opened_on=None).update(opened_on=today)
        receiving_ask([user.pk])
        _record("test_message_seen", "user", user.pk, user)


def team_hours_set(*, team: Team, hours: Sequence[str], at_once: bool, by: User) -> None:
    """Keep when a team is woken. What passed before this moment is not made up for."""
    with transaction.atomic():
        TeamNotice.objects.update_or_create(
            team=team,
            defaults={"hours": sorted(set(hours)), "at_once": at_once, "planned_upto": now()},
        )
        _record("team_hours_set", "team", team.pk, by)


def tests_prune() -> None:
    """Forget the test messages of more than a year ago."""
    MonthlyTest.objects.filter(month__lt=timezone.localdate() - TESTS_KEPT).delete()


def _address_set(user: User, channel: str, text: str, address: Address | None) -> None:
    if address and text == address_open(address):
        return
    own = channel == "email" and text in ("", user.email)
    if not text and not own:
        Address.objects.filter(user=user, channel=channel).delete()
        return
    address = address or Address(user=user, channel=channel)
    address.sealed = b"" if own else address_seal(text, address.pk)
    address.failing_since, address.failure, address.returned = None, "", False
    address.save()
    Notice.objects.filter(address=address).exclude(outcome="").delete()


def _record(action: str, kind: str, subject: uuid.UUID, by: User) -> None:
    audit_record(actor=by.pk, action=action, subject=subject_of(kind, subject.bytes))
