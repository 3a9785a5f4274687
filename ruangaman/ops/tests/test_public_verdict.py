"""The public process judges by a folder of its own; what it believes is known to the staff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.ops.roles import PUBLIC
from ruangaman.ops.status import status
from ruangaman.people.models import PublicVerdict
from ruangaman.people.pinned import Seen, gone_path, root_pin, seen_forward
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.services.verdicts import verdicts_sweep
from ruangaman.people.watching import Watch
from tests.clients import PublicClient, StaffClient
from tests.roles import database_role
from tests.waking import Clock
from tests.world import ROOT_SEED, World, root_public

pytestmark = pytest.mark.django_db
TOKEN = "t" * 40
UNSOUND = "Halaman publik menganggap daftar penerima tidak utuh sejak"


@contextmanager
def public_process(folder: Path) -> Iterator[None]:
    """Be the public process: its own folder, its own rights in the database."""
    with override_settings(MANIFEST_HOME=folder), database_role(PUBLIC):
        yield


@pytest.fixture
def folder(world: World, tmp_path: Path, settings: Any) -> Path:
    """The public folder, sound so far; the staff surface has another one."""
    settings.MANIFEST_HOME, settings.METRICS_TOKEN = tmp_path / "staff", TOKEN
    root_pin(root_public(ROOT_SEED))
    with override_settings(MANIFEST_HOME=tmp_path / "public"):
        root_pin(root_public(ROOT_SEED))
    return tmp_path / "public"


def look(folder: Path, watch: Watch | None = None) -> Watch:
    """Let the timer of a public process look once."""
    watch = watch or Watch()
    with public_process(folder):
        watch.look()
    return watch


def checked() -> str:
    """Return what ``check`` says, and whether it failed."""
    errors = StringIO()
    try:
        call_command("check", stdout=StringIO(), stderr=errors)
    except CommandError as fault:
        errors.write(str(fault))
    return errors.getvalue()


def page(world: World, name: str = "yosef") -> str:
    """Return somebody's first page."""
    return world.sign_in(StaffClient(), name).get("/").content.decode()


def figure(name: str) -> float | None:
    """Return a figure of ``/metrik/``."""
    answer = StaffClient().get("/metrik/", headers={"Authorization": f"Bearer {TOKEN}"})
    found = re.search(rf"^ruangaman_{name} (\S+)$", answer.content.decode(), re.M)
    return float(found[1]) if found else None


def rolled_back() -> None:
    seen_forward(Seen(manifest().sequence + 1, b"\x07" * 32))


def another_history() -> None:
    seen_forward(Seen(2, b"\x07" * 32))


def foreign_root() -> None:
    root_pin(bytes(range(32)))


@pytest.mark.parametrize("spoil", [rolled_back, another_history, foreign_root])
def test_what_is_unsound_for_the_public_side_alone_is_told_to_the_staff(
    world: World, folder: Path, spoil: Callable[[], None]
) -> None:
    look(folder)
    assert status()["public_pages"] == "sound"
    assert figure("public_sound") == 1
    assert "Halaman publik" not in page(world)
    with override_settings(MANIFEST_HOME=folder):
        spoil()
        answer = PublicClient().get("/").content.decode()
    assert 'href="/lapor/"' not in answer
    look(folder)
    for name in ("yosef", "agustina", "dina", "anton"):
        assert UNSOUND in page(world, name)
    assert UNSOUND not in page(world, "tono")
    assert "The public pages find the list of receivers unsound since" in checked()
    assert "Something has to be put right" in checked()
    assert status()["public_pages"].startswith("unsound since")
    assert figure("public_sound") == 0
    assert ("another root" in checked()) == (spoil is foreign_root)
    with override_settings(MANIFEST_HOME=folder):
        root_pin(root_public(ROOT_SEED))
        (folder / "seen").unlink(missing_ok=True)
    look(folder)
    assert UNSOUND not in page(world)
    assert status()["public_pages"] == "sound"


def test_another_root_on_the_staff_side_is_told_too(folder: Path) -> None:
    look(folder)
    foreign_root()
    assert "another root key" in checked()


def test_silence_is_told_and_the_timer_speaks_every_hour(
    world: World, folder: Path, wall: Clock
) -> None:
    wall.now = timezone.make_aware(timezone.datetime(2026, 12, 2, 8))
    assert status()["public_pages"] == "never said"
    watch = look(folder)
    for _ in range(5):
        look(folder, watch)
    assert PublicVerdict.objects.count() == 1
    for _ in range(4):
        wall.on(hours=1, minutes=1)
        look(folder, watch)
    assert PublicVerdict.objects.count() == 5
    assert status()["public_pages"] == "sound"
    wall.on(hours=4)
    assert "tidak memberi kabar tentang daftar penerima sejak" in page(world)
    assert "The public pages have said nothing" in checked()
    assert "have to be put right" not in checked()
    assert status()["public_pages"].startswith("silent since")
    assert figure("public_silent_seconds") == 4 * 3600
    verdicts_sweep()
    assert PublicVerdict.objects.count() == 1
    assert status()["public_pages"].startswith("silent since")


def test_never_said_is_told_once_receivers_are_there_for_hours(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "belum pernah memberi kabar" not in page(world)
    later = timezone.now() + timezone.timedelta(hours=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "belum pernah memberi kabar" in page(world)
    assert figure("public_sound") is None


def test_a_row_without_our_secret_is_no_verdict_and_is_recorded(world: World, folder: Path) -> None:
    """Whoever writes to the database cannot say that all is well."""
    with override_settings(MANIFEST_HOME=folder):
        rolled_back()
    look(folder)
    genuine = PublicVerdict.objects.get()
    PublicVerdict.objects.create(sealed=genuine.sealed)
    with override_settings(SEAL_SECRET=b"x" * 32, MANIFEST_HOME=folder.with_name("theirs")):
        root_pin(root_public(ROOT_SEED))
        Watch().look()
    assert UNSOUND in page(world)
    assert "not written with the secret of this server" in checked()
    verdicts_sweep()
    assert list(PublicVerdict.objects.all()) == [genuine]
    assert AuditEvent.objects.get(action="verdicts_unreadable").detail == {"count": 2}


def test_a_row_tells_the_database_nothing(world: World, folder: Path) -> None:
    look(folder)
    with override_settings(MANIFEST_HOME=folder):
        rolled_back()
    look(folder)
    sizes = {len(row.sealed) for row in PublicVerdict.objects.all()}
    assert len(sizes) == 1
    assert max(sizes) <= 700
    assert all(b"older" not in bytes(row.sealed) for row in PublicVerdict.objects.all())


def test_a_damaged_list_of_the_removed_is_a_fault(folder: Path) -> None:
    gone_path().write_text("[", encoding="ascii")
    assert "of the receivers who were removed is damaged" in checked()
