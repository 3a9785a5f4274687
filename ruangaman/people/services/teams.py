"""Writes the receiving teams of a pack and a focal-point team for every unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from ruangaman.core.services.reference import (
    Changes,
    fields_write,
    reference_write,
    source_fields,
)
from ruangaman.lib import pack
from ruangaman.people.models import Team

_FOCAL_POINT_TEAM = "fp-{}"


def teams_write(*, teams: Iterable[pack.Team]) -> Changes:
    """Make the receiving teams equal to ``teams``; one that left the pack is not active."""
    rows: dict[str, dict[str, Any]] = {
        team.code: {
            "kind": team.kind,
            "name": team.title_id,
            "name_en": team.title_en,
            "short_name": team.title_id,
            "organisation": team.organisation,
            "unit_code": team.unit,
            "legal_effect_id": team.legal_effect_id,
            "legal_effect_en": team.legal_effect_en,
            "effect_rules": list(team.effect_rules),
            "reply_rule": team.reply_rule,
            "serves": list(team.serves),
            "active": True,
            **source_fields(team),
        }
        for team in teams
    }
    scope = Team.objects.exclude(kind=Team.Kind.FOCAL_POINT)
    return reference_write(scope=scope, key="code", rows=rows, retire={"active": False})


def focal_point_teams_write(
    *, units: Iterable[pack.Unit], today: date, keep: Collection[str] = ()
) -> Changes:
    """Give every unit its focal-point team, active while the unit is.

    Those of the units ``keep`` follow what was changed here, not the pack.
    """
    rows = {
        _FOCAL_POINT_TEAM.format(unit.code): _focal_point_team(
            unit.code,
            unit.name,
            unit.short_name,
            active=unit.valid_to is None or unit.valid_to > today,
        )
        for unit in units
        if unit.code not in keep
    }
    scope = Team.objects.filter(kind=Team.Kind.FOCAL_POINT).exclude(unit_code__in=keep)
    return reference_write(scope=scope, key="code", rows=rows, retire={"active": False})


def focal_point_team_write(*, unit_code: str, name: str, short_name: str, active: bool) -> Team:
    """Give a unit its focal-point team, or let the team follow the unit's name and end."""
    code = _FOCAL_POINT_TEAM.format(unit_code)
    values = _focal_point_team(unit_code, name, short_name, active=active)
    team, made = Team.objects.get_or_create(code=code, defaults=values)
    if not made:
        fields_write(team, values)
    return team


def _focal_point_team(code: str, name: str, short_name: str, *, active: bool) -> dict[str, Any]:
    return {
        "kind": Team.Kind.FOCAL_POINT,
        "name": f"Fokal point {name}",
        "name_en": f"Focal point of {name}",
        "short_name": f"Fokal point {short_name}",
        "organisation": "fokal_point",
        "unit_code": code,
        "active": active,
    }
