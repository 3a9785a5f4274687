"""Set the environment before Django reads it: every test process has a home of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="ruangaman-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["RUANGAMAN_HOME"] = _home
os.environ["RUANGAMAN_SURFACE"] = "all"
