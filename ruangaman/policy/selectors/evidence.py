"""Reads evidence: all files of some subjects, in one query."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from ruangaman.policy.models import Evidence


def evidence_of(about: str, subjects: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Evidence]]:
    """Return the files of each of these, the oldest first; each has an entry, empty or not."""
    found: dict[uuid.UUID, list[Evidence]] = {pk: [] for pk in subjects}
    rows = Evidence.objects.filter(about=about, subject__in=list(subjects))
    for one in rows.order_by("added_at", "pk"):
        found[one.subject].append(one)
    return found
