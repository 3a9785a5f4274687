"""Halves of a survey's key as rows hold them: sealed to a holder or the worker, and covered.

The cover's key lies in the shred store, outside the database and its backups. Once it is
destroyed, no copy of a half opens any more, whoever holds every other key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from pathlib import Path

from django.conf import settings

from ruangaman.core.shred import shred_key
from ruangaman.lib.sealing import SEED_BYTES, KeyPair, PublicKey, SealError, derive
from ruangaman.lib.shred import cover, uncover
from ruangaman.surveys.models import Survey, WorkerKey

_HELD, _GIVEN = "survey half", "survey half given"


class NoWorker(Exception):
    """No worker has said to which key halves are given, or its row is not its own."""


def half_seal(half: bytes, *, to: PublicKey, survey: Survey, holder: uuid.UUID) -> bytes:
    """Seal a half to its holder, under the survey's cover."""
    return _covered(half, to, survey, holder, _HELD)


def half_open(sealed: bytes, key: KeyPair, *, survey: Survey, holder: uuid.UUID) -> bytes:
    """Return a half with its holder's key, or raise ``SealError`` (``Shredded`` after the end)."""
    return _opened(sealed, key, survey, holder, _HELD)


def given_seal(half: bytes, *, survey: Survey, holder: uuid.UUID) -> bytes:
    """Seal a half to the worker, under the survey's cover. Raises ``NoWorker``."""
    return _covered(half, worker_public(), survey, holder, _GIVEN)


def given_open(given: bytes, key: KeyPair, *, survey: Survey, holder: uuid.UUID) -> bytes:
    """Return a half with the worker's key, or raise ``SealError``."""
    return _opened(given, key, survey, holder, _GIVEN)


def worker_public() -> PublicKey:
    """Return the worker's public key, once its proof holds; else ``NoWorker``."""
    row = WorkerKey.objects.filter(pk=1).first()
    if row is None or not hmac.compare_digest(bytes(row.proof), _proof(bytes(row.public))):
        raise NoWorker
    return PublicKey(bytes(row.public))


def worker_key() -> KeyPair:
    """Return the worker's key pair, made when there is none, and say its public half.

    The seed lies in ``EPHEMERAL_HOME``: in memory, where the guide is followed, and in no backup.
    It outlives a worker that is killed, so that the next one need not ask the holders again.
    """
    path = _path()
    if not path.exists():
        _write(path, secrets.token_bytes(SEED_BYTES))
    pair = KeyPair(path.read_bytes())
    raw = pair.public.raw
    row = WorkerKey.objects.filter(pk=1).first()
    if row is None or bytes(row.public) != raw or bytes(row.proof) != _proof(raw):
        WorkerKey.objects.update_or_create(pk=1, defaults={"public": raw, "proof": _proof(raw)})
    return pair


def worker_key_forget() -> None:
    """Let the next half be given to a new key: what was given before opens no more."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return settings.EPHEMERAL_HOME / "closing.seed"


def _write(path: Path, seed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_bytes(seed)
    draft.replace(path)


def _proof(public: bytes) -> bytes:
    key = derive(settings.SEAL_SECRET, "ruangaman survey worker 1")
    return hmac.new(key, public, hashlib.sha256).digest()


def _covered(half: bytes, to: PublicKey, survey: Survey, holder: uuid.UUID, purpose: str) -> bytes:
    context = (survey.pk.bytes, holder.bytes)
    sealed = to.seal(half, purpose=purpose, context=context)
    return cover(sealed, shred_key(bytes(survey.shred)), context=(purpose, *context))


def _opened(covered: bytes, key: KeyPair, survey: Survey, holder: uuid.UUID, purpose: str) -> bytes:
    context = (survey.pk.bytes, holder.bytes)
    sealed = uncover(bytes(covered), shred_key(bytes(survey.shred)), context=(purpose, *context))
    half = key.open(sealed, purpose=purpose, context=context)
    if len(half) != SEED_BYTES:
        raise SealError("half")
    return half
