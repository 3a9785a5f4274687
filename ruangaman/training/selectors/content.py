"""Teaching content of the pack, as it is now and as it was read."""

from __future__ import annotations

from ruangaman.core.models import Instance
from ruangaman.core.pack_content import content_of, contents_of
from ruangaman.training.models import Content


def contents(kind: str) -> list[Content]:
    """Return the current entries of a kind, in the order of the pack."""
    return contents_of(Content, kind)


def content_one(kind: str, key: str) -> Content | None:
    """Return the current entry with this key; None when the pack has none."""
    return content_of(Content, kind, key)


def may_gate(content: Content) -> bool:
    """Say whether a piece of content may decide about a certificate: reviewed, or in demo mode."""
    return content.reviewed or Instance.objects.filter(pk=1, demo=True).exists()
