"""Teaching content of the pack, as it is now and as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from ruangaman.core.models import Instance
from ruangaman.training.models import Content


def contents(kind: str) -> list[Content]:
    """Return the current entries of a kind, in the order of the pack."""
    return list(Content.objects.filter(kind=kind, current=True).order_by("position", "key"))


def content_one(kind: str, key: str) -> Content | None:
    """Return the current entry with this key; None when the pack has none."""
    return Content.objects.filter(kind=kind, key=key, current=True).first()


def said(body: Mapping[str, Any], name: str) -> Any:
    """Return the text (or list of texts) ``name`` of an entry in the language of the page."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return body.get(f"{name}_{language}") or body.get(f"{name}_id", "")


def may_gate(content: Content) -> bool:
    """Say whether a piece of content may decide about a certificate: reviewed, or in demo mode."""
    return content.reviewed or Instance.objects.filter(pk=1, demo=True).exists()
