"""Halves of the statistics key on their way to the worker: sealed to it, for one draft only."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from ruangaman.core.worker_keys import WorkerKeys
from ruangaman.lib.padding import BadPadding, pad, unpad
from ruangaman.lib.sealing import SEED_BYTES, KeyPair, SealError
from ruangaman.oversight.models import Draft, OpeningKey

WORKER = WorkerKeys(OpeningKey, name="release", label="ruangaman release worker 1")
MOST = 2
"""The half in force, and an earlier one from paper."""

_GIVEN = "statistics half given"
_SIZE = 128


def half_seal(seeds: Sequence[bytes], *, draft: Draft, holder: uuid.UUID) -> bytes:
    """Seal a holder's seeds to the worker; one size, however many. Raises ``NoWorker``."""
    plain = pad(b"".join(seeds[:MOST]), step=_SIZE)
    context = (draft.pk.bytes, holder.bytes)
    return WORKER.public().seal(plain, purpose=_GIVEN, context=context)


def half_open(given: bytes, key: KeyPair, *, draft: Draft, holder: uuid.UUID) -> list[bytes]:
    """Return the seeds with the worker's key, or raise ``SealError``."""
    plain = key.open(given, purpose=_GIVEN, context=(draft.pk.bytes, holder.bytes))
    try:
        joined = unpad(plain, step=_SIZE)
    except BadPadding as fault:
        raise SealError("half") from fault
    if not joined or len(joined) % SEED_BYTES:
        raise SealError("half")
    return [joined[at : at + SEED_BYTES] for at in range(0, len(joined), SEED_BYTES)]
