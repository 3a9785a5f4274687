"""What is counted of a closed incident: month, and whether notice went out in time (D2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

TOLD = "sudah"
IN_TIME, LATE, NONE = "in_time", "late", "none"

Line = Callable[..., None]
LINES: list[Line] = []
"""What keeps such a line (``seed``, ``version``, ``fields``): the room above adds itself."""


def incident_counted(*, seed: bytes, version: int, values: Mapping[str, Any], hours: int) -> None:
    """Hand on the line of an incident; a later ``version`` takes the place of an earlier one.

    ``values`` are the newest of each field, ``hours`` those in which notice must go out.
    """
    found = dt.datetime.fromisoformat(str(values["found_at"]))
    month = f"{timezone.localdate(found):%Y-%m}"
    fields = {"month": month, "notified": _notified(values, found, hours)}
    for line in LINES:
        line(seed=seed, version=version, fields=fields)


def _notified(values: Mapping[str, Any], found: dt.datetime, hours: int) -> str:
    if values.get("authority") != TOLD or not values.get("authority_at"):
        return NONE
    told = dt.datetime.fromisoformat(str(values["authority_at"]))
    return IN_TIME if told <= found + dt.timedelta(hours=hours) else LATE
