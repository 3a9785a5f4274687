"""``check`` and ``audit-export`` as commands."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from ruangaman.core import health
from ruangaman.core.instance import secret_mark
from ruangaman.core.models import Instance, JobRun
from ruangaman.core.triggers import triggers_remove


@pytest.fixture
def home(settings, tmp_path, exports, monkeypatch):
    """An installation with one secret that its owner alone may read; only ``core`` is asked."""
    monkeypatch.setattr(health, "_others", {})
    settings.HOME, settings.SMTP_HOST = tmp_path, "127.0.0.1"
    (tmp_path / "secrets").mkdir()
    secret = tmp_path / "secrets" / "ruangaman_seal_secret"
    secret.write_text("00", encoding="ascii")
    secret.chmod(0o600)
    return tmp_path


def _check(**options) -> str:
    """Return what ``check`` wrote on standard error when it failed."""
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("check", stdout=StringIO(), stderr=errors, **options)
    return errors.getvalue()


def test_a_whole_installation_is_fine(record, home):
    record(2)
    output, errors = StringIO(), StringIO()
    call_command("check", stdout=output, stderr=errors)
    assert "chain is whole" in output.getvalue()
    assert errors.getvalue() == ""


def test_a_broken_chain_fails(record, owner, home):
    record(2)
    owner("UPDATE core_auditevent SET action = 'x' WHERE sequence = 1")
    assert "Audit event 1 " in _check()


def test_missing_triggers_fail(db, home):
    triggers_remove(connection)
    assert "core_auditevent_no_" in _check()


def test_another_secret_than_the_database_knows_fails(db, home, settings):
    Instance.objects.update_or_create(pk=1, defaults={"secret_mark": secret_mark()})
    settings.SEAL_SECRET = bytes(32)
    assert "RUANGAMAN_SEAL_SECRET" in _check()


def test_the_installation_knows_its_secret_from_the_start(db):
    assert bytes(Instance.objects.get().secret_mark) == secret_mark()


def test_a_secret_others_can_read_fails(db, home):
    (home / "secrets" / "ruangaman_seal_secret").chmod(0o644)
    assert "ruangaman_seal_secret" in _check()


def test_events_nobody_exported_for_days_are_a_warning(record, home, monkeypatch):
    record(1)
    later = health.now() + dt.timedelta(days=3)
    monkeypatch.setattr(health, "now", lambda: later)
    JobRun.objects.create(name="worker", succeeded_at=later)
    errors = StringIO()
    call_command("check", stdout=StringIO(), stderr=errors)
    assert "audit-export" in errors.getvalue()
    assert "audit-export" in _check(fail_level="WARNING")
    call_command("audit_export", stdout=StringIO())
    assert health.warnings() == []


def test_a_worker_that_is_silent_is_a_warning(record, home, monkeypatch):
    record(1)
    call_command("audit_export", stdout=StringIO())
    assert health.warnings() == []
    monkeypatch.setattr(health, "now", lambda: timezone.now() + dt.timedelta(minutes=11))
    assert health.warnings() == ["Pekerja tidak berjalan sejak -: tidak ada yang dikabari."]
    JobRun.objects.create(name="worker", succeeded_at=timezone.now())
    assert "Pekerja tidak berjalan sejak" in health.warnings()[0]
    worker = JobRun.objects.filter(name="worker")
    worker.update(succeeded_at=timezone.now() + dt.timedelta(minutes=5))
    assert health.warnings() == []


def test_a_daily_job_that_does_not_succeed_is_a_warning(db, home):
    long_ago = timezone.now() - dt.timedelta(days=3)
    JobRun.objects.create(name="tiap-hari", tried_at=timezone.now(), succeeded_at=long_ago)
    (warning,) = health.warnings()
    assert "tiap-hari" in warning
    JobRun.objects.update(succeeded_at=timezone.now())
    assert health.warnings() == []


def test_that_nothing_can_be_sent_is_a_warning(db, home, settings):
    settings.SMTP_HOST = ""
    assert health.warnings() == ["Belum ada cara mengirim pemberitahuan (RUANGAMAN_SMTP_HOST)."]


def test_with_labels_only_the_code_is_checked(db, home):
    triggers_remove(connection)
    call_command("check", "core", stdout=StringIO(), stderr=StringIO())


def test_an_unprepared_database_is_said_to_be_one(db, home, monkeypatch):
    monkeypatch.setattr(health, "_trigger_faults", lambda: iter([]))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_audithead RENAME TO gone")
    assert health.faults() == [
        "Basis data tidak menjawab atau belum disiapkan (ruangaman migrate)."
    ]


def test_export_prints_the_file(record, exports):
    record(1)
    output = StringIO()
    call_command("audit_export", stdout=output)
    assert output.getvalue().strip() == str(next(exports.iterdir()))


def test_export_of_nothing_is_no_fault(db, exports):
    output = StringIO()
    call_command("audit_export", stdout=output)
    assert output.getvalue() == "There are no audit events yet.\n"


def test_export_of_a_broken_chain_fails(record, owner, exports):
    record(1)
    owner("DELETE FROM core_auditevent")
    with pytest.raises(CommandError, match="not whole"):
        call_command("audit_export", stdout=StringIO())
