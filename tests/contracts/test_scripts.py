"""The scripts of the project are plain, whole and name no server."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [
    ROOT / "bin" / name
    for name in ("setup", "run", "test", "lint", "bench", "drill", "lock", "screenshots")
]
DEPLOY = [ROOT / "deploy" / name for name in ("try", "install", "command")]
SHELL = [*SCRIPTS, ROOT / "bin" / "common.sh", ROOT / ".ci" / "run"]
ADDRESS = re.compile(r"https?://|registry\.|pypi|npmjs|--index-url|--registry", re.IGNORECASE)


@pytest.mark.parametrize(
    "script", [*SCRIPTS, *DEPLOY, ROOT / ".ci" / "run"], ids=lambda path: path.name
)
def test_a_script_is_for_sh_and_can_be_run(script: Path) -> None:
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")
    assert script.stat().st_mode & 0o111 == 0o111


@pytest.mark.parametrize("script", [*SHELL, *DEPLOY], ids=lambda path: path.name)
def test_a_script_has_no_syntax_fault(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script], capture_output=True).stderr == b""


@pytest.mark.parametrize("script", SHELL, ids=lambda path: path.name)
def test_a_script_names_no_registry(script: Path) -> None:
    assert not ADDRESS.search(script.read_text("utf-8"))


def test_no_other_script_is_in_bin() -> None:
    assert sorted((ROOT / "bin").iterdir()) == sorted([*SCRIPTS, ROOT / "bin" / "common.sh"])


def test_the_ci_calls_only_what_a_newcomer_calls() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in lines[1:] if line and not line.startswith("#")] == [
        'exec "$(dirname "$0")/../bin/test"'
    ]


@pytest.mark.parametrize("name", ["run", "test"])
def test_locked_requirements_have_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    pins = re.findall(r"^(\S+)==\S+ \\$", text, re.MULTILINE)
    assert pins
    assert not re.search(r"^\S+==\S+$", text, re.MULTILINE), "a pin without hashes"
    assert not re.search(r"://|(?<![\w.])/(home|root|tmp|work)\b", text)


def test_what_tests_need_includes_what_running_needs() -> None:
    run, test = (
        set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text("utf-8"), re.M))
        for name in ("run.txt", "test.txt")
    )
    assert run <= test


def test_a_wrong_argument_of_setup_is_refused() -> None:
    done = subprocess.run([ROOT / "bin" / "setup", "--unknown"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "unknown argument" in done.stderr
