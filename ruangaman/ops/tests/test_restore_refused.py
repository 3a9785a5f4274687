"""``restore`` refuses: keys, archives and places that do not fit; nothing was changed then."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.lib.backup_key import private_text
from ruangaman.ops.tests.places import (
    Place,
    World,
    backup,
    on_postgresql,
    restored,
    untouched,
)


def test_another_key_does_not_open_it(
    backed_up: World, empty: Place, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").write_text(private_text(bytes(32)))
    done = empty.run("restore", str(archive), "--key-file", str(tmp_path / "other"))
    assert (done.returncode, "sealed to another key" in done.stderr) == (1, True)
    assert untouched(empty)


@pytest.mark.parametrize("words", ["", "satu dua tiga", "kucing " * 24])
def test_wrong_words_are_told(
    backed_up: World, empty: Place, archive: Path, tmp_path: Path, words: str
) -> None:
    (tmp_path / "words").write_text(words)
    done = empty.run("restore", str(archive), "--key-file", str(tmp_path / "words"))
    assert (done.returncode, "The private half: " in done.stderr) == (1, True)


@pytest.mark.parametrize("place", [1300, 300_000, -20, -1])
def test_a_flipped_bit_changes_nothing_here(
    backed_up: World, empty: Place, archive: Path, place: int
) -> None:
    body = bytearray(archive.read_bytes())
    body[place] ^= 1
    archive.write_bytes(body)
    done = restored(backed_up, empty, archive)
    assert (done.returncode, "Nothing was changed" in done.stderr) == (1, True)
    assert untouched(empty)


@pytest.mark.parametrize("kept", [0, 100, 263_000, -1])
def test_a_cut_archive_changes_nothing_here(
    backed_up: World, empty: Place, archive: Path, kept: int
) -> None:
    archive.write_bytes(archive.read_bytes()[:kept])
    done = restored(backed_up, empty, archive)
    assert (done.returncode, "Nothing was changed" in done.stderr) == (1, True)
    assert untouched(empty)


def test_an_archive_somebody_else_made_is_refused(
    backed_up: World, empty: Place, archive: Path
) -> None:
    """Everybody may seal to the public half; only this installation signs with its audit key."""
    (empty.home / "secrets" / "ruangaman_audit_key").write_text("ab" * 32)
    done = restored(backed_up, empty, archive)
    assert (done.returncode, "not signed by this installation" in done.stderr) == (1, True)
    assert untouched(empty)


def test_another_seal_secret_is_told_before_anything_changes(
    backed_up: World, empty: Place, archive: Path
) -> None:
    (empty.home / "secrets" / "ruangaman_seal_secret").write_text("cd" * 32)
    done = restored(backed_up, empty, archive)
    assert (done.returncode, "another RUANGAMAN_SEAL_SECRET" in done.stderr) == (1, True)
    assert untouched(empty)


def test_an_archive_of_the_other_database_is_refused(
    backed_up: World, empty: Place, archive: Path, tmp_path: Path
) -> None:
    if not on_postgresql():
        pytest.skip("looked at with PostgreSQL")
    sqlite = Place(empty.home, f"sqlite:///{tmp_path / 'other.sqlite3'}")
    done = restored(backed_up, sqlite, archive)
    assert (done.returncode, "one of postgresql" in done.stderr) == (1, True)


def test_an_archive_of_a_newer_version_is_refused(
    backed_up: World, empty: Place, tmp_path: Path
) -> None:
    place = backed_up.place
    insert = "INSERT INTO django_migrations (app, name, applied) VALUES"
    place.rows(f"{insert} ('core', '9999_later', '2030-01-01 00:00:00')")
    try:
        assert backup(backed_up, tmp_path / "later").returncode == 0
    finally:
        place.rows("DELETE FROM django_migrations WHERE name = '9999_later'")
    done = restored(backed_up, empty, tmp_path / "later")
    assert (done.returncode, "core.9999_later" in done.stderr) == (1, True)
    assert untouched(empty)


def test_finishing_without_a_restore_is_refused(backed_up: World, empty: Place) -> None:
    done = empty.run("restore", "--finish")
    assert (done.returncode, "No restored backup is waiting" in done.stderr) == (1, True)


def test_wrong_usage_is_told(backed_up: World, empty: Place, archive: Path) -> None:
    assert empty.run("restore").returncode == 2
    assert empty.run("restore", str(archive)).returncode == 2
    assert empty.run("restore", str(archive), "--finish").returncode == 2


def test_a_database_in_use_is_not_replaced(backed_up: World, empty: Place, archive: Path) -> None:
    empty.done("migrate", "--verbosity", "0")
    before = empty.contents()
    with empty.connected() as held:
        held.execute("SELECT count(*) FROM people_user").fetchall()
        done = restored(backed_up, empty, archive, "--replace")
    assert (done.returncode, "Stop the servers" in done.stderr) == (1, True)
    assert empty.contents() == before


def test_a_full_disk_leaves_what_was_there(backed_up: World, empty: Place, archive: Path) -> None:
    done = restored(backed_up, empty, archive, most=300_000)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert untouched(empty)
