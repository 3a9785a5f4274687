"""A process of its own for a file of strangers: it holds no key, no open file, and may little."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parents[2]


class ChildEnded(Exception):
    """The child was not done in time."""


def child_command(module: str, *arguments: str) -> list[str]:
    """Return how a child is started: no environment, no user's packages, no working folder."""
    start = (
        f"import sys, runpy; sys.path.append({str(ROOT)!r});"
        f" runpy.run_module({module!r}, {{}}, '__main__')"
    )
    return [sys.executable, "-I", "-B", "-c", start, *arguments]


def child_limit(*, address_space: int, cpu_seconds: int) -> None:
    """Give up what looking into a file does not need: a limit once lowered stays."""
    for what, most in (
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def child_answer(command: list[str], raw: bytes | bytearray, *, seconds: float) -> bytes:
    """Give ``raw`` to a child and return what it wrote; raises ``ChildEnded``.

    A child that ended early wrote less: who reads the answer believes none of it unseen.
    """
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        close_fds=True,
        start_new_session=True,
    )
    try:
        answer, _ = process.communicate(cast(bytes, raw), timeout=seconds)
    except subprocess.TimeoutExpired as fault:
        raise ChildEnded from fault
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe and not pipe.closed:
                pipe.close()
    return answer
