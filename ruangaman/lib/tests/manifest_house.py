"""A small house of receivers whose manifest tests grow, alter and read."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from ruangaman.lib.manifest import (
    DELAY,
    ROOT,
    Closing,
    Entry,
    Kind,
    Manifest,
    Statement,
    close_message,
    link_hash,
    manifest_read,
    propose_message,
    root_public,
    root_sign,
)
from ruangaman.lib.manifest.entries import key_digest
from ruangaman.lib.sealing import KeyPair

SEED = b"r" * 32
ROOT_PUBLIC = root_public(SEED)
BEGIN = dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)
TEAM = uuid.uuid5(uuid.NAMESPACE_OID, "team")


def pair(name: str) -> KeyPair:
    """Return somebody's key pair."""
    return KeyPair(hashlib.sha256(name.encode()).digest())


def id_of(name: str) -> uuid.UUID:
    """Return a fixed id."""
    return uuid.uuid5(uuid.NAMESPACE_OID, name)


@dataclass
class House:
    """Entries so far. Every change takes its time from ``at``, an hour later each time."""

    entries: list[Entry] = field(default_factory=list)
    at: dt.datetime = BEGIN
    delay: dt.timedelta = DELAY

    @property
    def manifest(self) -> Manifest:
        """What the entries say; raises if they do not verify."""
        return manifest_read(self.entries, root=ROOT_PUBLIC, delay=self.delay)

    def founded(self, *names: str) -> House:
        """Let the root vouch for people."""
        for name in names:
            self.add(Kind.FOUNDED, name, "root", "root")
        return self

    def add(self, kind: str, name: str, first: str, second: str, **changes: Any) -> Entry:
        """Append what ``first`` and ``second`` sign about ``name``; ``changes`` alter fields."""
        said = self.said(kind, name, first, **changes)
        entry = self.closed(said, changes.get("public_key", self._public(kind, name)), second)
        self.entries.append(entry)
        self.at += dt.timedelta(hours=1)
        return entry

    def said(self, kind: str, name: str, first: str, **changes: Any) -> Statement:
        """Return what the first signer says."""
        head = self.entries[-1] if self.entries else None
        with_key = kind in Kind.WITH_KEY
        said = Statement(
            kind=kind,
            id=uuid.uuid5(uuid.NAMESPACE_OID, f"{len(self.entries)} {name} {self.at}"),
            key=id_of(f"key {name}") if with_key else ROOT,
            public=key_digest(self._public(kind, name)),
            user=ROOT if kind in {Kind.RESET, Kind.RECOVERY} else id_of(name.split("-", 1)[0]),
            teams=(TEAM,) if with_key else (),
            organisations=("dinas",) if with_key else (),
            holders="",
            base_sequence=head.sequence if head else 0,
            base_hash=head.hash if head else bytes(32),
            proposed_at=self.at,
            by=ROOT if first == "root" else id_of(f"key {first}"),
        )
        known = {name: value for name, value in changes.items() if name in Statement.__slots__}
        return replace(said, **known)

    def closed(
        self, said: Statement, public: bytes, second: str, first: str = "", **changes: Any
    ) -> Entry:
        """Sign a statement twice and close it at this place of the chain."""
        head = self.entries[-1] if self.entries else None
        delay = self.delay if said.kind in Kind.DELAYED else dt.timedelta()
        closing = Closing(
            sequence=head.sequence + 1 if head else 1,
            previous=head.hash if head else bytes(32),
            closed_at=self.at,
            effective_at=self.at + delay,
            by=ROOT if second == "root" else id_of(f"key {second}"),
        )
        closing = replace(closing, **changes)
        statement, text = said.encoded(), closing.encoded()
        one = sign(first or self._name(said.by), propose_message(ROOT_PUBLIC, statement))
        two = sign(second, close_message(ROOT_PUBLIC, statement, one, text))
        return chained(Entry(closing.sequence, statement, text, public, one, two, b""))

    def _name(self, key: uuid.UUID) -> str:
        names = ("ana", "bela", "cici", "dedi", "eva", "ana-2", "mole", "wim", "dina")
        return next((name for name in names if id_of(f"key {name}") == key), "root")

    @staticmethod
    def _public(kind: str, name: str) -> bytes:
        return pair(name).public.raw if kind in Kind.WITH_KEY else b""


def sign(name: str, message: bytes) -> bytes:
    """Sign as somebody, or as the root."""
    return root_sign(SEED, message) if name == "root" else pair(name).sign(message)


def chained(entry: Entry) -> Entry:
    """Give an entry the hash that belongs to it, as whoever writes to the database can."""
    return replace(entry, hash=link_hash(ROOT_PUBLIC, entry))
