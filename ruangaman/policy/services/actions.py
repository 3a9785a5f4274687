"""Actions of a unit: added, changed, done, dropped, opened again, carried into a later year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.services.reference import fields_write
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.policy.models import Action
from ruangaman.policy.selectors.actions import carry_year, heirs_today, may_plan

State = Action.State
MOST_A_YEAR = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned: what, who (a position), by when; and from which standard it comes."""

    what: str
    who: str
    due: dt.date
    view: str = ""
    standard: str = ""


class ActionChanged(Exception):
    """Somebody else changed it since this person opened the page; ``action`` is as it is now."""

    def __init__(self, action: Action) -> None:
        """Keep the action."""
        super().__init__(action.pk)
        self.action = action


def action_add(*, code: str, year: int, plan: Plan, by: User) -> Action:
    """Add an action to a unit's plan of a year."""
    _must_plan(by, code)
    with transaction.atomic():
        plan_room_needed(code, year)
        made = Action.objects.create(unit_code=code, year=year, **asdict(plan))
        action_noted(made, "added", by)
    return made


def action_change(*, action: Action, version: int, plan: Plan, by: User) -> None:
    """Change what is planned, while it is open."""
    fields = {"what": plan.what, "who": plan.who, "due": plan.due}
    _step(action, version, by, "changed", fields)


def action_done(*, action: Action, version: int, day: dt.date, note: str, by: User) -> None:
    """Say that it is done, since when and what shows it."""
    _step(action, version, by, "done", {"state": State.DONE, "done_on": day, "note": note})


def action_drop(*, action: Action, version: int, reason: str, by: User) -> None:
    """Say that it will not be done, and why."""
    _step(action, version, by, "dropped", {"state": State.DROPPED, "note": reason})


def action_reopen(*, action: Action, version: int, by: User) -> None:
    """Open again what was done or dropped by mistake."""
    fields = {"state": State.OPEN, "done_on": None}
    _step(action, version, by, "reopened", fields, states=(State.DONE, State.DROPPED))


def action_carry(*, action: Action, version: int, code: str, plan: Plan, by: User) -> Action:
    """Carry it once into the plan of a later year: of its unit, or of one that went on from it."""
    if code not in heirs_today(action.unit_code):
        raise Http404
    _must_plan(by, code)
    with transaction.atomic():
        mine = _taken(action, version, (State.OPEN,))
        fields_write(mine, {"state": State.CARRIED, "revision": mine.revision + 1})
        year = carry_year(mine)
        made = Action.objects.create(
            unit_code=code,
            year=year,
            carried_from=mine,
            proposal=_proposal(mine, code, year),
            **asdict(plan),
        )
        action_noted(mine, "carried", by)
    return made


def _step(
    action: Action,
    version: int,
    by: User,
    name: str,
    fields: Mapping[str, Any],
    *,
    states: tuple[str, ...] = (State.OPEN,),
) -> None:
    _must_plan(by, action.unit_code)
    with transaction.atomic():
        mine = _taken(action, version, states)
        fields_write(mine, {**fields, "revision": mine.revision + 1})
        action_noted(mine, name, by)


def _proposal(mine: Action, code: str, year: int) -> str:
    """Return what proposed an action that goes on; empty where that year's plan has it already."""
    there = Action.objects.filter(unit_code=code, year=year, proposal=mine.proposal)
    return "" if there.exists() else mine.proposal


def _taken(action: Action, version: int, states: tuple[str, ...]) -> Action:
    mine = Action.objects.select_for_update().get(pk=action.pk)
    if mine.revision != version or mine.state not in states:
        raise ActionChanged(mine)
    return mine


def plan_room_needed(code: str, year: int) -> None:
    """Refuse one more action where a plan holds as many as anybody can read."""
    if Action.objects.filter(unit_code=code, year=year).count() >= MOST_A_YEAR:
        raise Refused(_("Rencana ini sudah terlalu panjang. Selesaikan sebagian dulu."))


def _must_plan(by: User, code: str) -> None:
    if not may_plan(by, code):
        raise Http404


def action_noted(mine: Action, name: str, by: User) -> None:
    """Write the audit event of a step; last in its transaction."""
    audit_record(
        actor=by.pk,
        action=f"policy_action_{name}",
        subject=subject_of("policy_action", mine.pk.bytes),
        detail={"unit": mine.unit_code, "year": mine.year},
    )
