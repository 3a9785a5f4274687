"""Legal notes: sentences that stay on a page until somebody entitled has settled the point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruangaman.core.models import RuleValue
from ruangaman.core.rules import rules_in_force, verified
from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words


def open_notes(where: str, *, rules: Mapping[str, RuleValue] | None = None) -> list[str]:
    """Return the sentences of page ``where`` that still have to be shown, in two queries.

    A note goes once it and all its rules are verified. ``rules`` saves the second query where
    the caller has read them already.
    """
    notes = [note.body for note in pack_texts("legal_notes") if note.body.get("where") == where]
    known = rules if rules is not None else rules_in_force()
    return [words(note, "text") for note in notes if _is_open(note, known)]


def _is_open(note: Mapping[str, Any], rules: Mapping[str, RuleValue]) -> bool:
    settled = all(key in rules and verified(rules[key]) for key in note.get("rules", ()))
    return not (note.get("verified_on") and settled)
