"""The shred store: durable, each key once, and gone from every process and file at once."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from ruangaman.core import shred
from ruangaman.core.shred import keys
from ruangaman.core.shred.store import reading, writing


@pytest.fixture
def store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of its own, and a process that has taken no key yet."""
    settings.SHRED_HOME = tmp_path / "shred"
    monkeypatch.setattr(keys, "_pool", keys._Pool())
    return tmp_path / "shred"


def disposed(key_id: bytes) -> shred.Disposed:
    """Return a disposal of a report with this key."""
    return shred.Disposed(
        shred=key_id,
        report=b"r" * 16,
        lookup=b"l" * 16,
        day=dt.date(2026, 11, 25),
        rule="wish",
        first=b"1" * 16,
        second=b"2" * 16,
    )


def bytes_of(folder: Path) -> bytes:
    """Return everything that any file of the store holds."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_taken_key_is_on_disk_and_never_given_twice(store: Path) -> None:
    taken = [shred.shred_key_take() for _ in range(keys.POOL + 1)]
    assert len(set(taken)) == len(taken)
    assert len(shred.shred_keys(taken)) == len(taken)
    assert len(set(shred.shred_keys(taken).values())) == len(taken)


def test_threads_never_share_a_key(store: Path) -> None:
    taken: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: taken.extend(shred.shred_key_take() for _ in range(100)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(taken)) == 400


def test_a_fork_does_not_hand_out_the_keys_of_its_parent(store: Path) -> None:
    shred.shred_key_take()
    inherited = set(keys._pool.ids)
    keys._pool.process -= 1
    assert shred.shred_key_take() not in inherited


def test_only_the_owner_may_read_the_store(store: Path) -> None:
    shred.shred_key_take()
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.iterdir()} == {0o600}


def test_what_is_written_waits_for_the_disk_and_is_overwritten_when_deleted(store: Path) -> None:
    shred.shred_key_take()
    with writing() as connection:
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "secure_delete", "journal_mode")
        }
    assert asked == {"synchronous": 2, "secure_delete": 1, "journal_mode": "persist"}


def test_a_destroyed_key_is_in_no_file_of_the_store(store: Path) -> None:
    gone, kept = shred.shred_key_take(), shred.shred_key_take()
    key = shred.shred_key(gone)
    shred.shred_keys_make(300)  # the journal now holds pages as they were, with the key
    assert key in bytes_of(store)
    shred.shred_destroy(disposed(gone))
    assert key not in bytes_of(store)
    assert len(shred.shred_key(kept)) == 32
    with pytest.raises(shred.Shredded):
        shred.shred_key(gone)


def test_destroying_twice_changes_nothing(store: Path) -> None:
    gone = shred.shred_key_take()
    shred.shred_destroy(disposed(gone))
    shred.shred_destroy(disposed(gone))
    assert list(shred.disposals()) == [disposed(gone)]
    assert shred.disposed_at(b"l" * 16) == disposed(gone)
    assert shred.disposed_at(b"x" * 16) is None


def test_a_key_destroyed_by_one_process_is_gone_from_the_other(store: Path) -> None:
    gone = shred.shred_key_take()
    assert shred.shred_key(gone)
    program = (
        "import sys, tests.environment, django, datetime as dt; django.setup();"
        "from django.conf import settings; from pathlib import Path;"
        "settings.SHRED_HOME = Path(sys.argv[1]);"
        "from ruangaman.core.tests.test_shred_store import disposed;"
        "from ruangaman.core import shred;"
        "shred.shred_destroy(disposed(bytes.fromhex(sys.argv[2])))"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(store), gone.hex()],
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "ruangaman.settings"},
    )
    with pytest.raises(shred.Shredded):
        shred.shred_key(gone)


def test_a_store_that_is_not_there_is_a_fault_and_not_a_destroyed_key(store: Path) -> None:
    with pytest.raises(OperationalError):
        shred.shred_key(secrets.token_bytes(16))
    assert list(shred.disposals()) == []
    assert shred.disposed_at(b"l" * 16) is None
    assert shred.withdrawals() == {}


def test_a_store_that_cannot_be_written_is_a_fault_of_the_database(store: Path) -> None:
    """Pages then say that nothing was kept, and keep what was typed."""
    store.parent.joinpath("shred").write_text("a file where the folder should be")
    with pytest.raises(OperationalError):
        shred.shred_key_take()


def test_of_the_withdrawals_the_newest_counts(store: Path) -> None:
    one, report = shred.shred_key_take(), b"r" * 16
    for epoch in (1, 2):
        shred.withdrawal_write(shred.Withdrawn(one, epoch, report, b"epoch %d" % epoch))
    assert shred.withdrawals() == {one: 2}
    shred.withdrawal_settle(one, 2)
    with reading() as connection:
        assert connection.execute("SELECT COUNT(*) FROM withdrawal").fetchone() == (1,)
    assert shred.withdrawal_read(one, 2).covered == b"epoch 2"
    with pytest.raises(KeyError):
        shred.withdrawal_read(one, 1)


def test_of_many_destroyed_keys_none_is_left_in_any_file(store: Path) -> None:
    """Pages are split, joined and journaled; whatever SQLite leaves behind must be zeros."""
    taken = [key_id for _ in range(3) for key_id in shred.shred_keys_make(200)]
    gone = [shred.shred_key(key_id) for key_id in taken[::20]]
    for number, key_id in enumerate(taken[::20]):
        shred.shred_destroy(replace(disposed(key_id), lookup=bytes([number]) * 16))
        if number % 10 == 0:
            shred.shred_keys_make(200)
    files = bytes_of(store)
    assert [key for key in gone if key in files] == []
    assert all(key in files for key in shred.shred_keys(taken[1::20]).values())
