"""What the pack asks and says about culture, as it is now."""

from __future__ import annotations

from typing import Any

from ruangaman.core.pack_content import content_of, contents_of
from ruangaman.surveys.models import Content

_ORIGIN = ("source", "mark", "reviewed_by", "reviewed_on")


def contents(kind: str) -> list[Content]:
    """Return the current entries of a kind, in the order of the pack."""
    return contents_of(Content, kind)


def content_one(kind: str, key: str) -> Content | None:
    """Return the current entry with this key; None when the pack has none."""
    return content_of(Content, kind, key)


def definition_in(content: Content) -> dict[str, Any]:
    """Return the definition in an entry of kind survey."""
    return {name: value for name, value in content.body.items() if name not in _ORIGIN}
