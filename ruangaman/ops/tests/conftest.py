"""A pack to change, the command in a process of its own, an installation to serve."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from ruangaman.lib.tests.pack_copy import PackCopy
from ruangaman.ops.packs import Loaded, pack_load

if TYPE_CHECKING:
    from ruangaman.ops.tests.places import Place, World

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def pack(tmp_path: Path) -> PackCopy:
    """The pack of NTT in a folder of its own."""
    return PackCopy(tmp_path)


@pytest.fixture
def load(db: None, pack: PackCopy) -> Callable[[], Loaded]:
    """Load the pack as it now is."""
    return lambda: pack_load(folder=pack.path)


@pytest.fixture
def today() -> object:
    """Today, where the province is."""
    return timezone.localdate()


def environment(home: Path, **others: str) -> dict[str, str]:
    """Return the environment of an installation of its own, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    kept |= {"RUANGAMAN_HOME": str(home), "RUANGAMAN_SURFACE": "all", "PYTHONWARNINGS": ""}
    return kept | others


def ruangaman(home: Path, *arguments: str, **others: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "ruangaman", *arguments],
        cwd=ROOT,
        env=environment(home, **others),
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an installation whose database is ready and empty."""
    home = tmp_path_factory.mktemp("installation")
    done = ruangaman(home, "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    return home


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demo world with sealed files and a backup key, for tests of backup and restore."""
    from ruangaman.ops.tests.places import world_in

    with world_in(tmp_path_factory.mktemp("backup")) as world:
        yield world


@pytest.fixture
def archive(backed_up: World, tmp_path: Path) -> Path:
    """A backup of the demo world."""
    from ruangaman.ops.tests.places import backup

    done = backup(backed_up, tmp_path / "archive")
    assert done.returncode == 0, done.stderr
    return tmp_path / "archive"


@pytest.fixture
def empty(backed_up: World) -> Place:
    """A machine with the secrets and nothing else."""
    return backed_up.places.new(secrets_of=backed_up.place)
