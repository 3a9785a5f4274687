"""What the pack says about policy, as it is now."""

from __future__ import annotations

from ruangaman.policy.models import Content


def contents(kind: str) -> list[Content]:
    """Return the current entries of a kind, in the order of the pack."""
    return list(Content.objects.filter(kind=kind, current=True).order_by("position", "key"))


def content_one(kind: str, key: str) -> Content | None:
    """Return the current entry with this key; None when the pack has none."""
    return Content.objects.filter(kind=kind, key=key, current=True).first()
