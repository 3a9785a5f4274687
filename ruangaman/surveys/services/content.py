"""Writes what the pack asks and says about culture; words that were answered stay as they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruangaman.core.services.pack_content import content_write
from ruangaman.core.services.reference import Changes
from ruangaman.lib.pack import Surveys
from ruangaman.surveys.models import Content


def surveys_contents_write(*, surveys: Surveys | None) -> dict[str, Changes]:
    """Make the current content equal to ``surveys``; changes by kind.

    A part of a load (``ops.packs.pack_load``), which holds the transaction and writes the audit
    event. A pack without surveys has no current content.
    """
    said = surveys or Surveys()
    entries: dict[str, Iterable[Any]] = {
        Content.Kind.SURVEY: said.survey,
        Content.Kind.BANK: said.bank,
        Content.Kind.CAMPAIGN: said.campaign,
        Content.Kind.BRIEFING: said.briefing,
    }
    return {
        f"surveys_{kind}": content_write(Content, kind, found) for kind, found in entries.items()
    }
