"""The attack at length: ``python -m tests.disclosure [SEED [WORLDS [RECORDS]]]``.

Without RECORDS the small worlds of the tests; with it worlds of a whole grid. Prints what was found
and exits with 1 if that is anything.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.disclosure.attacker import attacked
from tests.disclosure.reading import read


def main(seed: str = "1", worlds: str = "1000", *grid: str) -> int:
    """Let a process of its own release so many worlds, and attack them."""
    broken = 0
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "tests.disclosure.victim", "real", seed, worlds, place]
        subprocess.run([*command, *grid], check=True, stdout=subprocess.DEVNULL)
        for world in sorted(Path(place).iterdir()):
            known = json.loads((world / "known.json").read_text("utf-8"))
            for found in attacked(read(world), known, width=5):
                broken += 1
                sys.stdout.write(f"{world.name} {found}\n")
    sys.stdout.write(f"{worlds} worlds, {broken} cells found\n")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
