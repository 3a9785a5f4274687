"""Copies of the shred store: whole, for the owner alone, and gone after fourteen days."""

from __future__ import annotations

import datetime as dt
import sqlite3
import stat
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ruangaman.core import shred
from ruangaman.core.shred import copies, keys
from ruangaman.core.shred.copies import CopyRefused, copy_daily, shred_copy
from ruangaman.core.tests.test_shred_store import disposed


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own."""
    settings.SHRED_HOME = tmp_path / "shred"
    monkeypatch.setattr(keys, "_pool", keys._Pool())
    return tmp_path / "shred"


def keys_in(path: Path) -> set[bytes]:
    """Return the keys of a store or a copy."""
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT key FROM shred_key")}


def test_a_copy_has_every_key_and_is_for_the_owner_alone(tmp_path: Path) -> None:
    taken = shred.shred_key_take()
    path = shred_copy(tmp_path / "copies")
    assert shred.shred_key(taken) in keys_in(path)
    assert keys_in(path) == keys_in(shred.store_path())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_destroyed_key_dies_with_the_last_copy_after_fourteen_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = shred.shred_key_take()
    key = shred.shred_key(gone)
    start = timezone.now()
    old = shred_copy(tmp_path / "copies")
    shred.shred_destroy(disposed(gone))
    for day in range(1, 16):
        moment = start + dt.timedelta(days=day, minutes=1)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        made = shred_copy(tmp_path / "copies")
        assert key not in keys_in(made)
        assert old.exists() == (day < 14)
    assert not any(key in keys_in(path) for path in copies.copies(tmp_path / "copies"))
    assert len(copies.copies(tmp_path / "copies")) == 14


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    shred.shred_key_take()
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "shred-notes.sqlite3").write_text("not ours")
    (folder / "shred-20200101T000000Z.sqlite3").write_text("ours, and old")
    path = shred_copy(folder)
    assert {one.name for one in folder.iterdir()} == {"shred-notes.sqlite3", path.name}


def test_a_copy_that_does_not_read_back_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shred.store.writing():
        """A store without a key: nothing that anybody would want to restore."""
    old = tmp_path / "copies" / "shred-20200101T000000Z.sqlite3"
    old.parent.mkdir()
    old.write_text("the last one there is")
    with pytest.raises(CopyRefused):
        shred_copy(tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == [old]


def test_the_command_copies_and_says_where(tmp_path: Path) -> None:
    shred.shred_key_take()
    output = StringIO()
    call_command("shred_copy", "--to", str(tmp_path / "copies"), stdout=output)
    assert keys_in(Path(output.getvalue().strip())) == keys_in(shred.store_path())


@pytest.mark.parametrize("days", ["0", "15", "-1", "x"])
def test_no_copy_is_kept_longer(tmp_path: Path, days: str) -> None:
    with pytest.raises(CommandError):
        call_command("shred_copy", "--to", str(tmp_path), "--keep-days", days)
    with pytest.raises(ValueError, match="keep_days"):
        shred_copy(tmp_path, keep_days=15)


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Say where"):
        call_command("shred_copy")
    with pytest.raises(CommandError, match="no shred store"):
        call_command("shred_copy", "--to", str(tmp_path / "copies"))


def test_the_daily_job_copies_where_a_folder_is_set(tmp_path: Path, settings: Any) -> None:
    shred.shred_key_take()
    copy_daily()
    settings.SHRED_COPIES = str(tmp_path / "daily")
    copy_daily()
    assert len(copies.copies(tmp_path / "daily")) == 1
