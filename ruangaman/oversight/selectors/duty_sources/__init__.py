"""Where each duty is read: in the room where it is done, as it stood on a day.

Each gives ``Told`` for a unit: kept up, not kept up, or None with a word of
``oversight.duty_words`` that says why nobody can know.
"""

from __future__ import annotations

Told = tuple[bool | None, str]

KEPT: Told = (True, "")
LACKING: Told = (False, "")
