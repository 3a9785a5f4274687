"""Parameters that several addresses take."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from ruangaman.api.framework import Contradicts, Query

MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
SEMESTER = r"^20[0-9]{2}-S[12]$"

Month = Annotated[str | None, Query(None, pattern=MONTH, description="2026-01")]
Page = Annotated[int, Query(1, ge=1, le=100_000)]
Size = Annotated[int, Query(100, ge=1, le=500)]


def months_read(since: str | None, until: str | None) -> tuple[dt.date | None, dt.date | None]:
    """Return both months; ``Contradicts`` where the last comes before the first."""
    if since and until and since > until:
        raise Contradicts("since", "until")
    return month_read(since), month_read(until)


def month_read(text: str | None) -> dt.date | None:
    """Return the first day of a month that fits ``MONTH``."""
    return dt.date.fromisoformat(f"{text}-01") if text else None
