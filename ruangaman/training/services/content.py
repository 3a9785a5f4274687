"""Writes what the pack teaches; words that were read stay as they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruangaman.core.services.pack_content import content_write
from ruangaman.core.services.reference import Changes
from ruangaman.lib.pack import Training
from ruangaman.training.models import Content


def contents_write(*, training: Training | None) -> dict[str, Changes]:
    """Make the current content equal to ``training``; changes by kind.

    A part of a load (``ops.packs.pack_load``), which holds the transaction and writes the audit
    event. A pack without training has no current content.
    """
    taught = training or Training()
    entries: dict[str, Iterable[Any]] = {
        Content.Kind.CURRICULUM: taught.curriculum,
        Content.Kind.MODULE: taught.modules,
        Content.Kind.REQUIREMENT: taught.requirements,
        Content.Kind.ITEM: taught.items,
        Content.Kind.DIALOGUE: taught.dialogues,
        Content.Kind.CHECKLIST: taught.checklist,
        Content.Kind.INDUCTION: taught.induction,
        Content.Kind.EVALUATION: taught.evaluation,
        Content.Kind.SELF_CHECK: taught.self_check,
    }
    return {
        f"training_{kind}": content_write(Content, kind, found, renamed={"needed": "pass"})
        for kind, found in entries.items()
    }
