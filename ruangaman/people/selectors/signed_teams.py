"""Teams as the manifest has them, against the rows of the database.

Whoever writes rows could call one office by another's name. A reporter sees the name that was
signed; a team of which anything else differs is not offered to her. One that nobody has signed
yet is as its row says.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ruangaman.core.clock import now
from ruangaman.core.statements import rows_asked
from ruangaman.lib.manifest import Manifest, TeamSaid
from ruangaman.people.models import Team
from ruangaman.people.selectors.manifest import manifest

COLUMNS = ("pk", "code", "kind", "organisation", "unit_code", "name", "name_en", "short_name")
_OF_A_UNIT = "Fokal point "
"""How the name of a focal-point team begins (``services.teams``); the unit's name follows."""


_LABELS = {
    "name": _("Nama"),
    "name_en": _("Nama dalam bahasa Inggris"),
    "short_name": _("Nama pendek"),
    "kind": _("Jenis"),
    "organisation": _("Organisasi"),
    "unit_code": _("Kode unit"),
    "code": _("Kode tim"),
}

_INDONESIAN = frozenset({"name", "short_name"})


@dataclass(frozen=True, slots=True)
class TeamChange:
    """A team whose row is not as it was signed; ``signed`` is None for one nobody signed."""

    row: TeamSaid
    signed: TeamSaid | None

    @property
    def closes(self) -> bool:
        """Whether it is not offered: more than its names differs."""
        return self.signed is not None and self.signed.place != self.row.place

    @property
    def lines(self) -> list[tuple[str, str, str, str]]:
        """What is signed, for a page: label, as it would be, as it was signed, and whether that is
        Indonesian (``id``) whatever the page is.
        """
        now, before = _words(self.row), _words(self.signed) if self.signed else {}
        return [
            (str(_LABELS[name]), text, before.get(name, ""), "id" if name in _INDONESIAN else "")
            for name, text in now.items()
            if text or before.get(name)
        ]


def team_said(row: Iterable[Any]) -> TeamSaid:
    """Return a row of ``COLUMNS`` as it would be signed."""
    values = [*row]
    values.append(values[COLUMNS.index("kind")] == Team.Kind.FOCAL_POINT)
    return TeamSaid(*values)


def place_is_signed(known: Manifest, at: dt.datetime, team: uuid.UUID, *place: str | None) -> bool:
    """Say whether code, kind, organisation and unit of a row are those signed, if any were."""
    said = known.team(team, at)
    return said is None or (said.code, said.kind, said.organisation, said.unit_code) == place


def is_signed(team: Team) -> bool:
    """Say whether two receivers, or the root, signed a team and its row is as it was signed."""
    said = manifest().team(team.pk, now())
    place = (team.code, team.kind, team.organisation, team.unit_code)
    return said is not None and said.place[:4] == place


def teams_active() -> list[TeamSaid]:
    """Return every active team as its row has it."""
    return [team_said(row) for row in rows_asked(teams_rows)]


def team_changes(
    known: Manifest | None = None, active: Iterable[TeamSaid] | None = None
) -> list[TeamChange]:
    """Return the teams with receivers whose rows are not as signed, by what is graver and name.

    One query beside that for the manifest; ``known`` and ``active`` teams if the caller has them.
    Nothing while nobody is vouched for.
    """
    known, at = known or manifest(), now()
    read = {team for one in known.receivers(at).values() for team in one.teams}
    if not read:
        return []
    active = teams_active() if active is None else active
    pairs = ((row, known.team(row.id, at)) for row in active if row.id in read)
    found = [TeamChange(row, signed) for row, signed in pairs if row != signed]
    return sorted(found, key=lambda one: (not one.closes, one.signed is None, one.row.name))


def changes_of(teams: Iterable[TeamSaid]) -> list[TeamChange]:
    """Return what signing these teams would change, for who is asked to sign them."""
    known, at = manifest(), now()
    return [TeamChange(said, known.team(said.id, at)) for said in teams]


def teams_named(teams: Iterable[Team]) -> list[Team]:
    """Return the teams under the names that were signed. They are for reading: never save one."""
    known, at = manifest(), now()
    named = []
    for team in teams:
        said = known.team(team.pk, at)
        if said:
            team.name, team.name_en, team.short_name = said.name, said.name_en, said.short_name
        named.append(team)
    return named


def team_named(team: Team | None) -> Team | None:
    """Return one team under its signed name."""
    return teams_named([team])[0] if team else None


def unit_name(unit_code: str, name: str) -> str:
    """Return what a unit is called by the signed name of its focal points, else ``name``."""
    return unit_names([(unit_code, name)])[0]


def unit_names(units: Iterable[tuple[str, str]]) -> list[str]:
    """Return ``unit_name`` of each code and name, asking for the manifest once."""
    known, at, found = manifest(), now(), []
    for unit_code, name in units:
        said = known.team_of_unit(unit_code, at)
        signed = said is not None and said.name.startswith(_OF_A_UNIT)
        found.append(said.name.removeprefix(_OF_A_UNIT) if said and signed else name)
    return found


def _words(said: TeamSaid) -> dict[str, str]:
    kinds = dict(Team.Kind.choices)
    words = {name: str(getattr(said, name)) for name in _LABELS}
    return words | {"kind": str(kinds.get(said.kind, said.kind))}


def teams_rows() -> QuerySet[Team, tuple[Any, ...]]:
    """Ask for ``COLUMNS`` of every active team."""
    return Team.objects.filter(active=True).order_by("pk").values_list(*COLUMNS)
