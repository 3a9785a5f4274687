"""Whom the reporter may be asked to let read."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.people.models import Team, User
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import Recipient, recipients_of
from ruangaman.people.selectors.signed_teams import teams_named

Choices = list[tuple[str, Any]]


def reader_choices(*, reader: Reader, conflicts: Collection[str]) -> Choices:
    """Return the people who can receive, grouped by team, without ``reader`` herself.

    Teams of an organisation in ``conflicts`` say so: the reporter decides, and she must not be
    asked for one of them unawares.
    """
    teams = teams_named(Team.objects.filter(active=True).order_by("name"))
    able = recipients_of([team.pk for team in teams])
    people = [person for person in able if person.key_id != reader.key_id]
    names = _names(people)
    groups: dict[uuid.UUID, list[tuple[str, str]]] = {team.pk: [] for team in teams}
    for person in people:
        home = next((team.pk for team in teams if team.pk in person.team_ids), None)
        if home is not None:
            groups[home].append((str(person.key_id), names[person.user_id]))
    return [
        (_team_name(team, conflicts), sorted(groups[team.pk], key=lambda choice: choice[1]))
        for team in teams
        if groups[team.pk]
    ]


def _names(people: Collection[Recipient]) -> dict[uuid.UUID, str]:
    users = User.objects.filter(pk__in=[person.user_id for person in people])
    known = {user.pk: user.name for user in users}
    return {person.user_id: f"{known[person.user_id]} · {person.label}" for person in people}


def _team_name(team: Team, conflicts: Collection[str]) -> str:
    if team.organisation and team.organisation in conflicts:
        return _("%(team)s (pelapor menyebut orang itu bekerja di sini)") % {"team": team.name}
    return team.name
