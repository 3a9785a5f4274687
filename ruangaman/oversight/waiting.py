"""How long a semester waits before it may be opened, and in how many steps it is counted."""

from __future__ import annotations

import datetime as dt

from ruangaman.core.rules import days
from ruangaman.oversight.semesters import Semester

STEPS = 1_000
"""Of so many the worker tells how far it is: a share, no number of lines."""

WAIT = "release_wait"
"""The rule: days after the end of a semester in which desks still complete what they counted."""

WAIT_DAYS = 30


def opens_on(semester: Semester) -> dt.date:
    """Return the first day on which a semester may be opened, by the province's clock."""
    return semester.ends_on + dt.timedelta(days=days(WAIT, default=WAIT_DAYS) + 1)
