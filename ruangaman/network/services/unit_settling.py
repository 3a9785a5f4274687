"""Lets teams and decrees follow the units: a name from its day on, an end with its day.

Run after every change for the units it touched, and every night for all, because a change may
have been recorded long before its day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from ruangaman.core.audit import audit_record
from ruangaman.network.models import Decree, DecreeStep, Unit
from ruangaman.network.selectors.units import in_force_on
from ruangaman.network.services.receiving import receiving_refresh_decrees
from ruangaman.people.models import User
from ruangaman.people.services.teams import focal_point_team_write

UNIT_ENDED = "unit_ended"
"""The step of a decree whose unit is no more."""


def units_settle() -> None:
    """Let all teams and decrees follow today's units."""
    with transaction.atomic():
        teams, decrees = units_follow(codes=None, by=None)
        if teams or decrees:
            audit_record(
                actor=None, action="units_settled", detail={"teams": teams, "decrees": decrees}
            )


def units_follow(*, codes: Collection[str] | None, by: User | None) -> tuple[int, int]:
    """Let the teams and decrees of these units follow today's units; count what changed.

    The caller holds the transaction and writes the audit event.
    """
    today = timezone.localdate()
    return _teams_follow(codes, today), _decrees_end(codes, today, by)


def _teams_follow(codes: Collection[str] | None, today: dt.date) -> int:
    """Name each team after its unit of today; one without a unit of today receives nothing.

    Units of a pack that nobody changed here are left to the pack.
    """
    rows = Unit.objects.filter(local=True, team__isnull=False).order_by("pk")
    if codes is not None:
        rows = rows.filter(code__in=codes)
    newest = {row.code: row for row in rows.select_related("team")}
    present = {row.code: row for row in rows.filter(in_force_on(today))}
    return sum(_team_follows(row, present.get(code)) for code, row in newest.items())


def _team_follows(newest: Unit, present: Unit | None) -> bool:
    named = present or newest
    active, team = present is not None, newest.team
    wanted = (f"Fokal point {named.name}", f"Fokal point {named.short_name}", active)
    if team is None or wanted == (team.name, team.short_name, team.active):
        return False
    focal_point_team_write(
        unit_code=newest.code, name=named.name, short_name=named.short_name, active=active
    )
    return True


def _decrees_end(codes: Collection[str] | None, today: dt.date, by: User | None) -> int:
    """End the decrees of units that are no more, on the unit's last day.

    Their focal points are appointed no longer, and nobody else is in their place: that takes a
    new decree. Drafts of such a unit come to nothing.
    """
    ended = Unit.objects.exclude(code__in=Unit.objects.filter(in_force_on(today)).values("code"))
    if codes is not None:
        ended = ended.filter(code__in=codes)
    last_days = dict(
        ended.values("code").annotate(last=Max("valid_to")).values_list("code", "last")
    )
    changed = []
    for decree in _open_decrees(last_days):
        last = last_days[decree.unit_code]
        if last is None or last >= today or not _end(decree, last):
            continue
        DecreeStep.objects.create(decree=decree, action=UNIT_ENDED, actor=by)
        changed.append(decree)
    receiving_refresh_decrees(changed)
    return len(changed)


def _open_decrees(last_days: Collection[str]) -> list[Decree]:
    live = Q(state=Decree.State.ISSUED) | Q(state__in=[Decree.State.DRAFT, Decree.State.SUBMITTED])
    return list(Decree.objects.filter(live, unit_code__in=list(last_days)))


def _end(decree: Decree, last: dt.date) -> bool:
    """Write the end of a decree, or of a draft; say whether there was anything to write."""
    this = Decree.objects.filter(pk=decree.pk)
    if decree.state != Decree.State.ISSUED:
        return bool(this.update(state=Decree.State.WITHDRAWN, version=F("version") + 1))
    if decree.ends and decree.ends <= last:
        return False
    return bool(this.update(ends=last, version=F("version") + 1))
