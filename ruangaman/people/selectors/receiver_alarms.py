"""What is wrong with receivers, and who still needs signatures."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ruangaman.core.clock import now
from ruangaman.core.statements import Rows, rows_asked, rows_raw
from ruangaman.lib.manifest import Manifest, TeamSaid, Vouched
from ruangaman.people.labels import TEAM_READERS
from ruangaman.people.models import READER_ROLES, RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.selectors.able import able_now
from ruangaman.people.selectors.manifest import Standing, manifest_standing
from ruangaman.people.selectors.signed_teams import team_changes, team_said, teams_rows

ENOUGH = 2
"""Below so many receivers of a team its supervisor is alarmed (design section 5)."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """What is wrong with receivers. ``unsound``: the whole manifest; nobody receives.

    ``altered`` keys are not as the manifest has them, ``missing`` ones are gone, ``unsigned``
    ones nobody vouches for. Of teams: ``teams_closed`` are others than were signed and are not
    offered, ``teams_renamed`` bear another name in the database, ``teams_unsigned`` nobody signed.
    """

    unsound: str = ""
    altered: int = 0
    missing: int = 0
    unsigned: int = 0
    teams_closed: int = 0
    teams_renamed: int = 0
    teams_unsigned: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """What these rows meant under this manifest, from one moment until before another."""

    known: Manifest
    since: dt.datetime
    until: dt.datetime
    rows: list[Rows]
    alarms: Alarms

    def holds(self, known: Manifest, at: dt.datetime, rows: list[Rows]) -> bool:
        return self.known is known and self.since <= at < self.until and self.rows == rows


_kept: dict[str, _Kept] = {}


class KeyHeld(NamedTuple):
    """A key as the row has it, and for which teams its holder reads by her roles.

    ``in_use``: neither replaced nor of a suspended account. ``reads``: in some role; a data
    protection officer reads the register of incidents, whose seals need a vouched key too.
    """

    key_id: uuid.UUID
    user_id: uuid.UUID
    public: bytes
    in_use: bool
    reads: bool
    teams: frozenset[uuid.UUID]


def keys_held() -> list[KeyHeld]:
    """Return every key there is. Two queries; every staff page asks."""
    return _held(rows_asked(_keys), rows_asked(_reading_grants))


def keys_of(user: User) -> list[KeyHeld]:
    """Return the keys of one person, without asking for anybody else's. Two queries."""
    return _held(_keys().filter(user=user), _reading_grants().filter(user=user))


def _held(keys: Iterable[tuple[Any, ...]], grants: Iterable[tuple[Any, ...]]) -> list[KeyHeld]:
    roles: dict[uuid.UUID, list[tuple[str, uuid.UUID | None]]] = {}
    for user_id, role, team_id in grants:
        roles.setdefault(user_id, []).append((role, team_id))
    return [
        KeyHeld(
            key_id=key_id,
            user_id=user_id,
            public=bytes(public),
            in_use=replaced_on is None and active,
            reads=user_id in roles,
            teams=frozenset(
                team for role, team in roles.get(user_id, ()) if team and role in TEAM_READERS
            ),
        )
        for key_id, user_id, public, replaced_on, active in keys
    ]


def alarms(standing: Standing | None = None) -> Alarms:
    """Return what is wrong with the receivers; ``standing`` if the caller has asked for it.

    Pages ask each time. Every row is asked for and compared; it is judged anew only when a row,
    the manifest or the moment changes something (``able``).
    """
    standing = standing or manifest_standing()
    if standing.fault:
        return Alarms(unsound=standing.fault)
    known, at = standing.manifest, now()
    asked = [rows_raw(ask) for ask in (_keys, _reading_grants, teams_rows)]
    rows = [raw for raw, _converted in asked]
    kept = _kept.get("alarms")
    if kept is None or not kept.holds(known, at, rows):
        keys, grants, teams = (converted(raw) for raw, converted in asked)
        found = _judged(known, at, _held(keys, grants), [team_said(row) for row in teams])
        kept = _kept["alarms"] = _Kept(known, at, known.changes_after(at), rows, found)
    return kept.alarms


def _judged(known: Manifest, at: dt.datetime, held: list[KeyHeld], rows: list[TeamSaid]) -> Alarms:
    there = {one.key_id for one in held}
    teams = team_changes(known, rows)
    closed, unsigned = sum(one.closes for one in teams), sum(one.signed is None for one in teams)
    return Alarms(
        teams_closed=closed,
        teams_unsigned=unsigned,
        teams_renamed=len(teams) - closed - unsigned,
        altered=sum(is_altered(known, one) for one in held),
        missing=sum(key_id not in there for key_id in known.receivers(at)),
        unsigned=sum(
            bool(need_of(known, at, one)) and closed_of(known, at, one) is None for one in held
        ),
    )


def teams_few(user: User) -> list[tuple[Team, int]]:
    """Return the teams ``user`` leads in which fewer than two people can read, and how many."""
    led = Team.objects.filter(
        grants__user=user, grants__role=Role.SUPERVISOR, active=True
    ).order_by("name")
    if not led:
        return []
    able = able_now()
    counted = [(team, len({one.key_id for one in able if one.team_id == team.pk})) for team in led]
    return [(team, count) for team, count in counted if count < ENOUGH]


def is_altered(known: Manifest, held: KeyHeld) -> bool:
    """Say whether a row is not as the manifest has the key of this id."""
    before = known.known_key(held.key_id)
    return before is not None and (before.public, before.user) != (held.public, held.user_id)


def need_of(known: Manifest, at: dt.datetime, held: KeyHeld) -> str:
    """Return what a key in use still needs: ``new``, ``replaced``, ``teams`` or nothing."""
    if not (held.in_use and held.reads) or is_altered(known, held):
        return ""
    person = known.person(held.user_id, at)
    if person is None:
        return "new"
    if person.key != held.key_id:
        return "replaced"
    return "" if held.teams <= person.teams else "teams"


def closed_of(known: Manifest, at: dt.datetime, held: KeyHeld) -> Vouched | None:
    """Return the entry with both signatures that will give a key what it needs."""
    later = (one for one in known.waiting(at) if one.key == held.key_id and held.teams <= one.teams)
    return next(later, None)


def _keys() -> QuerySet[RecipientKey, tuple[Any, ...]]:
    columns = ("pk", "user_id", "public", "replaced_on", "user__is_active")
    return RecipientKey.objects.order_by("pk").values_list(*columns)


def _reading_grants() -> QuerySet[RoleGrant, tuple[Any, ...]]:
    vouched = READER_ROLES | {Role.DPO}
    grants = RoleGrant.objects.filter(role__in=vouched).order_by("pk")
    return grants.values_list("user_id", "role", "team_id")
