"""Set the environment before Django reads it: every test process has a home of its own.

``HOUSES`` names a folder that all processes of one run share, made and removed by the first.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def _houses_remove(folder: str) -> None:
    """Remove what ``tests.house`` made there, and its databases."""
    from tests.house import House

    for place in Path(folder).iterdir():
        if place.is_dir():
            House(place, server=(place / "server").read_text("utf-8")).remove()
    shutil.rmtree(folder, ignore_errors=True)


_home = tempfile.mkdtemp(prefix="ruangaman-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["RUANGAMAN_HOME"] = _home
os.environ["RUANGAMAN_SURFACE"] = "all"

if "HOUSES" not in os.environ:
    _houses = tempfile.mkdtemp(prefix="ruangaman-houses-")
    os.environ["HOUSES"] = _houses
    atexit.register(_houses_remove, _houses)
