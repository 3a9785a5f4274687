"""Recording an event."""

from __future__ import annotations

import contextlib
import uuid

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from ruangaman.core.audit import audit_record, audit_verify, subject_of
from ruangaman.core.models import AuditEvent, AuditHead
from ruangaman.lib.chain import GENESIS


def test_events_are_numbered_and_each_holds_the_hash_before_it(record):
    record(3)
    events = list(AuditEvent.objects.order_by("sequence"))
    assert [event.sequence for event in events] == [1, 2, 3]
    assert bytes(events[0].previous) == GENESIS
    assert bytes(events[2].previous) == bytes(events[1].hash)
    head = AuditHead.objects.get()
    assert (head.sequence, bytes(head.hash)) == (3, bytes(events[2].hash))
    assert audit_verify() == []


def test_an_event_holds_who_did_what_to_which_object(record):
    actor, subject = uuid.uuid4(), subject_of("report", b"KTN-4821")
    with transaction.atomic():
        audit_record(actor=actor, action="case_closed", subject=subject, detail={"parts": ["a", 1]})
    event = AuditEvent.objects.get()
    assert (event.actor, event.action, bytes(event.subject)) == (actor, "case_closed", subject)
    assert event.detail == {"parts": ["a", 1]}
    assert audit_verify() == []


def test_nobody_in_particular_may_act(record):
    with transaction.atomic():
        audit_record(actor=None, action="pack_loaded")
    assert AuditEvent.objects.get().actor is None


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        audit_record(actor=None, action="case_opened")
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_an_event_goes_with_the_transaction_that_fails():
    with contextlib.suppress(RuntimeError), transaction.atomic():
        audit_record(actor=None, action="case_opened")
        raise RuntimeError
    assert not AuditEvent.objects.exists()
    assert not AuditHead.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("detail", [{"a": 1.5}, {1: "a"}, {"a": b"x"}, {"a": "nul\0"}, {"a": {2}}])
def test_what_a_database_would_give_back_changed_is_refused(detail):
    with pytest.raises(ValueError, match="audit_record"):
        audit_record(actor=None, action="case_opened", detail=detail)


@pytest.mark.django_db
def test_a_subject_in_the_open_is_refused():
    with pytest.raises(ValueError, match="subject_of"):
        audit_record(actor=None, action="case_opened", subject=b"KTN-4821")


def test_a_subject_depends_on_kind_identifier_and_secret(settings):
    first = subject_of("report", b"1")
    assert first == subject_of("report", b"1")
    assert len({first, subject_of("user", b"1"), subject_of("report", b"2")}) == 3
    settings.SEAL_SECRET = bytes(32)
    assert subject_of("report", b"1") != first


def test_recording_takes_four_queries(record, django_assert_max_num_queries):
    record(1)
    with transaction.atomic(), django_assert_max_num_queries(4):
        audit_record(actor=None, action="case_opened")
