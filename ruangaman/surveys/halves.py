"""Halves of a survey's key as rows hold them: sealed to a holder or the worker, and covered.

The cover's key lies in the shred store, outside the database and its backups. Once it is
destroyed, no copy of a half opens any more, whoever holds every other key.
"""

from __future__ import annotations

import uuid

from ruangaman.core.shred import shred_key
from ruangaman.core.worker_keys import NoWorker, WorkerKeys
from ruangaman.lib.sealing import SEED_BYTES, KeyPair, PublicKey, SealError
from ruangaman.lib.shred import cover, uncover
from ruangaman.surveys.models import Survey, WorkerKey

__all__ = [
    "NoWorker",
    "given_open",
    "given_seal",
    "half_open",
    "half_seal",
    "worker_alone",
    "worker_key",
    "worker_key_forget",
    "worker_public",
]

_HELD, _GIVEN = "survey half", "survey half given"


_WORKER = WorkerKeys(WorkerKey, name="closing", label="ruangaman survey worker 1")

worker_public, worker_key, worker_key_forget = _WORKER.public, _WORKER.pair, _WORKER.forget
worker_alone = _WORKER.alone


def half_seal(half: bytes, *, to: PublicKey, survey: Survey, holder: uuid.UUID) -> bytes:
    """Seal a half to its holder, under the survey's cover."""
    return _covered(half, to, survey, holder, _HELD)


def half_open(sealed: bytes, key: KeyPair, *, survey: Survey, holder: uuid.UUID) -> bytes:
    """Return a half with its holder's key, or raise ``SealError`` (``Shredded`` after the end)."""
    return _opened(sealed, key, survey, holder, _HELD)


def given_seal(half: bytes, *, survey: Survey, holder: uuid.UUID) -> bytes:
    """Seal a half to the worker, under the survey's cover. Raises ``NoWorker``."""
    return _covered(half, _WORKER.public(), survey, holder, _GIVEN)


def given_open(given: bytes, key: KeyPair, *, survey: Survey, holder: uuid.UUID) -> bytes:
    """Return a half with the worker's key, or raise ``SealError``."""
    return _opened(given, key, survey, holder, _GIVEN)


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
