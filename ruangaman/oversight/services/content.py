"""Writes what the pack says about oversight; words of earlier figures stay as they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruangaman.core.services.pack_content import content_write
from ruangaman.core.services.reference import Changes
from ruangaman.lib.pack import Oversight
from ruangaman.oversight.models import Content


def oversight_contents_write(*, oversight: Oversight | None) -> dict[str, Changes]:
    """Make the current content equal to ``oversight``; changes by kind.

    A part of a load (``ops.packs.pack_load``), which holds the transaction and writes the audit
    event. A pack without oversight has no current content.
    """
    said = oversight or Oversight()
    entries: dict[str, Iterable[Any]] = {
        Content.Kind.INDICATOR: said.indicator,
        Content.Kind.DUTY: said.duty,
        Content.Kind.TABLE: said.table,
        Content.Kind.REVIEW: said.review,
    }
    return {
        f"oversight_{kind}": content_write(Content, kind, found) for kind, found in entries.items()
    }
