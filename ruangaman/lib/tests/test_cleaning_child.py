"""The process that looks into files holds nothing, may nothing, and is believed nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ruangaman.lib.child import ROOT
from ruangaman.lib.cleaning import run
from ruangaman.lib.cleaning.limits import Cleaned, Refused
from ruangaman.lib.cleaning.run import clean
from ruangaman.lib.tests.pictures import MARK, jpeg


def cleaned(raw: bytes, tmp_path: Path) -> Cleaned:
    return clean(raw, folder=tmp_path)


def refused(raw: bytes, tmp_path: Path) -> str:
    with pytest.raises(Refused) as caught:
        clean(raw, folder=tmp_path)
    return caught.value.reason


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Put another program in the place of the one that cleans."""
    limited = (
        f"import sys; sys.path.append({str(ROOT)!r});"
        " from ruangaman.lib.cleaning.__main__ import limit; limit(); "
    )
    monkeypatch.setattr(run, "command", lambda _: [sys.executable, "-I", "-c", limited + code])


@pytest.mark.parametrize(
    "code",
    [
        "a = bytearray(2_000_000_000)",
        "sys.exit(3)",
        "import os; os.kill(os.getpid(), 9)",
        "print('no json')",
        "print('{}')",
        "print('[]')",
        'sys.stdout.write(\'{"size": 5, "removed": []}\\nabc\')',
        'sys.stdout.write(\'{"size": 6, "removed": []}\\n<html>\')',
    ],
)
def test_a_child_that_ends_early_or_lies_means_no(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child(monkeypatch, code)
    assert refused(jpeg(), tmp_path) == "heavy"


def test_a_child_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "WALL_SECONDS", 0.5)
    child(monkeypatch, "import select; select.select([], [], [])")
    assert refused(jpeg(), tmp_path) == "heavy"


LOOKED = """
import os, json, sys
told = [name for name in os.environ if name != "LC_CTYPE"]
open_now = ["/proc/self/fd/" + fd for fd in os.listdir("/proc/self/fd") if int(fd) > 2]
told += [os.readlink(fd) for fd in open_now if os.path.exists(fd)]
told += [os.getcwd()] if os.getcwd() != "/" else []
told += [name for name in sys.modules if name.startswith(("django", "cryptography"))]
try:
    with open(PLACE, "wb", buffering=0) as file:
        file.write(b"x")
    told.append("wrote")
except OSError:
    pass
print(json.dumps({"refused": " ".join(told) or "nothing"}))
"""


def test_the_child_has_no_secret_no_open_file_and_may_write_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUANGAMAN_SEAL_SECRET", MARK.decode())
    with (tmp_path / "open").open("wb") as held:
        os.set_inheritable(held.fileno(), True)
        code = LOOKED.replace("PLACE", repr(str(tmp_path / "written")))
        child(monkeypatch, f"exec({code!r})")
        assert refused(jpeg(), tmp_path) == "nothing"


def test_files_are_looked_into_one_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "LONGEST_WAIT", 0.0)
    with run.one_at_a_time(tmp_path):
        assert refused(jpeg(), tmp_path) == "busy"
    assert cleaned(jpeg(), tmp_path).kind == "jpeg"
