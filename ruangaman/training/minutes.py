"""The code on the trainer's screen: another one each minute, from a secret of the server.

Nothing of it is stored. Only the server's clock counts: what a phone believes is never asked.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from functools import lru_cache

from django.conf import settings
from django.utils.crypto import constant_time_compare

from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import derive

ALPHABET = "CDFGHJKMNPQRTVWXY34679"
"""No vowels, which make words, and nothing that is read wrongly from the back row."""
LENGTH = 6
TAKEN = 2
"""Minutes whose code is taken: this one and the one before, for whoever was typing."""
REMEMBERED = 30
"""Minutes after which a code is no longer told apart from one that never was."""
SEEN_FOR = dt.timedelta(minutes=5)
"""Who scanned in time has so long to say who she is."""
_NOT_OURS = re.compile(rf"[^{ALPHABET}]")


def code_at(session: uuid.UUID, minute: int) -> str:
    """Return the code of a session in a minute, which is counted from 1970."""
    drawn = keyed_reference(_key(settings.SEAL_SECRET), "code", _named(session, minute))
    left, signs = int.from_bytes(drawn, "big"), ""
    for _place in range(LENGTH):
        left, place = divmod(left, len(ALPHABET))
        signs += ALPHABET[place]
    return signs


def code_now(session: uuid.UUID, at: dt.datetime) -> str:
    """Return the code that the screen shows."""
    return code_at(session, _minute(at))


def minute_code_read(typed: str) -> str:
    """Return what was typed in capitals, with nothing that is in no code."""
    return _NOT_OURS.sub("", typed.upper())


def minute_code_shown(code: str) -> str:
    """Return a code in two groups, as the screen shows it."""
    return f"{code[:3]} {code[3:]}"


def minutes_old(session: uuid.UUID, code: str, at: dt.datetime, most: int = TAKEN) -> int | None:
    """Return how many minutes ago a code began, below ``most``; None when it was none of them."""
    now = _minute(at)
    for old in range(most):
        if constant_time_compare(code_at(session, now - old), code):
            return old
    return None


def seen_mark(session: uuid.UUID, at: dt.datetime) -> str:
    """Return what a form carries from the moment in which its code was scanned in time."""
    second = int(at.timestamp())
    return f"{second}.{_seen(session, second).hex()}"


def seen_at(session: uuid.UUID, mark: str, at: dt.datetime) -> dt.datetime | None:
    """Return when a code of this session was scanned, while that still counts; else None."""
    told, _dot, keyed = mark.partition(".")
    if not re.fullmatch(r"[0-9]{1,12}", told):
        return None
    if not constant_time_compare(_seen(session, int(told)).hex(), keyed):
        return None
    scanned = dt.datetime.fromtimestamp(int(told), dt.UTC)
    return scanned if dt.timedelta(0) <= at - scanned <= SEEN_FOR else None


def _minute(at: dt.datetime) -> int:
    return int(at.timestamp()) // 60


def _named(session: uuid.UUID, number: int) -> bytes:
    return session.bytes + number.to_bytes(8, "big", signed=True)


def _seen(session: uuid.UUID, second: int) -> bytes:
    return keyed_reference(_key(settings.SEAL_SECRET), "seen", _named(session, second))


@lru_cache(maxsize=2)
def _key(secret: bytes) -> bytes:
    return derive(secret, "ruangaman training minute 1")
