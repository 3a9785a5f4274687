"""Two processes that record at the same time never fork the chain."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from ruangaman.core.audit import audit_verify
from ruangaman.core.models import AuditEvent

EACH = 30


def _address(tmp_path: Path) -> str:
    """Return where other processes find this database; SQLite's is in memory, so it is copied."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        path = tmp_path / "copy.sqlite3"
        with sqlite3.connect(path) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{path}"
    user = f"{found['USER']}:{found['PASSWORD']}" if found["PASSWORD"] else found["USER"]
    return f"postgresql://{user}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_make_one_chain(tmp_path, exports):
    address = _address(tmp_path)
    environment = {**os.environ, "DATABASE_URL": address}
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "ruangaman.core.tests.writer", str(EACH), name],
            env=environment,
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second", "third")
    ]
    assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * 3
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.communicate(timeout=120) and writer.returncode for writer in writers] == [0] * 3
    if connection.vendor == "sqlite":
        _read_instead(address)
    assert list(AuditEvent.objects.order_by("sequence").values_list("sequence", flat=True)) == list(
        range(1, 3 * EACH + 1)
    )
    assert audit_verify() == []


def _read_instead(address: str) -> None:
    """Bring what the processes wrote into the test's own database."""
    with sqlite3.connect(address.removeprefix("sqlite:///")) as copy:
        copy.backup(connections["default"].connection)
    copy.close()
