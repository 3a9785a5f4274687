"""Whether a team keeps its work here: set by whoever leads it, and kept in the audit chain."""

from __future__ import annotations

import uuid

from django.db import transaction

from ruangaman.casework.models import TeamDesk
from ruangaman.casework.selectors.keeping import may_choose, team_keeps
from ruangaman.core.audit import audit_record, subject_of
from ruangaman.people.models import Role, RoleGrant, Team


class NotYours(Exception):
    """She does not lead this team, or it has no choice."""


def team_desk_set(*, actor: uuid.UUID, team_id: uuid.UUID, keeps: bool) -> bool:
    """Set it; False when it stands so already. Raises ``NotYours``."""
    with transaction.atomic():
        team = Team.objects.filter(pk=team_id, active=True).first()
        led = RoleGrant.objects.filter(user=actor, role=Role.SUPERVISOR, team=team)
        if team is None or not may_choose(team) or not led.exists():
            raise NotYours
        if team_keeps(team) == keeps:
            return False
        TeamDesk.objects.update_or_create(team=team, defaults={"keeps": keeps})
        subject = subject_of("team", team.pk.bytes)
        audit_record(actor=actor, action="team-desk-set", subject=subject, detail={"keeps": keeps})
    return True
