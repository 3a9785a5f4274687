"""The cover over everything that is sealed directly to somebody: gone when its key is.

Covered are boxes, those of the reporter and of the recovery key among them, the ledger,
openings, wishes for a reader, holds, and what was handed over to an examiner. Items are not: the
seeds that open them lie in boxes only.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ruangaman.core.shred import shred_key, shred_keys
from ruangaman.lib.shred import cover, uncover
from ruangaman.reporting.models import Report

BOX: Final = "box"
REPORTER_BOX: Final = "reporter box"
LEDGER: Final = "ledger"
RECOVERY_BOX: Final = "recovery box"
OPENING: Final = "opening"
WISH: Final = "wish"
EXAMINATION: Final = "examination"
HOLD: Final = "hold"
WITHDRAWAL: Final = "withdrawal"


@dataclass(frozen=True, slots=True)
class Cover:
    """What covers one report; lives for one request, so that a destroyed key is gone at once."""

    report: uuid.UUID
    key: bytes = field(repr=False)

    def over(self, sealed: bytes, what: str, item: bytes = b"") -> bytes:
        """Cover ``sealed``; ``what`` it is and ``item`` (whose, which) are bound to it."""
        return cover(sealed, self.key, context=(self.report.bytes, what, item))

    def off(self, covered: bytes | memoryview[int], what: str, item: bytes = b"") -> bytes:
        """Return what was covered, or raise ``SealError``."""
        return uncover(bytes(covered), self.key, context=(self.report.bytes, what, item))


def cover_of(report: Report) -> Cover:
    """Return the cover of a report, or raise ``Shredded``."""
    return Cover(report.pk, shred_key(bytes(report.shred)))


def covers_of(reports: Iterable[Report]) -> dict[uuid.UUID, Cover]:
    """Return the covers of reports that have one, in one look at the shred store."""
    wanted = {report.pk: bytes(report.shred) for report in reports}
    keys = shred_keys(wanted.values())
    return {pk: Cover(pk, keys[shred]) for pk, shred in wanted.items() if shred in keys}
