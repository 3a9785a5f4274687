"""Words at the desk are read in Indonesian."""

from __future__ import annotations

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def indonesian() -> None:
    """Words are Indonesian, whatever the page before was."""
    translation.activate("id")
