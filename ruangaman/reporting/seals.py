"""Seal and open what belongs to a report. No query, no rule of who may: only the bytes."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.boxes import IN_PERSON, PARTS, BoxContent, new_seeds, seal_box
from ruangaman.lib.sealing import (
    REPORTER,
    KeyPair,
    PublicKey,
    derive,
    open_signed,
    seal_signed,
)

NOBODY = "0" * 64
"""Stands for a digest in the ledger: its length does not tell whether somebody was kept out."""

FILL = "fill"
"""Name in the ledger of what is there for its size alone."""

_LEDGER_STEP, _PADDING = 4096, 4

Body = dict[str, Any]
Authors = Callable[[bytes], PublicKey | None]


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs: a key pair and the 16-byte id under which readers find its public half."""

    key: KeyPair
    id: bytes = REPORTER


@dataclass(frozen=True, slots=True)
class Epoch:
    """One generation of part keys: the number and the seed of each part."""

    number: int
    seeds: Mapping[str, bytes]

    @classmethod
    def first(cls) -> Epoch:
        """Return the epoch a report starts with."""
        return cls(0, new_seeds())

    def next(self) -> Epoch:
        """Return the epoch after a withdrawal: all seeds new."""
        return Epoch(self.number + 1, new_seeds())


def item_seal(
    body: Body,
    *,
    report: uuid.UUID,
    part: str,
    epoch: int,
    item: uuid.UUID,
    to: PublicKey,
    author: Author,
) -> bytes:
    """Seal something written into a part, signed inside the seal by its author."""
    return seal_signed(
        _json(body),
        to=to,
        author=author.key,
        author_id=author.id,
        purpose="item",
        context=_item_context(report, part, epoch, item),
    )


def item_open(
    sealed: bytes,
    *,
    report: uuid.UUID,
    part: str,
    epoch: int,
    item: uuid.UUID,
    key: KeyPair,
    authors: Authors,
) -> tuple[bytes, Body]:
    """Return author id and body, or raise ``SealError`` (``ForgedAuthor``: wrong signature)."""
    author, body = open_signed(
        sealed,
        key,
        authors=authors,
        purpose="item",
        context=_item_context(report, part, epoch, item),
    )
    return author, json.loads(body)


def ledger_filled(ledger: Body) -> Body:
    """Fill a changed ledger up to steps of 4 KB: its size tells little of what was written."""
    bare = {name: value for name, value in ledger.items() if name != FILL}
    empty = len(_json({**bare, FILL: ""})) + _PADDING
    return {**bare, FILL: "." * (-empty % _LEDGER_STEP)}


def ledger_seal(ledger: Body, *, report: uuid.UUID, reporter: KeyPair) -> bytes:
    """Seal the reporter's own ledger (exact times, consents) to her code."""
    return seal_signed(
        _json(ledger),
        to=reporter.public,
        author=reporter,
        author_id=REPORTER,
        purpose="ledger",
        context=(report.bytes,),
    )


def ledger_open(sealed: bytes, *, report: uuid.UUID, reporter: KeyPair) -> Body:
    """Return the ledger, or raise ``SealError``."""
    _, body = open_signed(
        sealed,
        reporter,
        authors=lambda _: reporter.public,
        purpose="ledger",
        context=(report.bytes,),
    )
    return dict(json.loads(body))


def note_seal(
    body: Body, *, kind: str, report: uuid.UUID, item: bytes, reporter: PublicKey, author: Author
) -> bytes:
    """Seal a note to the reporter alone: an opening, or a wish for another reader."""
    return seal_signed(
        _json(body),
        to=reporter,
        author=author.key,
        author_id=author.id,
        purpose=kind,
        context=(report.bytes, item),
    )


def note_open(
    sealed: bytes, *, kind: str, report: uuid.UUID, item: bytes, reporter: KeyPair, authors: Authors
) -> tuple[bytes, Body]:
    """Return author id and body of a note to the reporter, or raise ``SealError``."""
    author, body = open_signed(
        sealed, reporter, authors=authors, purpose=kind, context=(report.bytes, item)
    )
    return author, json.loads(body)


def part_link_seal(report: uuid.UUID, part: str, epoch: Epoch, previous: Epoch) -> bytes:
    """Seal the seed of the epoch before to the new one, so that its holder reads on."""
    return KeyPair(epoch.seeds[part]).public.seal(
        previous.seeds[part], purpose="previous", context=_link_context(report, part, epoch.number)
    )


def part_link_open(link: bytes, *, report: uuid.UUID, part: str, epoch: int, seed: bytes) -> bytes:
    """Return the seed of the epoch before, or raise ``SealError``."""
    return KeyPair(seed).open(link, purpose="previous", context=_link_context(report, part, epoch))


def box_for(
    parts: frozenset[str],
    *,
    via: bytes,
    to: PublicKey,
    report: uuid.UUID,
    epoch: Epoch,
    reporter: PublicKey,
) -> bytes:
    """Seal one receiver's box: the seeds of ``parts``, and nothing if there are none."""
    content = BoxContent(reporter, epoch.seeds, via).only(parts)
    return seal_box(content, to=to, report=report.bytes, epoch=epoch.number)


def reporter_box(*, report: uuid.UUID, epoch: Epoch, reporter: PublicKey) -> bytes:
    """Seal the reporter's own box: every part."""
    return box_for(
        frozenset(PARTS),
        via=IN_PERSON,
        to=reporter,
        report=report,
        epoch=epoch,
        reporter=reporter,
    )


def digest(raw: bytes) -> str:
    """Return the SHA-256 by which the ledger knows a key or a box again, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def answers_digest(answers: Mapping[str, Any], seed: bytes) -> bytes:
    """Return 32 bytes that tell same answers from changed ones, and nothing without the code."""
    key = derive(seed, "ruangaman answers 1")
    return hmac.new(key, _json(answers), hashlib.sha256).digest()


def text_of(sealed: bytes) -> str:
    """Write sealed bytes so that they can stand inside another sealed body."""
    return base64.b85encode(sealed).decode()


def raw_of(text: str) -> bytes:
    """Return what ``text_of`` wrote, or raise ``ValueError``."""
    return base64.b85decode(text)


def item_id(random: bytes, label: str) -> uuid.UUID:
    """Return the id of an item of one form: the same form sent twice gives the same id."""
    return uuid.UUID(bytes=derive(random, f"ruangaman item {label}", length=16), version=4)


def stamp(moment: dt.datetime) -> str:
    """Write a moment as ISO 8601 with its zone, to the minute."""
    return moment.isoformat(timespec="minutes")


def _json(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _item_context(report: uuid.UUID, part: str, epoch: int, item: uuid.UUID) -> tuple[bytes, ...]:
    return report.bytes, part.encode(), epoch.to_bytes(4, "big"), item.bytes


def _link_context(report: uuid.UUID, part: str, epoch: int) -> tuple[bytes, ...]:
    return report.bytes, part.encode(), epoch.to_bytes(4, "big")
