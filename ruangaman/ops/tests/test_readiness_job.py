"""The worker computes who is ready; ``check`` says when it has not."""

from __future__ import annotations

import pytest

from ruangaman.core.health import warnings
from ruangaman.ops.jobs import jobs_run
from ruangaman.people.selectors import recipient
from tests.world import World, appointed

pytestmark = pytest.mark.django_db


def test_the_worker_computes_for_all_and_check_says_when_it_did_not(world: World) -> None:
    assert any("Kesiapan fokal point belum pernah dihitung" in text for text in warnings())
    assert recipient(world.keys["rina"].pk)
    jobs_run()
    assert not recipient(world.keys["rina"].pk)
    assert not any("Kesiapan fokal point" in text for text in warnings())
    appointed(world)
    assert recipient(world.keys["rina"].pk)
