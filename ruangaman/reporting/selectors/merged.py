"""Which other report of the same reporter belongs to this one: to her, and to who reads both."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import REPORTER, KeyPair, PublicKey, SealError
from ruangaman.reporting import seals
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import ReadItem

MERGED = "merged"
"""Name in the ledger, kind of the item, and what a note to a reader is sealed as."""

NOTHING = {"number": " " * 8, "leads": False}
"""What a reader of one of the two is told: as long as the rest."""


@dataclass(frozen=True, slots=True)
class Other:
    """The other report, for somebody who reads both; ``leads``: this one leads."""

    number: str
    leads: bool


def merged_codes(mailbox: Mailbox) -> list[Code]:
    """Return the codes of the other reports, in the order in which she joined them."""
    return [Code(int(one["code"], 16)) for one in mailbox.ledger.get(MERGED, ())]


def follows(mailbox: Mailbox) -> bool:
    """Say whether another report leads this one."""
    return any(not one["leads"] for one in mailbox.ledger.get(MERGED, ()))


def others_of(
    needs: Sequence[ReadItem],
    *,
    report: uuid.UUID,
    reporter: PublicKey,
    key_id: uuid.UUID,
    key: KeyPair,
) -> list[Other]:
    """Return the other reports that this reader may know of, as the reporter signed it."""
    found = []
    for item in needs:
        if item.kind != MERGED or item.author != "reporter":
            continue
        text = item.body.get("for", {}).get(str(key_id))
        if not isinstance(text, str):
            continue
        try:
            _, body = seals.note_open(
                seals.raw_of(text),
                kind=MERGED,
                report=report,
                item=item.id.bytes,
                reporter=key,
                authors={REPORTER: reporter}.get,
            )
        except (SealError, ValueError):
            continue
        if body["number"].strip():
            found.append(Other(body["number"], bool(body["leads"])))
    return found
