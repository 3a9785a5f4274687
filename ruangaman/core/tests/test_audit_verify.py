"""A chain that was tampered with is not taken for whole."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection, transaction

from ruangaman.core import audit
from ruangaman.core.audit import audit_export, audit_record, audit_verify
from ruangaman.core.models import AuditEvent, AuditHead
from ruangaman.lib.chain import link_hash, sign_head

CHANGES = {
    "action": "UPDATE core_auditevent SET action = 'case_seen' WHERE sequence = 3",
    "actor": "UPDATE core_auditevent SET actor = NULL WHERE sequence = 3",
    "detail": "UPDATE core_auditevent SET detail = '{\"position\": 9}' WHERE sequence = 3",
    "time": "UPDATE core_auditevent SET at = '2020-01-01 00:00:00+00' WHERE sequence = 3",
    "number": "UPDATE core_auditevent SET sequence = 33 WHERE sequence = 3",
}


@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_event_is_named(record, owner, sql):
    record(5)
    if connection.vendor == "sqlite":
        sql = sql.replace("+00'", "'")
    owner(sql)
    assert any("Peristiwa audit 3 " in fault for fault in audit_verify())


def test_a_changed_subject_is_named(record, owner):
    record(5)
    AuditEvent.objects.filter(sequence=2).update(subject=bytes(16))
    assert "Peristiwa audit 2 " in audit_verify()[0]


def test_a_removed_event_is_named(record, owner):
    record(5)
    owner("DELETE FROM core_auditevent WHERE sequence = 3")
    assert "Peristiwa audit 3 " in audit_verify()[0]


def test_a_removed_beginning_is_named(record, owner):
    record(3)
    owner("DELETE FROM core_auditevent WHERE sequence = 1")
    assert "Peristiwa audit 1 " in audit_verify()[0]


def test_a_removed_end_is_seen_by_the_head(record, owner):
    record(5)
    owner("DELETE FROM core_auditevent WHERE sequence > 3")
    assert audit_verify() == ["Kepala rantai audit tidak cocok dengan peristiwa terakhir."]


def test_reordered_events_are_named(record, owner):
    record(5)
    owner("UPDATE core_auditevent SET sequence = 99 WHERE sequence = 2")
    owner("UPDATE core_auditevent SET sequence = 2 WHERE sequence = 3")
    owner("UPDATE core_auditevent SET sequence = 3 WHERE sequence = 99")
    assert len(audit_verify()) == 3


def test_an_added_event_without_the_head_is_seen(record, owner):
    record(2)
    owner(
        "INSERT INTO core_auditevent (sequence, at, actor, action, subject, detail, previous, hash)"
        " SELECT 3, at, actor, action, subject, detail, hash, previous FROM core_auditevent"
        " WHERE sequence = 2"
    )
    assert audit_verify() == ["Ada peristiwa audit sesudah kepala rantai."]


def test_a_head_signed_with_another_key_is_seen(record, owner):
    """Someone rewrites everything consistently but has no key."""
    record(2)
    event = AuditEvent.objects.get(sequence=2)
    event.action = "case_seen"
    forged = link_hash(bytes(event.previous), audit.event_fields(event))
    AuditEvent.objects.filter(sequence=2).update(action="case_seen", hash=forged)
    AuditHead.objects.update(hash=forged, signature=sign_head(bytes(32), 2, forged))
    assert audit_verify() == ["Tanda tangan kepala rantai audit tidak cocok."]


def test_a_removed_head_is_seen(record, owner):
    record(2)
    owner("DELETE FROM core_audithead")
    assert audit_verify() == ["Kepala rantai audit hilang."]


def test_an_emptied_table_is_seen(record, owner):
    record(2)
    owner("DELETE FROM core_auditevent")
    assert audit_verify() == ["Kepala rantai audit tidak cocok dengan peristiwa terakhir."]


def test_an_older_copy_is_whole_in_itself_but_not_beside_the_exports(record, owner):
    record(2)
    older = AuditHead.objects.values().get()
    record(2)
    path = audit_export()
    owner("DELETE FROM core_auditevent WHERE sequence > 2")
    AuditHead.objects.update(**older)
    assert audit_verify() == [f"Basis data lebih tua daripada berkas ekspor {path.name}."]


def test_an_older_copy_that_went_on_differs_from_the_exports(record, owner):
    record(2)
    older = AuditHead.objects.values().get()
    record(2)
    path = audit_export()
    owner("DELETE FROM core_auditevent WHERE sequence > 2")
    AuditHead.objects.update(**older)
    with transaction.atomic():
        audit_record(actor=uuid.uuid4(), action="another_history")
    record(3)
    assert audit_verify() == [f"Basis data berbeda dari berkas ekspor {path.name}."]


def test_at_most_twenty_faults_are_named(record, owner):
    record(30)
    owner("UPDATE core_auditevent SET action = 'case_seen'")
    assert len(audit_verify()) == audit.MOST_FAULTS


def test_an_empty_chain_is_whole(db, exports):
    assert audit_verify() == []


def test_progress_is_told_every_thousand_events(record):
    heard = []
    record(2)
    audit_verify(progress=lambda done, total: heard.append((done, total)))
    assert heard == []
