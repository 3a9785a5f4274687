"""The pack of the first home."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from tests.kept import kept


@pytest.fixture
def pack(db: None) -> None:
    """Load ``packs/ntt``."""
    kept("pack", lambda: call_command("load_pack", "ntt", verbosity=0))
