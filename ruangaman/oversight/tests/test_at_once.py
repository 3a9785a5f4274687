"""A count in trouble: killed workers, a key of the worker that is gone, many lines, old readers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from ruangaman.oversight.halves import WORKER
from ruangaman.oversight.models import Draft, DraftHalf, OpeningKey, Release
from ruangaman.oversight.services.counting import drafts_count
from ruangaman.oversight.services.opening import half_give
from ruangaman.oversight.tests.lines import HOLDERS, filled, grid_loaded, over
from ruangaman.people.faults import Refused
from ruangaman.people.services.statistics import half_seed
from ruangaman.people.tests.holding import statistics_given
from ruangaman.reporting.services import lines
from ruangaman.reporting.services.lines import lines_opened
from tests.world import World

HERE = Path(__file__).resolve().parents[3]


@pytest.fixture
def given(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Sixty records, and both halves at the worker."""
    grid_loaded()
    statistics_given(world, monkeypatch)
    filled([("rape", "female", 25), ("sexual_assault", "female", 35)], over().months[3])
    drafts_count()
    for name in HOLDERS:
        half_give(reader=world.reader(name), semester=over())
    return world


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_is_followed_by_one_that_finishes(given: World) -> None:
    """Killed while it opens, while it protects, while it writes: nothing half, nothing twice."""
    for place in ("lines_opened", "protect", "release_noted"):
        _killed_at(place, given)
        draft = Draft.objects.get()
        assert (draft.state, draft.document, DraftHalf.objects.count()) == ("working", {}, 2)
    assert drafts_count() == 1
    draft = Draft.objects.get()
    assert (draft.state, DraftHalf.objects.count(), Release.objects.count()) == ("ready", 0, 0)
    assert draft.document["tables"]


@pytest.mark.django_db
def test_halves_for_a_key_that_is_gone_are_asked_for_again(given: World) -> None:
    WORKER.forget()
    assert drafts_count() == 0
    assert (Draft.objects.get().state, DraftHalf.objects.count()) == ("halves", 0)
    OpeningKey.objects.update(proof=b"x" * 32)  # somebody wrote a key of his own
    with pytest.raises(Refused, match="administrator"):
        half_give(reader=given.reader("ratih"), semester=over())


@pytest.mark.django_db
def test_processes_open_the_same_as_one_and_tell_how_far_they_are(
    given: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = [tuple(half_seed(given.reader(name)) for name in HOLDERS)]
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(lines, "PIECE", 20)
    alone = lines_opened(pairs, told=lambda *_: None, stop=lambda: False)  # type: ignore[arg-type]
    monkeypatch.setattr(lines, "FEW", 1)
    both = lines_opened(
        pairs,  # type: ignore[arg-type]
        told=lambda *one: told.append(one),
        stop=lambda: False,
        processes=2,
    )
    assert both.newest == alone.newest
    assert len(both.newest) == 60
    assert told == [(20, 60), (40, 60), (60, 60)]


def _killed_at(place: str, world: World) -> None:
    """Let a worker of its own work until it reaches a function, and kill itself there.

    It is told the seeds: the manifest of the test's world is not in its home.
    """
    pair = tuple(half_seed(world.reader(name)) for name in HOLDERS)
    program = f"""
import os, signal, django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {str(connection.settings_dict["NAME"])!r}
from ruangaman.oversight.services import counting
def killed(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)
counting.{place} = killed
counting.pairs_of = lambda one, other: [{pair!r}]
counting.drafts_count()
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ruangaman.settings"}
    done = subprocess.run([sys.executable, "-c", program], cwd=HERE, env=environment)
    assert done.returncode == -signal.SIGKILL
