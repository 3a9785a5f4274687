"""``restore``: the whole installation or nothing, and nothing served before it is ready."""

from __future__ import annotations

import shutil
from pathlib import Path

from ruangaman.ops.tests.places import (
    FILES,
    Place,
    World,
    as_json,
    backup,
    on_postgresql,
    restored,
)


def files_of(place: Place) -> dict[str, bytes]:
    home = place.home / "files"
    paths = [path for path in home.rglob("*") if path.is_file()]
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in paths}


def test_everything_comes_back(backed_up: World, empty: Place, archive: Path) -> None:
    done = restored(backed_up, empty, archive, "--json")
    told = as_json(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (told["files"], told["aside"]) == (3, [])
    assert empty.contents() == backed_up.place.contents()
    assert files_of(empty) == FILES
    assert "is whole" in empty.done("check")
    assert empty.done("demo", "--json") == backed_up.place.done("demo", "--json")


def test_its_owner_alone_can_read_it(backed_up: World, empty: Place, archive: Path) -> None:
    assert restored(backed_up, empty, archive).returncode == 0
    paths = [*(empty.home / "files").rglob("*"), *empty.home.glob("ruangaman.sqlite3")]
    assert [path for path in paths if path.stat().st_mode & 0o077] == []


def test_the_restore_is_recorded(backed_up: World, empty: Place, archive: Path) -> None:
    told = as_json(restored(backed_up, empty, archive, "--json").stdout)
    listed = "SELECT action, detail FROM core_auditevent ORDER BY sequence DESC LIMIT 1"
    ((action, detail),) = empty.rows(listed)
    assert action == "backup-restored"
    assert told["sha256"] in str(detail)


def test_newer_audit_exports_are_named_and_may_be_set_aside(
    backed_up: World, empty: Place, archive: Path
) -> None:
    """They prove what was lost; ``check`` goes on complaining until somebody has put them away."""
    export = Path(backed_up.place.done("audit-export").strip())
    there = empty.home / "audit" / export.name
    there.parent.mkdir()
    there.write_bytes(export.read_bytes())
    told = as_json(restored(backed_up, empty, archive, "--json").stdout)
    assert told["exports_newer"] == [str(there)]
    assert export.name in empty.run("check").stderr
    (there.parent / "before-restore").mkdir()
    there.rename(there.parent / "before-restore" / export.name)
    assert "is whole" in empty.done("check")
    assert empty.run("audit-export").returncode == 0


def test_nobody_stays_signed_in(backed_up: World, empty: Place, archive: Path) -> None:
    insert = "INSERT INTO people_session (session_key, session_data, expire_date)"
    row = f"{insert} VALUES ('{'6' * 64}', 'kept', '2030-01-01 00:00:00')"
    backed_up.place.rows(row)
    assert backup(backed_up, archive.with_name("again")).returncode == 0
    assert restored(backed_up, empty, archive.with_name("again")).returncode == 0
    assert empty.rows("SELECT * FROM people_session") == []


def test_data_that_is_there_is_never_written_over(
    backed_up: World, empty: Place, archive: Path
) -> None:
    empty.done("migrate", "--verbosity", "0")
    before = empty.contents()
    done = restored(backed_up, empty, archive)
    assert done.returncode == 1
    assert "With --replace it is set aside" in done.stderr
    assert empty.contents() == before


def test_with_replace_it_is_set_aside(backed_up: World, empty: Place, archive: Path) -> None:
    empty.done("migrate", "--verbosity", "0")
    (empty.home / "files").mkdir()
    (empty.home / "files" / "older").write_bytes(b"older")
    told = as_json(restored(backed_up, empty, archive, "--replace", "--json").stdout)
    database, files = told["aside"]
    assert (Path(files) / "older").read_bytes() == b"older"
    if on_postgresql():
        schema = database.removeprefix("schema ")
        assert empty.rows(f"SELECT count(*) FROM {schema}.django_migrations") != [(0,)]
    else:
        assert Place(empty.home, f"sqlite:///{database}").rows("SELECT 1 FROM people_user") == []
    assert empty.contents() == backed_up.place.contents()


def test_the_key_may_come_on_standard_input(backed_up: World, empty: Place, archive: Path) -> None:
    words = backed_up.private.read_text()
    done = empty.run("restore", str(archive), "--key-file", "-", told=words)
    assert done.returncode == 0, done.stderr


def test_an_archive_of_an_older_version_is_brought_up_to_date(
    backed_up: World, empty: Place, tmp_path: Path
) -> None:
    """Made before the newest migration of the room of reports, restored by the code of today."""
    older = backed_up.places.new(secrets_of=backed_up.place)
    older.done("migrate", "core", "--verbosity", "0")
    older.done("migrate", "people", "--verbosity", "0")
    older.done("migrate", "reporting", "0001", "--verbosity", "0")
    older.done("migrate", "network", "--verbosity", "0")
    made = older.run("backup", "--to", str(tmp_path / "old"), "--key", str(backed_up.public))
    assert made.returncode == 0, made.stderr
    assert restored(backed_up, empty, tmp_path / "old").returncode == 0
    applied = empty.rows("SELECT name FROM django_migrations WHERE app = 'reporting'")
    assert len(applied) > 1


def test_a_copy_is_not_served_before_it_is_ready(
    backed_up: World, empty: Place, tmp_path: Path
) -> None:
    """Here ``migrate`` fails once the data is back: the copy forgot a migration it has had."""
    one = "app = 'reporting' AND name LIKE '0002%'"
    ((name, applied),) = backed_up.place.rows(
        f"SELECT name, applied FROM django_migrations WHERE {one}"
    )
    remember = f"INSERT INTO django_migrations (app, name, applied) VALUES ('reporting', '{name}'"
    backed_up.place.rows(f"DELETE FROM django_migrations WHERE {one}")
    try:
        assert backup(backed_up, tmp_path / "odd").returncode == 0
    finally:
        backed_up.place.rows(f"{remember}, '{applied}')")
    done = restored(backed_up, empty, tmp_path / "odd")
    assert (done.returncode, "The data is back, but not ready" in done.stderr) == (1, True)
    served = empty.run("serve")
    assert (served.returncode, "Run `ruangaman restore --finish`" in served.stderr) == (1, True)
    assert empty.run("work", "--once").returncode == 1
    empty.rows(f"{remember}, '{applied}')")
    assert empty.run("restore", "--finish").returncode == 0
    assert not (empty.home / "restored").exists()
    assert empty.contents() == backed_up.place.contents()


def test_what_was_disposed_of_since_does_not_come_back(
    backed_up: World, empty: Place, archive: Path
) -> None:
    """With every secret and the newest shred store in hand: the restored report is a stub again."""
    reports = "SELECT count(*) FROM reporting_report"
    assert restored(backed_up, empty, archive).returncode == 0
    ((before,),) = empty.rows(reports)
    empty.inside("ruangaman.ops.tests.disposer")
    again = backed_up.places.new(secrets_of=empty)
    done = restored(backed_up, again, archive)
    assert done.returncode == 0, done.stderr
    assert "Disposed of again: 1." in done.stdout
    assert again.rows(reports) == [(before - 1,)]
    assert again.rows("SELECT count(*) FROM reporting_disposal") == [(1,)]


def test_without_its_shred_store_a_copy_is_not_served(
    backed_up: World, empty: Place, archive: Path
) -> None:
    shutil.rmtree(empty.home / "shred")
    done = restored(backed_up, empty, archive)
    assert (done.returncode, "The shred store has no key" in done.stderr) == (1, True)
    assert "Run `ruangaman restore --finish`" in empty.run("serve").stderr
    shutil.rmtree(empty.home / "shred", ignore_errors=True)
    shutil.copytree(backed_up.place.home / "shred", empty.home / "shred")
    finished = empty.run("restore", "--finish")
    assert (finished.returncode, finished.stderr) == (0, "")


def test_the_scan_of_a_decree_opens_and_a_set_of_posters_is_not_missed(
    backed_up: World, empty: Place, tmp_path: Path
) -> None:
    first = backed_up.places.new(secrets_of=backed_up.place)
    assert backup(backed_up, tmp_path / "demo").returncode == 0
    assert restored(backed_up, first, tmp_path / "demo").returncode == 0
    kept = first.inside("tests.drill.inside", "scanned")
    world = World(first, backed_up.places, backed_up.public, backed_up.private)
    assert backup(world, tmp_path / "archive").returncode == 0
    assert restored(world, empty, tmp_path / "archive").returncode == 0
    assert empty.inside("tests.drill.inside", "scan") == f"[{kept}]"
    assert not (empty.home / "files" / "poster").exists()
