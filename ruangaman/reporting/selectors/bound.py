"""When a receiver who must tell the police (UPTD PPA) learned of a report, and that it told them.

A consultation starts nothing: it counts from when UPTD PPA first had it *as a report*. That it was
handed away and back does not begin the time anew.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ruangaman.people.models import Team
from ruangaman.people.selectors import recipients_with_keys
from ruangaman.people.selectors.manifest import manifest
from ruangaman.reporting.records import records_of
from ruangaman.reporting.selectors.parts import ReadItem
from ruangaman.reporting.selectors.purpose import HANDED

BOUND = (Team.Kind.UPTD_PPA,)
"""Receivers whom UU 12/2022 Art. 41(2)-(3) binds and this software knows."""

POLICE_RECORD = "police"
"""What a record in the needs is about that says on which day the police was told."""


_STAMP = dt.timedelta(seconds=59)
"""Moments are sealed to the minute: what began within it was so already."""


class Had(NamedTuple):
    """From this moment on a bound receiver has it, or has it no more."""

    at: dt.datetime
    has: bool


def bound_since(reported_at: dt.datetime | None, events: Sequence[Had]) -> dt.datetime | None:
    """Return when a bound receiver first had it as a report; None if none ever had."""
    if reported_at is None:
        return None
    has = False
    for at, gains in sorted(events, key=lambda one: one.at):
        if at > reported_at and (has or gains):
            return reported_at if has else at
        has = gains
    return reported_at if has else None


def bound_events(
    needs: Sequence[ReadItem],
    messages: Sequence[ReadItem],
    first_at: dt.datetime,
    kinds: Mapping[uuid.UUID, str],
) -> list[Had]:
    """Return when a bound receiver got it or lost it, as her own items tell.

    ``kinds``: of the teams that were told. One that no item names was told at first.
    """
    named = _joined(messages, kinds)
    found = [Had(at or first_at, has=True) for at in named.values()]
    for item in needs:
        if item.kind != HANDED or item.author != "reporter" or item.at is None:
            continue
        had = item.body.get("bound")
        after = item.body.get("bound_after", item.body.get("to") in BOUND)
        if had and not any(one.has and one.at <= item.at for one in found):
            found.append(Had(first_at, has=True))
        if had or after:
            found.append(Had(item.at, has=bool(after)))
    unnamed = any(kind in BOUND and team not in named for team, kind in kinds.items())
    if unnamed and not any(one.has for one in found if one.at not in named.values()):
        found.append(Had(first_at, has=True))
    return found


def bound_keys(key_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return those of the keys whose holders read for a bound receiver."""
    people = recipients_with_keys(key_ids)
    teams = {team for one in people.values() for team in one.team_ids}
    bound = set(Team.objects.filter(pk__in=teams, kind__in=BOUND).values_list("pk", flat=True))
    return {key for key, one in people.items() if not bound.isdisjoint(one.team_ids)}


def police_told_on(needs: Sequence[ReadItem]) -> dt.date | None:
    """Return the day on which the police was told, as the newest word of a bound receiver says.

    What anybody else signed about it counts for nothing. Whether she was one is asked of the
    moment at which she signed: that she left the team later takes nothing back.
    """
    said = [
        one for one in needs if one.author == "staff" and one.body.get("about") == POLICE_RECORD
    ]
    counted = _signed_by_bound(said) if said else []
    records = records_of(counted, POLICE_RECORD)
    told = records[-1].fields.get("told_on") if records else None
    return dt.date.fromisoformat(told) if isinstance(told, str) else None


def _signed_by_bound(said: Sequence[ReadItem]) -> list[ReadItem]:
    """Return what was signed by somebody who was in a bound team then, as the manifest says.

    Of whom it knows nothing from that moment, her teams of today count.
    """
    known = manifest()
    then = {
        one.id: known.teams_then(one.author_id, one.at + _STAMP)
        if one.author_id and one.at
        else None
        for one in said
    }
    teams = {team for found in then.values() for team in found or ()}
    bound = set(Team.objects.filter(pk__in=teams, kind__in=BOUND).values_list("pk", flat=True))
    unknown = {one.author_id for one in said if one.author_id and then[one.id] is None}
    today = bound_keys(unknown) if unknown else set()
    return [
        one
        for one in said
        if not bound.isdisjoint(then[one.id] or ())
        or (then[one.id] is None and one.author_id in today)
    ]


def _joined(
    messages: Sequence[ReadItem], kinds: Mapping[uuid.UUID, str]
) -> dict[uuid.UUID, dt.datetime | None]:
    """Return the bound teams she let in by a later yes, and when; None: it had read before."""
    named: dict[uuid.UUID, dt.datetime | None] = {}
    for item in messages:
        yes = item.kind == "decision" and item.author == "reporter" and item.body.get("yes")
        if yes and item.body.get("team"):
            at = None if item.body.get("again") else item.at
            named.setdefault(uuid.UUID(str(item.body["team"])), at)
    unknown = named.keys() - kinds.keys()
    gone = Team.objects.filter(pk__in=unknown).values_list("pk", "kind") if unknown else ()
    every = {**kinds, **dict(gone)}
    return {team: at for team, at in named.items() if every.get(team) in BOUND}
