"""Her word on statistics, as it stands in the needs. No query here.

One thing of the needs holds it: workers may ask, and only what her code signed is an answer. With
her yes comes the dedicated seed of her report, which follows from her code and never changes.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruangaman.lib.sealing import SEED_BYTES
from ruangaman.lib.statistics import StatisticsKey
from ruangaman.reporting import seals
from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.selectors.parts import ReadItem

ABOUT, CODED = "statistics", "coding"
SEED = "coded record"
"""For what a reporter's key pair gives the seed (``KeyPair.secret_for``)."""


@dataclass(frozen=True, slots=True)
class Word:
    """Her word: ``yes``, ``no`` or nothing yet. ``asked``: a worker asked; she has not answered.

    ``seed`` is there once she ever said yes; ``to`` is the statistics key as she read it then.
    """

    answer: str = ""
    asked: bool = False
    seed: bytes = field(default=b"", repr=False)
    to: StatisticsKey | None = None

    @property
    def yes(self) -> bool:
        """Whether her case may be counted now."""
        return self.answer == "yes" and bool(self.seed)


def thing_for(report_id: uuid.UUID, about: str) -> uuid.UUID:
    """Return the one thing of a report that is about this."""
    return seals.item_id(report_id.bytes, about)


def word_of(report_id: uuid.UUID, items: Iterable[ReadItem]) -> Word:
    """Return her word by the items of the needs."""
    record = _thing(report_id, items, ABOUT)
    if record is None:
        return Word()
    answers = [item.body["set"] for item in record.history if item.author == "reporter"]
    answer = str(record.hers.get("answer", ""))
    return Word(
        answer=answer if answer in ("yes", "no") else "",
        asked=not answers and bool(record.theirs.get("asked")),
        seed=next((seed for seed in map(_seed, answers) if seed), b""),
        to=next((key for key in map(_key, reversed(answers)) if key), None),
    )


def coded_of(report_id: uuid.UUID, items: Iterable[ReadItem]) -> Record | None:
    """Return what workers coded, None before they did."""
    return _thing(report_id, items, CODED)


def first_of(items: Iterable[ReadItem]) -> ReadItem | None:
    """Return what she wrote into the needs when she sent it."""
    return next((one for one in items if (one.kind, one.author) == ("needs", "reporter")), None)


def yes_values(seed: bytes, key: StatisticsKey) -> dict[str, Any]:
    """Return what she signs with her yes."""
    return {"answer": "yes", "seed": _text(seed), "to": _text(key.raw)}


def _thing(report_id: uuid.UUID, items: Iterable[ReadItem], about: str) -> Record | None:
    wanted = thing_for(report_id, about)
    return next((one for one in records_of(items, about) if one.thing == wanted), None)


def _seed(values: dict[str, Any]) -> bytes:
    raw = _raw(values.get("seed"))
    return raw if len(raw) == SEED_BYTES else b""


def _key(values: dict[str, Any]) -> StatisticsKey | None:
    try:
        return StatisticsKey.decoded(_raw(values.get("to")))
    except ValueError:
        return None


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: Any) -> bytes:
    try:
        return base64.b64decode(str(text or ""), validate=True)
    except ValueError:
        return b""
