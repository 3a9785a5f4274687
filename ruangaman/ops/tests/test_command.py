"""The ``ruangaman`` command itself: names, help, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.ops.tests.conftest import ruangaman

pytestmark = pytest.mark.once


def test_an_unknown_command_is_wrong_usage(tmp_path: Path) -> None:
    done = ruangaman(tmp_path, "unknown")
    assert done.returncode == 2
    assert "unknown command: unknown" in done.stderr
    assert "load-pack" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"]])
def test_help_lists_the_commands(tmp_path: Path, arguments: list[str]) -> None:
    done = ruangaman(tmp_path, *arguments)
    assert done.returncode == 0
    assert {"load-pack", "migrate", "serve", "status"} <= set(done.stdout.split())


@pytest.mark.parametrize("command", ["load-pack", "serve", "status"])
def test_each_command_explains_itself(tmp_path: Path, command: str) -> None:
    done = ruangaman(tmp_path, command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage:")


@pytest.mark.parametrize(
    "arguments",
    [
        ("load-pack",),
        ("load-pack", "ntt", "--unknown"),
        ("serve", "--public-port", "http"),
        ("serve", "--public-port", "0"),
        ("serve", "--staff-port", "65536"),
        ("serve", "--workers", "-1"),
        ("serve", "--public-port", "9000", "--staff-port", "9000"),
        ("status", "extra"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = ruangaman(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_in_the_settings_is_one_sentence(tmp_path: Path) -> None:
    done = ruangaman(tmp_path, "status", DATABASE_URL="mysql://somewhere/else")
    assert done.returncode == 1
    assert done.stderr == "ruangaman: DATABASE_URL: sqlite:///… or postgresql://…\n"


def test_a_refusal_is_one(tmp_path: Path) -> None:
    done = ruangaman(tmp_path, "status")
    assert done.returncode == 1
    assert "Run `ruangaman migrate` first" in done.stderr
    assert "Traceback" not in done.stderr
