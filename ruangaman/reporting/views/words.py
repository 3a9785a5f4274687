"""Roles, teams and parts in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ruangaman.people.models import Team
from ruangaman.people.selectors.signed_teams import team_named
from ruangaman.reporting.labels import PART_NAMES


def label_words(label: str) -> str:
    """Return "role, team" in the language of the page; it was sealed in Indonesian."""
    if not label:
        return str(_("Petugas"))
    role, _comma, team = label.partition(", ")
    return ", ".join(_word(part) for part in (role, team) if part)


def _word(part: str) -> str:
    """Translate a role, or a team by the English name that the pack gives it."""
    team = team_named(Team.objects.filter(Q(short_name=part) | Q(name=part)).first())
    if team is None:
        return gettext(part)
    return (team.name_en if get_language() == "en" else "") or part


def parts_words(parts: Iterable[str]) -> str:
    """Return the names of parts, joined."""
    return ", ".join(str(PART_NAMES[part]) for part in parts)
