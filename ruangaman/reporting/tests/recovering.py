"""The ceremony as tests hold it: a key, its shares, and people who type."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from ruangaman.lib.boxes import PARTS
from ruangaman.lib.recovery import SEALED_BYTES, PublicFile, recovery_box_open
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.shares import shares_make
from ruangaman.people.models import RecipientKey
from ruangaman.people.readers import reader_for
from ruangaman.people.services.receivers import (
    fingerprint_tail,
    proposal_sign,
    recovery_propose,
)
from ruangaman.people.services.recovery import recovery_adopt
from ruangaman.reporting.covers import RECOVERY_BOX, cover_of
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from tests.clients import PublicClient
from tests.world import World, vouch

PAIR = KeyPair(b"q" * 32)
SHARES = shares_make(b"q" * 32)
NEW_SEED = b"n" * 32
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


def mailbox(public: PublicClient, code: str, prefix: str = "") -> object:
    """Open the mailbox."""
    return public.post(f"{prefix}/pesan/", {"kode": code})


def text(response: object) -> str:
    """Return a page as it is written."""
    return response.content.decode()  # type: ignore[attr-defined]


def number() -> str:
    """Return the number of the only report."""
    return Report.objects.get().number


def content() -> object:
    """Open the only report's recovery box with the key itself."""
    found = Report.objects.get()
    sealed = cover_of(found).off(found.recovery_box, RECOVERY_BOX)
    assert len(sealed) == SEALED_BYTES
    return recovery_box_open(sealed, PAIR, report=found.id.bytes, epoch=found.epoch)


def replace_key(world: World, name: str) -> None:
    """Somebody lost her pass-phrase and made a new key."""
    RecipientKey.objects.filter(pk=world.keys[name].pk).update(replaced_on="2026-11-01")
    world.keys[name] = RecipientKey.objects.create(
        user=world.people[name], public=KeyPair(NEW_SEED).public.raw, wrapped=b""
    )
    vouch(world.keys[name])


def read_again(world: World, name: str = "maria") -> dict[str, list[object]]:
    """Return every part that somebody reads with her new key."""
    reader = reader_for(world.keys[name], KeyPair(NEW_SEED))
    found, box = report_for(reader=reader, number=number())
    items = items_read(found, box, PARTS, holders_as_authors(found, box.reporter))
    return {part: [item.body for item in items[part]] for part in items}


def refusing(pages: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return the same answers, with the recovery key refused."""
    return [{**page, "cadangan": "tolak"} if "izin" in page else page for page in pages]
