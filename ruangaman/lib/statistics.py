"""The statistics key of two people, and the coded records that only both of them open.

The key is two public halves. A record is sealed for the second half and the result for the first,
so no one person opens it, and no secret of both exists anywhere at any time. Halves stand in the
order of their public bytes, whoever came first.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruangaman.lib.padding import BadPadding, pad, unpad
from ruangaman.lib.sealing import PUBLIC_BYTES, KeyPair, PublicKey, SealError, derive
from ruangaman.lib.vault import VaultError, key_open, key_wrap

RECORD_BYTES = 2048
"""What every record is padded to, an empty one too."""

_HOLDER = 16
_HALF = _HOLDER + PUBLIC_BYTES
_PURPOSE = "coded record"
_QUEUE = b"coded records"


@dataclass(frozen=True, slots=True)
class Half:
    """Who holds a half (an account) and its public part."""

    holder: uuid.UUID
    public: PublicKey


@dataclass(frozen=True, slots=True)
class StatisticsKey:
    """The public half of the statistics key: of two people, in their one order."""

    halves: tuple[Half, Half]

    @classmethod
    def of(cls, one: Half, other: Half) -> StatisticsKey:
        """Join two halves; ``ValueError`` for one person, or one key, twice."""
        if one.holder == other.holder or one.public == other.public:
            raise ValueError("two people with two keys are needed")
        first, second = sorted((one, other), key=lambda half: half.public.raw)
        return cls((first, second))

    @classmethod
    def decoded(cls, raw: bytes) -> StatisticsKey:
        """Read what ``raw`` gives; ``ValueError`` for anything else."""
        if len(raw) != 2 * _HALF:
            raise ValueError("not a statistics key")
        one, other = (_half(raw[start : start + _HALF]) for start in (0, _HALF))
        key = cls.of(one, other)
        if key.raw != raw:
            raise ValueError("not in its one form")
        return key

    @property
    def raw(self) -> bytes:
        """The one form in which it is signed: holder and key, twice."""
        return b"".join(half.holder.bytes + half.public.raw for half in self.halves)

    @property
    def id(self) -> uuid.UUID:
        """The id of the two keys, whoever holds them."""
        return uuid.UUID(bytes=_digest(*(half.public for half in self.halves))[:16], version=5)

    @property
    def holders(self) -> frozenset[uuid.UUID]:
        """The accounts of both."""
        return frozenset(half.holder for half in self.halves)


@dataclass(frozen=True, slots=True)
class CodedRecord:
    """What is counted of one report. Without ``fields`` she took her consent back.

    ``id`` is a keyed digest under the report's own seed. A later ``version`` takes the place of
    an earlier one; it orders the writings about one report and means nothing else.
    """

    id: str
    version: int
    fields: Mapping[str, Any] = field(default_factory=dict)


def record_id(seed: bytes) -> str:
    """Return the id of the record of the report whose dedicated seed this is (32 bytes)."""
    return hmac.new(derive(seed, "ruangaman coded record 1"), b"1", hashlib.sha256).hexdigest()


def record_seal(record: CodedRecord, *, to: StatisticsKey) -> bytes:
    """Seal a record for both holders; the result has one size whatever is in it.

    ``ValueError`` for more than fits.
    """
    body = {"id": record.id, "version": record.version, "fields": dict(record.fields)}
    plain = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    if len(plain) + 4 > RECORD_BYTES:
        raise ValueError("record: too long")
    first, second = (half.public for half in to.halves)
    about = _digest(first, second)
    inner = second.seal(pad(plain, step=RECORD_BYTES), purpose=_PURPOSE, context=(about, b"second"))
    return first.seal(inner, purpose=_PURPOSE, context=(about, b"first"))


def record_open(sealed: bytes, keys: tuple[KeyPair, KeyPair]) -> CodedRecord:
    """Open a record with both keys, in whatever order they come, or raise ``SealError``."""
    first, second = sorted(keys, key=lambda key: key.public.raw)
    about = _digest(first.public, second.public)
    inner = first.open(sealed, purpose=_PURPOSE, context=(about, b"first"))
    plain = second.open(inner, purpose=_PURPOSE, context=(about, b"second"))
    try:
        body = json.loads(unpad(plain, step=RECORD_BYTES))
        return CodedRecord(str(body["id"]), int(body["version"]), dict(body["fields"]))
    except (BadPadding, ValueError, KeyError, TypeError) as fault:
        raise SealError("coded record") from fault


def records_newest(records: Iterable[CodedRecord]) -> list[CodedRecord]:
    """Return the newest record of each report, by id; those taken back are left out."""
    newest: dict[str, CodedRecord] = {}
    for record in records:
        before = newest.get(record.id)
        if before is None or record.version > before.version:
            newest[record.id] = record
    return [newest[name] for name in sorted(newest) if newest[name].fields]


def queue_cover(sealed: bytes, *, server_secret: bytes) -> bytes:
    """Encrypt a sealed record for its row: each time anew, so no two rows can be matched."""
    return key_wrap(sealed, queue_key(server_secret), owner=_QUEUE)


def queue_uncover(covered: bytes, *, server_secret: bytes) -> bytes:
    """Return the sealed record; ``SealError`` for a row that this server did not write."""
    return row_uncover(covered, queue_key(server_secret))


def row_uncover(covered: bytes, key: bytes) -> bytes:
    """Return the same with the key of the cover itself (``queue_key``), which opens no record."""
    try:
        return key_open(covered, key, owner=_QUEUE)
    except VaultError as fault:
        raise SealError("not a row of this server") from fault


def queue_key(server_secret: bytes) -> bytes:
    """Return the key of the cover of all rows (32 bytes)."""
    return derive(server_secret, "ruangaman coded queue 1")


def _digest(first: PublicKey, second: PublicKey) -> bytes:
    return hashlib.sha256(b"ruangaman statistics key 1" + first.raw + second.raw).digest()


def _half(raw: bytes) -> Half:
    return Half(uuid.UUID(bytes=raw[:_HOLDER]), PublicKey(raw[_HOLDER:]))
