"""``backup``: what is in an archive and what never is, and what happens when it cannot be made."""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ruangaman.lib.archive import archive_chunks, archive_lock
from ruangaman.lib.archive_entries import EntryReader
from ruangaman.lib.backup_key import seed_of
from ruangaman.lib.sealing import KeyPair
from ruangaman.ops.tests.places import (
    FILES,
    NEVER,
    Place,
    World,
    as_json,
    backup,
    on_postgresql,
)


def entries_of(file: Path, backed_up: World) -> dict[str, bytes]:
    pair = KeyPair(seed_of(backed_up.private.read_text()))
    with file.open("rb") as opened:
        lock = archive_lock(opened, pair)
        reader = EntryReader(archive_chunks(opened, lock), lock)
        return {name: b"".join(records) for name, records in reader}


def test_a_backup_says_what_it_is(backed_up: World, tmp_path: Path) -> None:
    done = backup(backed_up, tmp_path, "--json")
    told = as_json(done.stdout)
    file = Path(told["file"])
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == [file]
    assert told["bytes"] == file.stat().st_size
    assert (told["verified"], told["files"], told["removed"]) == (True, 3, [])
    assert told["database"] == ("postgresql" if on_postgresql() else "sqlite")
    assert f"fingerprint: {told['key']}" in backed_up.public.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_it_is_recorded_with_its_digest(backed_up: World, tmp_path: Path) -> None:
    told = as_json(backup(backed_up, tmp_path / "one", "--json").stdout)
    (row,) = backed_up.place.rows(
        "SELECT action, detail FROM core_auditevent ORDER BY sequence DESC LIMIT 1"
    )
    assert row[0] == "backup-made"
    assert told["sha256"] in str(row[1])


def test_database_and_files_are_in_it_and_secrets_are_not(backed_up: World, tmp_path: Path) -> None:
    assert backup(backed_up, tmp_path / "one").returncode == 0
    entries = entries_of(tmp_path / "one", backed_up)
    files = {
        name.removeprefix("files/"): body
        for name, body in entries.items()
        if name.startswith("files/")
    }
    assert files == FILES
    whole = b"".join(entries.values())
    assert b"demo" in whole
    secret = (backed_up.place.home / "secrets" / "ruangaman_seal_secret").read_bytes().strip()
    hidden = [*NEVER.values(), secret, bytes.fromhex(secret.decode())]
    assert [one for one in hidden if one in whole] == []


def test_sessions_are_not_in_it(backed_up: World, tmp_path: Path) -> None:
    insert = "INSERT INTO people_session (session_key, session_data, expire_date)"
    backed_up.place.rows(
        f"{insert} VALUES ('{'5' * 64}', 'planted-session', '2030-01-01 00:00:00')"
    )
    assert backup(backed_up, tmp_path / "one").returncode == 0
    whole = b"".join(entries_of(tmp_path / "one", backed_up).values())
    assert b"planted-session" not in whole
    assert b"people_session" in whole


def test_nothing_in_plain_is_left_on_the_disk(backed_up: World, tmp_path: Path) -> None:
    """The name of an account is in the database, and in no file that a backup leaves behind."""
    (name,) = backed_up.place.rows("SELECT name FROM people_user ORDER BY name LIMIT 1")[0]
    before = {*backed_up.place.home.rglob("*")}
    assert backup(backed_up, tmp_path / "one").returncode == 0
    left = [path for path in tmp_path.rglob("*") if name.encode() in path.read_bytes()]
    journals = {backed_up.place.home / f"ruangaman.sqlite3-{one}" for one in ("wal", "shm")}
    assert (left, {*backed_up.place.home.rglob("*")} - before - journals) == ([], set())


def test_a_backup_never_writes_over_a_file(backed_up: World, tmp_path: Path) -> None:
    (tmp_path / "one").write_text("older")
    done = backup(backed_up, tmp_path / "one")
    assert done.returncode == 1
    assert "never writes over a file" in done.stderr
    assert (tmp_path / "one").read_text() == "older"


@pytest.mark.parametrize("place", ["secrets", "files", "audit", "shred", "ephemeral"])
def test_a_folder_of_the_installation_is_refused(backed_up: World, place: str) -> None:
    done = backup(backed_up, backed_up.place.home / place)
    assert done.returncode == 1
    assert "Choose another folder" in done.stderr


def test_a_folder_that_is_not_there_is_named(backed_up: World, tmp_path: Path) -> None:
    done = backup(backed_up, tmp_path / "gone" / "one")
    assert (done.returncode, "there is no such folder" in done.stderr) == (1, True)


def test_only_the_newest_are_kept(backed_up: World, tmp_path: Path) -> None:
    older = [tmp_path / f"ruangaman-2026010{day}T000000Z.backup" for day in range(1, 5)]
    for path in [*older, tmp_path / "other.backup"]:
        path.write_bytes(b"")
    told = as_json(backup(backed_up, tmp_path, "--keep", "2", "--json").stdout)
    assert told["removed"] == [str(path) for path in older[:3]]
    assert {path.name for path in tmp_path.iterdir()} == {
        older[3].name,
        "other.backup",
        Path(told["file"]).name,
    }


def test_a_full_disk_leaves_nothing(backed_up: World, tmp_path: Path) -> None:
    done = backup(backed_up, tmp_path, most=500_000)
    assert done.returncode == 1
    assert "File too large. Nothing was kept." in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_is_removed_and_one_being_written_is_not(
    backed_up: World, tmp_path: Path
) -> None:
    killed, living = (tmp_path / f".ruangaman-20260101T00000{n}Z.backup.{n:08x}" for n in (1, 2))
    killed.write_bytes(b"half")
    with living.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert backup(backed_up, tmp_path).returncode == 0
    assert (killed.exists(), living.exists()) == (False, True)


def test_wrong_usage_is_told(backed_up: World, tmp_path: Path) -> None:
    assert backed_up.place.run("backup").returncode == 2
    assert backup(backed_up, tmp_path / "file", "--keep", "2").returncode == 2
    done = backed_up.place.run("backup", "--to", str(tmp_path), "--key", str(backed_up.private))
    assert done.returncode == 1
    assert "not the public half of a backup key" in done.stderr


def test_the_key_is_made_once_and_shown_once(backed_up: World, tmp_path: Path) -> None:
    printed = backed_up.place.done("backup-key", str(tmp_path / "pub"))
    seed = seed_of(printed.partition("only now:")[2])
    assert KeyPair(seed).public.fingerprint in (tmp_path / "pub").read_text()
    again = backed_up.place.run("backup-key", str(tmp_path / "pub"))
    assert (again.returncode, "File exists" in again.stderr) == (1, True)
    assert backed_up.private.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(on_postgresql(), reason="a file of SQLite is damaged")
def test_a_damaged_database_makes_no_backup(backed_up: World, tmp_path: Path) -> None:
    copy = tmp_path / "damaged.sqlite3"
    with closing(sqlite3.connect(backed_up.place.url.removeprefix("sqlite:///"))) as database:
        database.execute("VACUUM INTO ?", [str(copy)])
    body = bytearray(copy.read_bytes())
    body[8192:-8192] = bytes(len(body) - 16384)
    copy.write_bytes(body)
    damaged = Place(backed_up.place.home, f"sqlite:///{copy}")
    (tmp_path / "to").mkdir()
    done = damaged.run("backup", "--to", str(tmp_path / "to"), "--key", str(backed_up.public))
    assert done.returncode == 1
    assert "could not be read" in done.stderr
    assert list((tmp_path / "to").iterdir()) == []
