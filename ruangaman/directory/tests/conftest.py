"""The pack of the first home."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.fixture
def pack(db: None) -> None:
    """Load ``packs/ntt``."""
    call_command("load_pack", "ntt", verbosity=0)
