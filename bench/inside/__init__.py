"""Runs inside a scratch installation, as ``python -m bench.inside.NAME``; prints one JSON value.

Django is set up when the package is imported, before any of its modules.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruangaman.settings")
django.setup()


def answer(value: Any) -> None:
    """Print the one JSON value."""
    sys.stdout.write(json.dumps(value))
