"""The ceremony: a root key on paper, two people who are founded, a list that says so."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ruangaman.core.triggers import triggers_remove
from ruangaman.lib.manifest import root_public
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import ManifestEntry, RecipientKey
from ruangaman.people.pinned import Seen, root_path, root_pinned, seen_forward, seen_now, seen_reset
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.tests.steps import actions
from tests.world import ROOT_SEED, World, seed_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unfounded(world: World, settings: Any, tmp_path: Path) -> World:
    """The world before any ceremony."""
    settings.MANIFEST_HOME = tmp_path / "manifest"
    triggers_remove(connection, "people_manifestentry")
    ManifestEntry.objects.all().delete()
    return world


def ran(*arguments: str) -> str:
    """Return what a command prints."""
    output = io.StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


def given(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Type something on standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{text}\n"))


def test_from_no_root_to_two_receivers(unfounded: World, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ran("receivers_root").splitlines()
    private, public = lines[1].strip(), lines[3].strip()
    assert root_pinned() == bytes.fromhex(public) == root_public(bytes.fromhex(private))
    assert root_path().stat().st_mode & 0o077 == 0
    given(monkeypatch, private)
    printed = ran("receivers_found", "maria", "yosef")
    for name in ("maria", "yosef"):
        assert KeyPair(seed_of(name)).public.fingerprint in printed
    found = json.loads(ran("receivers", "--json"))
    assert found["root"] == public
    assert [row["username"] for row in found["receivers"]] == ["maria", "yosef"]
    assert {row["signed_by"] for row in found["receivers"]} == {"root key"}
    assert {row["username"] for row in found["waiting"]} == {"beni", "lena", "rina", "sari"}
    assert "receivers_founded" in actions()


def test_a_root_is_never_replaced(unfounded: World) -> None:
    ran("receivers_root", "--pin", root_public(ROOT_SEED).hex())
    for again in (["receivers_root"], ["receivers_root", "--pin", "00" * 32]):
        with pytest.raises(CommandError, match="pinned already"):
            ran(*again)
    assert root_pinned() == root_public(ROOT_SEED)


def test_a_root_for_elsewhere_pins_nothing(unfounded: World) -> None:
    assert "Public half" in ran("receivers_root", "--print-only")
    assert root_pinned() is None


@pytest.mark.parametrize("text", ["", "zz", "00" * 31, "00" * 33])
def test_what_is_no_public_half_is_not_pinned(unfounded: World, text: str) -> None:
    if text:
        with pytest.raises(CommandError, match="64 hexadecimal"):
            ran("receivers_root", "--pin", text)
    assert root_pinned() is None


def test_looking_at_fingerprints_signs_nothing(unfounded: World) -> None:
    printed = ran("receivers_found", "--fingerprints", "maria", "yosef")
    assert KeyPair(seed_of("maria")).public.fingerprint in printed
    assert not ManifestEntry.objects.exists()


@pytest.mark.parametrize(
    ("typed", "names", "says"),
    [
        ("00" * 32, ["maria", "yosef"], "not the root key"),
        ("short", ["maria", "yosef"], "64 hexadecimal"),
        (ROOT_SEED.hex(), ["maria"], "two people"),
        (ROOT_SEED.hex(), ["maria", "maria"], "two people"),
        (ROOT_SEED.hex(), ["maria", "nobody"], "No active account"),
        (ROOT_SEED.hex(), ["maria", "anton"], "key"),
    ],
)
def test_what_founds_nobody(
    unfounded: World, monkeypatch: pytest.MonkeyPatch, typed: str, names: list[str], says: str
) -> None:
    ran("receivers_root", "--pin", root_public(ROOT_SEED).hex())
    given(monkeypatch, typed)
    with pytest.raises(CommandError, match=says):
        ran("receivers_found", *names)
    assert not ManifestEntry.objects.exists()


def test_with_two_receivers_the_root_is_not_used_but_for_a_new_beginning(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, ROOT_SEED.hex())
    with pytest.raises(CommandError, match="two receivers already"):
        ran("receivers_found", "maria", "rina")
    given(monkeypatch, ROOT_SEED.hex())
    ran("receivers_found", "--again", "maria", "rina")
    found = json.loads(ran("receivers", "--json"))
    assert [row["username"] for row in found["receivers"]] == ["maria", "rina"]


def test_a_restored_database_needs_a_persons_decision(world: World) -> None:
    newest = Seen(manifest().sequence + 3, b"n" * 32)
    seen_forward(newest)
    with pytest.raises(CommandError, match="older than the newest seen"):
        ran("receivers")
    ran("receivers", "--accept-restored")
    assert seen_now() == Seen(manifest().sequence, manifest().hash)
    assert actions()[-1] == "manifest_restored_accepted"


def test_what_does_not_verify_is_not_accepted(world: World) -> None:
    newest = Seen(99, b"n" * 32)
    seen_reset(newest)
    triggers_remove(connection, "people_manifestentry")
    ManifestEntry.objects.filter(sequence=1).delete()
    with pytest.raises(CommandError, match="does not verify"):
        ran("receivers", "--accept-restored")
    assert seen_now() == newest


def test_the_list_counts_what_is_wrong(world: World) -> None:
    key = RecipientKey.objects.filter(user=world.maria)
    key.update(public=KeyPair(b"z" * 32).public.raw)
    world.keys["lena"].delete()
    found = json.loads(ran("receivers", "--json"))
    assert (found["altered"], found["missing"], found["fault"]) == (1, 1, "")
    assert "Keys altered" not in ran("receivers")
