"""A stack of sheets of one size, among blank ones: what is on which only the server can tell.

A copy that was sealed to somebody is cut into sheets. Each has a head (of which report, for whom,
which copy, which sheet of it) and a body, encrypted under the server secret, each time anew: no two
rows can be matched, and a blank sheet looks like any other.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from ruangaman.lib.padding import BadPadding, pad, unpad
from ruangaman.lib.sealing import SealError, derive
from ruangaman.lib.vault import VaultError, key_open, key_wrap

BODY: Final = 8192
"""Bytes of a copy on one sheet."""

FEWEST: Final = 64
"""Sheets that lie there at least."""

_HEAD = struct.Struct(">16s16s16sIHH")
_BLANK = bytes(_HEAD.size)
_HEADS, _BODIES, _REPLIES = b"sheet head", b"sheet body", b"reply"
_REPLY, _KIND = 4096, 16


@dataclass(frozen=True, slots=True)
class Head:
    """What a sheet belongs to: ids of 16 bytes; ``place`` of ``of`` sheets, counted from 0.

    A later ``version`` of the same ``item`` takes the place of an earlier one.
    """

    report: bytes
    holder: bytes
    item: bytes
    version: int
    place: int
    of: int


Name = TypeVar("Name")
Covered = tuple[bytes, bytes]
"""Head and body as they stand in a row."""


def copy_cut(
    copy: bytes, *, report: bytes, holder: bytes, item: bytes, version: int
) -> list[tuple[Head, bytes]]:
    """Cut a sealed copy into sheets of one size."""
    padded = pad(copy, step=BODY)
    slices = [padded[start : start + BODY] for start in range(0, len(padded), BODY)]
    return [
        (Head(report, holder, item, version, place, len(slices)), body)
        for place, body in enumerate(slices)
    ]


def copy_join(bodies: Iterable[bytes]) -> bytes:
    """Return the copy of these sheets in order; ``SealError`` when something is missing."""
    try:
        return unpad(b"".join(bodies), step=BODY)
    except BadPadding as fault:
        raise SealError("sheets") from fault


def sheet_cover(head: Head, body: bytes, *, server_secret: bytes) -> Covered:
    """Encrypt a sheet for its row."""
    packed = _HEAD.pack(head.report, head.holder, head.item, head.version, head.place, head.of)
    return _covered(packed, body, _key(server_secret))


def blank_covers(count: int, *, server_secret: bytes) -> Iterator[Covered]:
    """Yield ``count`` blank sheets."""
    key = _key(server_secret)
    for _ in range(count):
        yield _covered(_BLANK, bytes(BODY), key)


def heads_uncover(
    rows: Iterable[tuple[Name, bytes | memoryview[int]]], *, server_secret: bytes
) -> Iterator[tuple[Name, Head | None]]:
    """Yield what each head says, None for a blank one; what this server did not write is left out.

    A row is whatever names it, and its head.
    """
    key = _key(server_secret)
    for name, covered in rows:
        try:
            packed = key_open(bytes(covered), key, owner=_HEADS)
        except VaultError:
            continue
        if len(packed) == _HEAD.size:
            yield name, None if packed == _BLANK else Head(*_HEAD.unpack(packed))


def body_uncover(covered: bytes, *, server_secret: bytes) -> bytes:
    """Return a body; ``SealError`` for one that this server did not write."""
    try:
        return key_open(covered, _key(server_secret), owner=_BODIES)
    except VaultError as fault:
        raise SealError("not a sheet of this server") from fault


def stack_size(sheets: int) -> int:
    """Return how many rows hold ``sheets``: a power of two, so that the number tells little."""
    size = FEWEST
    while size < sheets:
        size *= 2
    return size


def _covered(packed: bytes, body: bytes, key: bytes) -> Covered:
    return key_wrap(packed, key, owner=_HEADS), key_wrap(body, key, owner=_BODIES)


def _key(server_secret: bytes) -> bytes:
    return derive(server_secret, "ruangaman sheets 1")


def reply_cover(about: bytes, kind: str, sealed: bytes, *, server_secret: bytes) -> bytes:
    """Encrypt what somebody sends back about a report (16 bytes): of one size, whatever it is."""
    plain = about + kind.encode().ljust(_KIND) + sealed
    return key_wrap(pad(plain, step=_REPLY), _key(server_secret), owner=_REPLIES)


def reply_uncover(covered: bytes, *, server_secret: bytes) -> tuple[bytes, str, bytes]:
    """Return what ``reply_cover`` was given; ``SealError`` for what this server did not write."""
    try:
        plain = unpad(key_open(covered, _key(server_secret), owner=_REPLIES), step=_REPLY)
    except (VaultError, BadPadding) as fault:
        raise SealError("not a reply of this server") from fault
    return plain[:16], plain[16 : 16 + _KIND].decode().rstrip(), plain[16 + _KIND :]
