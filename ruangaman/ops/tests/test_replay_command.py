"""``replay``, ``serve`` and ``check`` when the database is older than the shred store."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ruangaman.core import shred
from ruangaman.core.shred import keys
from ruangaman.ops.management.commands.serve import journals_replay
from ruangaman.reporting import checks
from ruangaman.reporting.models import Report
from ruangaman.reporting.tests import ends
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shred store that no other test has written to."""
    settings.SHRED_HOME = tmp_path / "shred"
    settings.SHRED_COPIES = ""
    monkeypatch.setattr(keys, "_pool", keys._Pool())


@pytest.fixture
def older(world: World) -> None:
    """A database from before a disposal."""
    report, code = ends.sent()
    ends.wished(report, code)
    backup = ends.copied()
    ends.disposed(world, report)
    ends.put_back(backup)


def test_replay_says_what_it_did(older: None) -> None:
    output = StringIO()
    call_command("replay", "--json", stdout=output)
    assert json.loads(output.getvalue()) == {
        "disposed": 1,
        "withdrawn": 0,
        "unknown": 0,
        "ended": 0,
    }
    output = StringIO()
    call_command("replay", stdout=output)
    assert "Disposed of again: 0." in output.getvalue()


def test_check_warns_until_it_is_replayed(older: None) -> None:
    assert "replay" in " ".join(checks.warnings())
    call_command("replay", stdout=StringIO())
    assert list(checks.warnings()) == []


def test_serving_begins_only_after_the_replay(older: None) -> None:
    assert "Disposed of again: 1." in journals_replay()
    assert not Report.objects.exists()
    assert journals_replay() == ""


def test_nothing_is_served_with_a_store_that_does_not_fit(
    world: World, settings: Any, tmp_path: Path
) -> None:
    ends.sent()
    settings.SHRED_HOME = tmp_path / "not mounted"
    with pytest.raises(CommandError, match="shred store"):
        journals_replay()
    with pytest.raises(CommandError, match="shred store"):
        call_command("replay")
    assert len(list(checks.faults())) == 1
    assert Report.objects.exists()


def test_check_asks_for_copies(world: World, settings: Any, tmp_path: Path) -> None:
    assert list(checks.warnings()) == []
    ends.sent()
    assert "RUANGAMAN_SHRED_COPIES" in " ".join(checks.warnings())
    settings.SHRED_COPIES = str(tmp_path / "copies")
    assert "shred-copy" in " ".join(checks.warnings())
    call_command("shred_copy", stdout=StringIO())
    assert list(checks.warnings()) == []
    (tmp_path / "copies" / "shred-20200101T000000Z.sqlite3").touch()
    assert "14" in " ".join(checks.warnings())
    assert shred.store_exists()
