"""What the pack says about policy, as it is now."""

from __future__ import annotations

from ruangaman.core.pack_content import content_of, contents_of
from ruangaman.policy.models import Content


def contents(kind: str) -> list[Content]:
    """Return the current entries of a kind, in the order of the pack."""
    return contents_of(Content, kind)


def content_one(kind: str, key: str) -> Content | None:
    """Return the current entry with this key; None when the pack has none."""
    return content_of(Content, kind, key)
