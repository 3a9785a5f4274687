"""One town for each attack."""

from __future__ import annotations

import pytest

from tests.contracts.attacks.town import Town, build
from tests.world import World


@pytest.fixture
def town(world: World) -> Town:
    """Everybody signed in, and something of everything."""
    return build(world)
