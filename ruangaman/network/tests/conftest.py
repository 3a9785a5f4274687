"""The pack of the first home."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from ruangaman.network.selectors.unit_pages import unit_page
from ruangaman.network.services.unit_rows import Occasion
from tests.kept import kept


@pytest.fixture
def pack(db: None) -> None:
    """Load ``packs/ntt``."""
    kept("pack", lambda: call_command("load_pack", "ntt", verbosity=0))


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def on(world):
    """Return an occasion on a day; the coordinator saw the units as they are now."""

    def occasion(day, *codes, **more):
        seen = {code: unit_page(code).mark for code in codes}
        return Occasion(**{"day": day, "by": world.dewi, "seen": seen, **more})

    return occasion
