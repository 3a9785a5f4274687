"""A clock that a test sets by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.shred import keys
from ruangaman.reporting.tests.recovering import Room, adopt
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.world import World


class Clock:
    """The clock of the house, standing still until somebody sets it."""

    def __init__(self, now: dt.datetime) -> None:
        """Stand at ``now``."""
        self.now = now

    def pass_by(self, seconds: float) -> None:
        """Let ``seconds`` pass; fewer than none set the clock back."""
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Take the place of the machine's clock."""
    clock = Clock(timezone.now().replace(hour=3, minute=0, second=0, microsecond=0))
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def files_home(tmp_path: Path, settings: Any) -> Path:
    """A folder for sealed files of this test alone."""
    settings.FILES_HOME = tmp_path / "files"
    settings.STORAGES = {**settings.STORAGES}  # tells Django to make its storages anew
    home: Path = settings.FILES_HOME
    return home


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what two receivers signed be in force without a day's delay."""
    monkeypatch.setattr("ruangaman.people.selectors.manifest.DELAY", dt.timedelta())


@pytest.fixture
def own_store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shred store that no other test has written to."""
    settings.SHRED_HOME = tmp_path / "shred"
    monkeypatch.setattr(keys, "_pool", keys._Pool())
    return tmp_path / "shred"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room with an offline machine."""
    return Room(tmp_path, monkeypatch)


@pytest.fixture
def code(public: PublicClient, world: World) -> str:
    """The code of a report that was sent while there was a recovery key."""
    adopt(world)
    return code_of(public.go_on(public.report(*report()), **SEND))
