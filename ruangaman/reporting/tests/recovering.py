"""The ceremony as tests hold it: a key, its shares, and people who type."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from ruangaman.lib.recovery import PublicFile
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.shares import shares_make
from ruangaman.people.services.receivers import (
    fingerprint_tail,
    proposal_sign,
    recovery_propose,
)
from ruangaman.people.services.recovery import recovery_adopt
from tests.world import World

PAIR = KeyPair(b"q" * 32)
SHARES = shares_make(b"q" * 32)
HOLDERS = ("Kejaksaan Uji", "Universitas Uji", "Lembaga Uji")
FILE = PublicFile(PAIR.public, HOLDERS, ("kejaksaan", "universitas", "nasional"))


def adopt(world: World) -> None:
    """Let Maria and Yosef adopt the test's recovery key; it is in force without a delay."""
    if not recovery_adopt(file=FILE):
        return
    typed = fingerprint_tail(FILE.public.raw)
    proposal = recovery_propose(
        reader=world.reader("maria"),
        key_id=FILE.id,
        public=FILE.public.raw,
        holders="; ".join(FILE.holders),
        typed=typed,
    )
    proposal_sign(reader=world.reader("yosef"), proposal_id=proposal.pk, typed=typed)


class Room:
    """A room with an offline machine and a folder on a stick."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Lay the public half into the folder."""
        self._monkeypatch = monkeypatch
        self.public, self.export = folder / "public.json", folder / "export.json"
        self.handover = folder / "handover.json"
        self.public.write_text(FILE.written(PAIR))

    def take_out(self, *numbers: str, receiver: str = "maria") -> str:
        """Run recovery-export and return what it prints."""
        return _run("recovery_export", report=numbers, username=receiver, to=self.export)

    def open(self, *lines: str) -> str:
        """Run recovery-open while ``lines`` are typed."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{one}\n" for one in lines)))
        return _run("recovery_open", self.export, public=self.public, to=self.handover)

    def open_by(self, one: str = SHARES[0], two: str = SHARES[1]) -> str:
        """Run recovery-open with two shares, everything compared."""
        return self.open("YES", "", one, "", two)

    def bring_back(self) -> str:
        """Run recovery-import."""
        return _run("recovery_import", self.handover)


def _run(name: str, *arguments: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=out, **options)
    return out.getvalue()
