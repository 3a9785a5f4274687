"""Whether anyone retaliates: asked three times, each answered once (ISO 37002:2021, 8.4.3).

An answer stands in the messages, but only its holders outside the office can read it: inside the
item it is sealed once more to each of them, whatever it says, so that a focal point who reads
the messages sees that she answered and not what (docs/adr/0041).
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ruangaman.lib.sealing import KeyPair, PublicKey, SealError
from ruangaman.reporting.clocks import Clock
from ruangaman.reporting.labels import CHECKIN_CHOICES
from ruangaman.reporting.selectors.parts import ReadItem

KIND = "checkin"
WORSE = frozenset({"buruk", "ragu"})
"""Answers that are passed on outside the office. Not sure counts like yes."""

HERSELF = uuid.UUID(int=0)
"""The holder's id of the reporter's own copy."""

_SIZE = 16
_PURPOSE = "checkin"


@dataclass(frozen=True, slots=True)
class Check:
    """One of the three: ``number`` 1 to 3, the day on which it is asked, its state, its answer.

    ``state`` is ``later``, ``asked``, ``answered`` or ``missed`` (the next one came before an
    answer). ``answer`` is empty where there is none, or whoever looks may not read it.
    """

    key: str
    number: int
    day: dt.date
    state: str
    answer: str = ""
    answered_at: dt.datetime | None = None

    @property
    def worse(self) -> bool:
        """Whether somebody outside the office must look at it today."""
        return self.answer in WORSE


def answer_body(
    answer: str,
    *,
    check: str,
    report: uuid.UUID,
    item: uuid.UUID,
    holders: Mapping[uuid.UUID, PublicKey],
) -> dict[str, Any]:
    """Return what is sealed into the messages: a copy of one size for each of ``holders``."""
    plain = answer.encode().ljust(_SIZE)
    copies = {
        str(holder): base64.b64encode(
            public.seal(plain, purpose=_PURPOSE, context=(report.bytes, item.bytes, holder.bytes))
        ).decode()
        for holder, public in holders.items()
    }
    return {"kind": KIND, "check": check, "copies": copies}


def answer_read(item: ReadItem, *, report: uuid.UUID, holder: uuid.UUID, key: KeyPair) -> str:
    """Return the answer in an item, empty where ``holder`` has no copy of it."""
    copies = item.body.get("copies")
    text = copies.get(str(holder), "") if isinstance(copies, dict) else ""
    try:
        sealed = base64.b64decode(str(text), validate=True)
        context = (report.bytes, item.id.bytes, holder.bytes)
        found = key.open(sealed, purpose=_PURPOSE, context=context).decode().strip()
    except (binascii.Error, SealError, UnicodeDecodeError):
        return ""
    return found if found in CHECKIN_CHOICES else ""


def checks_of(
    due: Sequence[Clock], items: Iterable[ReadItem], read: Callable[[ReadItem], str]
) -> list[Check]:
    """Return the checks in order; ``due`` are their days, ``read`` opens an answer."""
    told = {
        str(item.body.get("check")): item
        for item in items
        if item.kind == KIND and item.author == "reporter"
    }
    later_days = [*(clock.day for clock in due[1:]), None]
    found = []
    for number, (clock, later) in enumerate(zip(due, later_days, strict=False), start=1):
        item = told.get(clock.key)
        state = "answered" if item else _state(clock.day, later)
        answer, at = (read(item), item.at) if item else ("", None)
        found.append(Check(clock.key, number, clock.day, state, answer, at))
    return found


def asked_now(checks: Iterable[Check]) -> Check | None:
    """Return the check that waits for her answer, None where there is none."""
    return next((one for one in checks if one.state == "asked"), None)


def _state(day: dt.date, later: dt.date | None) -> str:
    today = timezone.localdate()
    if today < day:
        return "later"
    return "missed" if later is not None and later <= today else "asked"
