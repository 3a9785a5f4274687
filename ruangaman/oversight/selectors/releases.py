"""Released figures: the only place where a figure about reports is read from.

Loaded on the public surface too: nothing here knows drafts, holders or who released.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ruangaman.lib.signatures import signature_holds
from ruangaman.oversight.models import Release

_PUBLIC = ("sequence", "semester", "released_on", "document", "signature", "public")

Document = Mapping[str, Any]


def released() -> list[Release]:
    """Return all releases, the newest first; one query, of public columns."""
    return list(Release.objects.only(*_PUBLIC).order_by("-sequence"))


def release_of(semester: str) -> Release | None:
    """Return the release of a semester (``2026-S1``), or None."""
    return Release.objects.only(*_PUBLIC).filter(semester=semester).first()


def document(release: Release) -> dict[str, Any]:
    """Return what was released, as it was signed."""
    found: dict[str, Any] = json.loads(release.document)
    return found


def genuine(release: Release) -> bool:
    """Say whether the signature fits the text."""
    text = release.document.encode()
    return signature_holds(text, bytes(release.signature), bytes(release.public))


def cells_of(table: Mapping[str, Any]) -> dict[tuple[str, ...], Any]:
    """Return the cells of a table of a document by their place: a count, or ``"protected"``.

    A hidden one does not say why (docs/adr/0067); ``"*"`` is a total.
    """
    return {tuple(one["at"]): one.get("count", one.get("hidden")) for one in table["cells"]}
