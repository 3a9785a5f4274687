"""The line of a contact for statistics: what the desk did, by month; nothing of the person.

Counts of contacts (indicators R1, R3, R4) exist only inside a release that passed the publication
gate. Without a statistics key there is no line, and none is made afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ruangaman.reporting.answers import SOON
from ruangaman.reporting.services.coded import tally_add

FIRST, LAST = 1, 9
"""Versions: the record, then each check, then the hand-over."""


def contact_tally(
    *,
    seed: bytes,
    given: Mapping[str, Any],
    end: str,
    day: dt.date,
    version: int = FIRST,
    reached: str = "",
) -> None:
    """Put the line into the sealed queue, in the caller's transaction.

    ``day`` is one of the month in which she came; ``reached`` the newest answer to whether a
    service was reached.
    """
    doctor = "dokter" in (*given.get("rujuk", ()), *given.get("butuh", ()))
    fields = {
        "told": f"{day:%Y-%m}",
        "end": end,
        "within_72_hours": given.get("kapan") in SOON,
        "doctor": doctor,
        "referred": bool(given.get("rujuk")),
        "reached": reached,
    }
    tally_add(seed=seed, version=version, fields=fields)
