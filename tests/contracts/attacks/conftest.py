"""One town for each attack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contracts.attacks.town import Town, build
from tests.world import World


@pytest.fixture
def town(world: World, files_home: Path) -> Town:
    """Everybody signed in, and something of everything."""
    return build(world)


@pytest.fixture
def files_home(tmp_path: Path, settings: Any) -> Path:
    """A folder for sealed files of this test alone."""
    settings.FILES_HOME = tmp_path / "files"
    settings.STORAGES = {**settings.STORAGES}  # tells Django to make its storages anew
    return tmp_path / "files"
