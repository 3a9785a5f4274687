"""Read what is sealed in a report, with a box that opens it."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.boxes import BoxContent
from ruangaman.lib.sealing import REPORTER, KeyPair, PublicKey, SealError
from ruangaman.people.selectors import author_keys
from ruangaman.reporting import seals
from ruangaman.reporting.models import Item, PartKey, Report

ONLY_HERS = frozenset(
    [
        "needs",
        "account",
        "identity",
        "start",
        "question",
        "turned",
        "decision",
        "checkin",
        "feedback",
        "deletion",
        "withdrawn",
    ]
)
"""What only the reporter writes: signed by anybody else, it is forged."""


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An opened item.

    ``author`` is ``reporter``, ``staff`` or ``unreadable`` (altered, signed by nobody we know,
    or signed by a worker where only the reporter may write); ``author_id`` is the key of the
    worker who signed.
    """

    id: uuid.UUID
    part: str
    author: str
    author_id: uuid.UUID | None
    body: dict[str, Any]
    position: int

    @property
    def kind(self) -> str:
        """What was written: ``message``, ``needs``, ``question``, ``closing``, …"""
        return str(self.body.get("kind", ""))

    @property
    def at(self) -> dt.datetime | None:
        """When it was written."""
        text = self.body.get("at")
        return dt.datetime.fromisoformat(text) if isinstance(text, str) else None


def holders_as_authors(report: Report, reporter: PublicKey) -> seals.Authors:
    """Return who may sign, as the desk knows it: the reporter, and who holds a box."""
    holders = author_keys(report.boxes.values_list("recipient_id", flat=True))
    return {REPORTER: reporter, **{key_id.bytes: key for key_id, key in holders.items()}}.get


def items_read(
    report: Report,
    box: BoxContent,
    parts: Collection[str],
    authors: seals.Authors,
    *,
    after: int = -1,
) -> dict[str, list[ReadItem]]:
    """Open the items of ``parts``; parts the box does not allow are simply not in the result.

    ``after`` leaves out what stands at this position or before it.
    """
    allowed = [part for part in box.parts if part in parts]
    keys = part_keys(report, box, allowed)
    found: dict[str, list[ReadItem]] = {part: [] for part in allowed}
    for item in Item.objects.filter(report=report, part__in=allowed, position__gt=after):
        found[item.part].append(_read(report, item, keys.get((item.part, item.epoch)), authors))
    return found


def part_keys(
    report: Report, box: BoxContent, parts: Collection[str]
) -> dict[tuple[str, int], KeyPair]:
    """Return the key of every epoch of each part, from the newest back."""
    keys = {}
    links = PartKey.objects.filter(report=report, part__in=parts).order_by("part", "-epoch")
    seeds = {part: box.seeds[part] for part in parts}
    for link in links:
        seed = seeds.pop(link.part, None)
        if seed is None:
            continue
        keys[link.part, link.epoch] = KeyPair(seed)
        if not link.epoch:
            continue
        with contextlib.suppress(SealError):  # an altered link: what is older shows as damaged
            seeds[link.part] = seals.part_link_open(
                bytes(link.previous), report=report.id, part=link.part, epoch=link.epoch, seed=seed
            )
    return keys


def _read(report: Report, item: Item, key: KeyPair | None, authors: seals.Authors) -> ReadItem:
    if key is None:
        return ReadItem(item.id, item.part, "unreadable", None, {}, item.position)
    try:
        author, body = seals.item_open(
            bytes(item.sealed),
            report=report.id,
            part=item.part,
            epoch=item.epoch,
            item=item.id,
            key=key,
            authors=authors,
        )
    except SealError:
        return ReadItem(item.id, item.part, "unreadable", None, {}, item.position)
    if author == REPORTER:
        return ReadItem(item.id, item.part, "reporter", None, body, item.position)
    if body.get("kind") in ONLY_HERS:
        return ReadItem(item.id, item.part, "unreadable", None, {}, item.position)
    return ReadItem(item.id, item.part, "staff", uuid.UUID(bytes=author), body, item.position)
