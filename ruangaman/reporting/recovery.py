"""The recovery key as a report knows it: what she allows, and what may be passed on for her."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ruangaman.lib.boxes import PARTS
from ruangaman.lib.recovery import RecoveryContent, recovery_box_none, recovery_box_seal
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.selectors import RecoveryPublic
from ruangaman.reporting import seals
from ruangaman.reporting.grants import Grant

LEDGER = "recovery"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reporter's ledger says of the recovery key.

    ``key`` is the digest of the key that may help, empty for none; ``known`` are the digests of
    all that ever might: their notes are genuine. ``seen`` are the notes she has been shown.
    """

    key: str = ""
    refused: bool = False
    known: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()

    @classmethod
    def at_first(cls, key: RecoveryPublic | None, *, refused: bool) -> Choice:
        """Return what stands in a new report's ledger."""
        chosen = cls(refused=refused)
        return chosen.allowing(key) if key and not refused else chosen

    @classmethod
    def of(cls, ledger: Mapping[str, Any]) -> Choice:
        """Read it from a ledger; a report older than the recovery key has nothing."""
        body = ledger.get(LEDGER)
        if body is None:
            return cls()
        return cls(body["key"], body["refused"], tuple(body["known"]), tuple(body["seen"]))

    def to_json(self) -> dict[str, Any]:
        """Return the form kept in the ledger."""
        return {
            "key": self.key,
            "refused": self.refused,
            "known": list(self.known),
            "seen": list(self.seen),
        }

    def allowing(self, key: RecoveryPublic) -> Choice:
        """Return the choice that ``key`` may help."""
        digest = seals.digest(key.public.raw)
        known = tuple(dict.fromkeys([*self.known, digest]))
        return replace(self, key=digest, refused=False, known=known)

    def refusing(self) -> Choice:
        """Return the choice that no key may help."""
        return replace(self, key="", refused=True)

    def having_seen(self, notes: Iterable[str]) -> Choice:
        """Return the choice with these notes seen."""
        return replace(self, seen=tuple(dict.fromkeys([*self.seen, *notes])))

    def allows(self, key: RecoveryPublic | None) -> bool:
        """Say whether exactly this key may help."""
        return key is not None and self.key == seals.digest(key.public.raw)


def box_sealed(
    ledger: Mapping[str, Any],
    *,
    key: RecoveryPublic | None,
    report: uuid.UUID,
    epoch: seals.Epoch,
    reporter: PublicKey,
) -> bytes:
    """Seal the box of the recovery key by the ledger: of one size, whatever it allows."""
    if key is None:
        return recovery_box_none()
    content = None
    if Choice.of(ledger).allows(key):
        grants = [Grant.from_json(body) for body in ledger["grants"]]
        out = [uuid.UUID(one) for one, known in ledger["authors"].items() if known == seals.NOBODY]
        content = content_of(grants, ledger["conflicts"], out, epoch, reporter)
    return recovery_box_seal(content, to=key.public, report=report.bytes, epoch=epoch.number)


def content_of(
    grants: Sequence[Grant],
    conflicts: Iterable[str],
    kept_out: Iterable[uuid.UUID],
    epoch: seals.Epoch,
    reporter: PublicKey,
) -> RecoveryContent:
    """Return what may be passed on: the parts that somebody may open now, and no more.

    ``kept_out`` are the keys of those who got nothing by a conflict: they may have moved since.
    Nobody may open anything of a withdrawn report; so its box has nothing either.
    """
    allowed = frozenset[str]().union(*(grant.parts for grant in grants))
    taken = [grant for grant in grants if not grant.parts]
    return RecoveryContent(
        reporter=reporter,
        seeds={part: epoch.seeds[part] for part in PARTS if part in allowed},
        conflicts=tuple(conflicts),
        teams=frozenset(grant.team.bytes for grant in taken if grant.team),
        people=frozenset(
            [key.bytes for key in kept_out]
            + [grant.recipient.bytes for grant in taken if grant.recipient]
        ),
    )
