"""What the pack says, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language


def words(source: object, name: str) -> str:
    """Return ``name_en`` on an English page, else ``name_id``; empty where there is none.

    ``source`` is a model, a dataclass, or the JSON body of a ``PackText``.
    """
    field = f"{name}_en" if (get_language() or "").startswith("en") else f"{name}_id"
    found = source.get(field) if isinstance(source, Mapping) else getattr(source, field, None)
    return str(found or "")
