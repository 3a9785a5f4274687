"""Carried state: answers travel with the form, sealed, so that nothing is kept on the server.

The key rotates daily, lives in a folder that enters no backup, and is deleted after two days:
what was carried can then never be opened again, not even with every other secret in hand.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import datetime as dt
import os
import secrets
import struct
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ruangaman.lib.padding import BadPadding, pad, unpad

LIFETIME = dt.timedelta(hours=2)
MAX_CHARACTERS = 120_000
_FORMAT = b"\x01"
_NONCE = 12
_DAY, _STAMP = struct.Struct(">I"), struct.Struct(">Q")


class CarryError(Exception):
    """The state is not ours: altered, of another step, or not a state at all."""


class CarryExpired(CarryError):
    """The state was ours, but it is older than two hours."""


class Carrier:
    """Seals and opens carried state with the daily keys in ``folder``."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which is made when first needed."""
        self._folder = folder

    def seal(self, body: bytes, *, step: str, now: dt.datetime) -> str:
        """Return ``body`` padded and sealed to ``step``, as URL-safe text."""
        day, stamp = now.toordinal(), int(now.timestamp())
        nonce = secrets.token_bytes(_NONCE)
        plain = _STAMP.pack(stamp) + body
        key = _made_key(self._folder, day)
        sealed = ChaCha20Poly1305(key).encrypt(nonce, pad(plain), _FORMAT + step.encode())
        return base64.urlsafe_b64encode(_FORMAT + _DAY.pack(day) + nonce + sealed).decode()

    def open(self, text: str, *, step: str, now: dt.datetime) -> bytes:
        """Return the body; ``CarryExpired`` after two hours, else ``CarryError``."""
        raw = _decode(text)
        head = 1 + _DAY.size
        (day,) = _DAY.unpack(raw[1:head])
        if abs(day - now.toordinal()) > 1:  # tomorrow's: the clock was set back over midnight
            raise CarryExpired("day")
        nonce, sealed = raw[head : head + _NONCE], raw[head + _NONCE :]
        try:
            key = _key(self._folder, day)
            padded = ChaCha20Poly1305(key).decrypt(nonce, sealed, _FORMAT + step.encode())
            plain = unpad(padded)
        except FileNotFoundError as fault:
            raise CarryExpired("key") from fault
        except (InvalidTag, BadPadding, ValueError) as fault:
            raise CarryError("does not open") from fault
        (stamp,) = _STAMP.unpack(plain[: _STAMP.size])
        if now.timestamp() - stamp > LIFETIME.total_seconds():
            raise CarryExpired("age")
        return plain[_STAMP.size :]


@lru_cache(maxsize=4)
def _key(folder: Path, day: int) -> bytes:
    """Return the key of a day; opening never makes one, whatever day a stranger asks for."""
    return (folder / f"{day}.key").read_bytes()


def _made_key(folder: Path, day: int) -> bytes:
    try:
        return _key(folder, day)
    except FileNotFoundError:
        _create(folder / f"{day}.key")
        _forget_older(folder, day - 1)
        return _key(folder, day)


def _create(path: Path) -> None:
    """Write the key beside its place and link it there: of two processes, the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _forget_older(folder: Path, oldest: int) -> None:
    for path in folder.glob("*.key"):
        if path.stem.isdigit() and int(path.stem) < oldest:
            path.unlink(missing_ok=True)


def _decode(text: str) -> bytes:
    if not text or len(text) > MAX_CHARACTERS:
        raise CarryError("length")
    try:
        raw = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise CarryError("encoding") from fault
    if raw[:1] != _FORMAT or len(raw) < 1 + _DAY.size + _NONCE + 16:
        raise CarryError("format")
    return raw
