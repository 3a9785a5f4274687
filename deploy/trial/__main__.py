"""``deploy/try``: make an installation here, try everything, print what passed."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from deploy.trial import database, files, front, people, units, withdrawal
from deploy.trial.checks import ENTRIES, Entry
from deploy.trial.outcome import passed
from deploy.trial.scratch import installation

ORDER = (people, files, withdrawal, database, front, units)
"""The modules whose checks run, in this order."""


def main() -> int:
    """Return 0 when every check passed."""
    began = time.monotonic()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="ruangaman-try-") as folder:
        try:
            with installation(Path(folder)) as scratch:
                failed = sum(not passed(scratch, entry) for entry in _in_order())
        except RuntimeError as fault:
            sys.stderr.write(f"{fault}\n{_said(Path(folder))}")
            return 1
    seconds = time.monotonic() - began
    print(f"{len(ENTRIES) - failed} of {len(ENTRIES)} passed in {seconds:.0f} s")
    return 1 if failed else 0


def _in_order() -> list[Entry]:
    modules = [module.__name__ for module in ORDER]
    return sorted(ENTRIES, key=lambda entry: modules.index(entry.check.__module__))


def _said(folder: Path) -> str:
    logs = [folder / "serve.log", folder / "nginx" / "error.log", folder / "postgresql" / "log"]
    return "".join(f"{log}:\n{log.read_text()[-2000:]}\n" for log in logs if log.exists())


if __name__ == "__main__":
    sys.exit(main())
