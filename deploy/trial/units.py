"""The units of systemd: read by systemd itself, and how much each may still do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from deploy.trial.checks import NotHere, expect, tried
from deploy.trial.scratch import DEPLOY, ROOT, Scratch

MOST_EXPOSED = 2.0
"""Of 10 on systemd's own scale (0: nothing left to take away); usual services are above 9."""

_OUTSIDE = "ruangaman-work.service"


@tried("systemd finds no fault in the units")
def _(scratch: Scratch) -> None:
    folder = _installed(scratch)
    done = subprocess.run(
        [_program(), "verify", "--man=no", *map(str, _units(folder))],
        capture_output=True, text=True, env={"SYSTEMD_UNIT_PATH": f"{folder}:"},
    )  # fmt: skip
    said = [line for line in done.stderr.splitlines() if "ruangaman" in line]
    expect(not said and done.returncode == 0, done.stderr)


@tried(f"no service is exposed more than {MOST_EXPOSED} of 10 by systemd's scale")
def _(scratch: Scratch) -> None:
    folder = _installed(scratch)
    for path in [one for one in _units(folder) if one.suffix == ".service"]:
        merged = _merged(folder, path)
        done = subprocess.run(
            [_program(), "security", "--offline=true", "--no-pager",
             f"--threshold={int(MOST_EXPOSED * 10)}", str(merged)],
            capture_output=True, text=True,
        )  # fmt: skip
        expect(done.returncode == 0, f"{path.name}: {done.stdout[-600:]}{done.stderr}")


def _units(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("ruangaman*") if path.is_file())


def _installed(scratch: Scratch) -> Path:
    """Put the units where install puts them, with programs that are here."""
    folder = scratch.folder / "units"
    if folder.exists():
        return folder
    folder.mkdir()
    for path in (DEPLOY / "systemd").glob("ruangaman*"):
        text = path.read_text("utf-8").replace("/opt/ruangaman", str(ROOT))
        (folder / path.name).write_text(text, "utf-8")
        if path.suffix == ".service":
            places = folder / f"{path.name}.d"
            places.mkdir()
            shutil.copy(DEPLOY / "systemd" / "sandbox.conf", places)
            if path.name == _OUTSIDE:
                shutil.copy(DEPLOY / "systemd" / "outside.conf", places)
    return folder


def _merged(folder: Path, path: Path) -> Path:
    """Return the unit with its drop-ins in one file: offline, systemd reads no others."""
    merged = folder.parent / "merged" / path.name
    merged.parent.mkdir(exist_ok=True)
    added = [extra.read_text("utf-8") for extra in sorted((folder / f"{path.name}.d").iterdir())]
    merged.write_text("\n".join([path.read_text("utf-8"), *added]), "utf-8")
    return merged


def _program() -> str:
    program = shutil.which("systemd-analyze")
    if not program:
        raise NotHere("systemd-analyze is not installed (Debian: systemd)")
    return program
