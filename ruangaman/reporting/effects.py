"""What the law makes a team do once it is told, in words, and whether anybody has verified them."""

from __future__ import annotations

from typing import Any

from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.core.words import words
from ruangaman.people.models import Team


def effect_of(team: Team) -> dict[str, Any]:
    """Return what the law makes a team do once told, and whether somebody has verified it."""
    text = words({"text_id": team.legal_effect_id, "text_en": team.legal_effect_en}, "text")
    known = all(_verified(key) for key in team.effect_rules)
    return {
        "text": text,
        "source": team.source,
        "verified": bool(team.verified_on) and known,
    }


def _verified(key: str) -> bool:
    try:
        return verified(rule(key))
    except RuleMissing:
        return False
