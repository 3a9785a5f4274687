"""A key of the worker to which people give what only the worker may join, in memory.

Its seed lies in ``EPHEMERAL_HOME``: in memory, where the guide is followed, and in no backup. It
outlives a worker that is killed, so that the next one need not ask people again.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db.models import Model

from ruangaman.lib.sealing import SEED_BYTES, KeyPair, PublicKey, derive


class NoWorker(Exception):
    """No worker has said to which key things are given, or its row is not its own."""


class WorkerKeys:
    """The key for one purpose. ``rows`` has one row, with ``public`` and ``proof``.

    ``proof`` is a keyed hash under the server's secret: a key that somebody wrote into the
    database is given nothing.
    """

    def __init__(self, rows: type[Model], *, name: str, label: str) -> None:
        """Keep the seed in the file ``name``; derive the key of the proof under ``label``."""
        self._rows: Any = rows
        self._name, self._label = name, label

    def public(self) -> PublicKey:
        """Return the worker's public key, once its proof holds; else ``NoWorker``."""
        row = self._rows.objects.filter(pk=1).first()
        if row is None or not hmac.compare_digest(bytes(row.proof), self._proof(bytes(row.public))):
            raise NoWorker
        return PublicKey(bytes(row.public))

    def pair(self) -> KeyPair:
        """Return the worker's key pair, made when there is none, and say its public half."""
        path = self._path(".seed")
        if not path.exists():
            _write(path, secrets.token_bytes(SEED_BYTES))
        pair = KeyPair(path.read_bytes())
        raw = pair.public.raw
        row = self._rows.objects.filter(pk=1).first()
        if row is None or bytes(row.public) != raw or bytes(row.proof) != self._proof(raw):
            values = {"public": raw, "proof": self._proof(raw)}
            self._rows.objects.update_or_create(pk=1, defaults=values)
        return pair

    def forget(self) -> None:
        """Let what follows be given to a new key: what was given before opens no more."""
        self._path(".seed").unlink(missing_ok=True)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Say whether this worker is the only one here, until the end of the block."""
        settings.EPHEMERAL_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock: IO[str]
        with self._path(".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def _path(self, end: str) -> Path:
        return settings.EPHEMERAL_HOME / f"{self._name}{end}"

    def _proof(self, public: bytes) -> bytes:
        key = derive(settings.SEAL_SECRET, self._label)
        return hmac.new(key, public, hashlib.sha256).digest()


def _write(path: Path, seed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_bytes(seed)
    draft.replace(path)
