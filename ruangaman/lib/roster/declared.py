"""Totals that a list says of itself, above or below its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruangaman.lib.roster.model import Declared
from ruangaman.lib.table.model import Aside

_TOTAL = re.compile(
    r"(?:grand\s+)?(?:jumlah|jml|total|number)"
    r"(?:\s+(?:of|seluruh|seluruhnya|semua|keseluruhan|all))?"
    r"(?:\s+(?:peserta|orang|pegawai|hadir|participants?|people|persons|attendees))*"
    r"(?:\s+(?:hadir|yang hadir|seluruhnya))?"
    r"\s*[:=]?\s*(\d{1,6})(?:\s*\([a-z\s]+\))?"
    r"(?:\s+(?:orang|peserta|pegawai|participants?|people|persons))*\s*\.?",
    re.IGNORECASE,
)


def declared_totals(aside: tuple[Aside, ...]) -> Iterator[Declared]:
    """Return each total that a line declares for the whole list; a part's own is none."""
    for line in aside:
        match = _TOTAL.fullmatch(" ".join(" ".join(line.texts).split()))
        if match:
            yield Declared(int(match[1]), line.number)
