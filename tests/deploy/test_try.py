"""What ``deploy/`` describes works on this machine: ``deploy/try``, and a careful installer."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
HOSTS = ("--public-host", "lapor.contoh.test", "--staff-host", "meja.contoh.test")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if "RUANGAMAN" not in name}
    kept.pop("DATABASE_URL", None)
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True)


def test_everything_that_is_tried_passes() -> None:
    """On a PostgreSQL server of its own, whichever database the other tests have."""
    done = run("deploy/try")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout


def test_a_dry_run_says_what_it_would_do_and_does_nothing() -> None:
    places = ("/etc/ruangaman", "/var/lib/ruangaman-shared", "/usr/local/sbin/ruangaman")
    before = [Path(place).exists() for place in places]
    done = run("deploy/install", *HOSTS, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "would make: /etc/ruangaman/secrets/seal_secret" in done.stdout
    assert "would write: /etc/systemd/system/ruangaman-public.service" in done.stdout
    assert [Path(place).exists() for place in places] == before


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--public-host", "lapor.contoh.test"),
        ("--public-host", "a;reboot", "--staff-host", "b"),
        ("--public-host", "a/../b", "--staff-host", "b"),
        ("--public-host", "$(id)", "--staff-host", "b"),
        (*HOSTS, "--unknown"),
    ],
)
def test_a_wrong_call_is_refused(arguments: tuple[str, ...]) -> None:
    done = run("deploy/install", "--dry-run", *arguments)
    assert done.returncode == 2
    assert "would" not in done.stdout


def test_one_name_for_both_surfaces_is_refused() -> None:
    done = run("deploy/install", "--dry-run", "--public-host", "a.test", "--staff-host", "a.test")
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("named", "pinned", "code", "words"),
    [
        ("", "", 0, "No root of receivers yet"),
        ("", "ab" * 32, 1, "RUANGAMAN_MANIFEST_ROOT is missing"),
        ("cd" * 32, "ab" * 32, 1, "is not the root that the staff pages pinned"),
        ("ab" * 32, "ab" * 32, 0, "would write"),
        ("ab" * 32, "", 0, "would write"),
    ],
)
def test_nothing_is_installed_over_a_root_that_the_public_pages_do_not_know(
    tmp_path: Path, named: str, pinned: str, code: int, words: str
) -> None:
    for folder in ("deploy", "bin"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    installer = tmp_path / "deploy" / "install"
    places = f"etc={tmp_path}/etc lib={tmp_path}/lib"
    text = installer.read_text("utf-8")
    assert "etc=/etc/ruangaman lib=/var/lib" in text
    installer.write_text(text.replace("etc=/etc/ruangaman lib=/var/lib", places), "utf-8")
    manifest = tmp_path / "lib" / "ruangaman-staff" / "manifest"
    for folder in (tmp_path / "etc", manifest):
        folder.mkdir(parents=True)
    if named:
        (tmp_path / "etc" / "local.env").write_text(f"RUANGAMAN_MANIFEST_ROOT={named}\n")
    if pinned:
        (manifest / "root").write_text(f"{pinned}\n")
    done = run(str(installer), *HOSTS, "--dry-run")
    assert done.returncode == code
    assert words in done.stdout + done.stderr
