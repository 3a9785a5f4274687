"""To whom something can be sealed now, and whose signature an old message bears.

A key counts only as the verified manifest of receivers has it: the row in the database must
match, and she receives for a team where both the manifest and her roles say so. A focal point
receives up to the day in her role; that day is compared in the query, so it passes by itself.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ruangaman.core.clock import now
from ruangaman.core.statements import rows_asked
from ruangaman.lib.manifest import Manifest, Vouched
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.labels import HELD, MENDED_WITHIN, TEAM_READERS, Held, standing_of
from ruangaman.people.models import READER_ROLES, RecipientKey, Role, RoleGrant, Team
from ruangaman.people.selectors.manifest import (
    manifest,
    manifest_standing,
    removed_before,
    seldom_logged,
)

Genuine = Callable[[uuid.UUID, bytes], bool]
_Rows = QuerySet[RecipientKey, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person to seal to. ``team_ids`` are all teams she reads for; ``label`` is Indonesian.

    ``bridge_only``: she reads as a focal point and in no other role. ``receives``: the manifest
    vouches for her today and her time as a focal point is not over; else her boxes are emptied.
    """

    key_id: uuid.UUID
    user_id: uuid.UUID
    team_ids: frozenset[uuid.UUID]
    public: PublicKey
    label: str
    organisations: frozenset[str]
    bridge_only: bool
    receives: bool = True


def recipients_of(team_ids: Collection[uuid.UUID]) -> list[Recipient]:
    """Return those who read for one of the teams, each once, in a fixed order."""
    asked = frozenset(team_ids)
    if not asked:
        return []
    found = _receiving(rows_asked(_readers_of, timezone.localdate(), *sorted(asked)))
    return [one for one in found if not one.team_ids.isdisjoint(asked)]


def recipient(key_id: uuid.UUID) -> Recipient | None:
    """Return the holder of this key, if something may be sealed to her now."""
    holders = RoleGrant.objects.filter(user=OuterRef("user"), role__in=READER_ROLES)
    found = next(_receiving(_rows(usable().filter(Exists(holders), pk=key_id))), None)
    return found if found and (found.team_ids or not found.bridge_only) else None


def recipients_with_keys(
    key_ids: Iterable[uuid.UUID], genuine: Genuine | None = None
) -> dict[uuid.UUID, Recipient]:
    """Return the holders of these keys, replaced keys and suspended people among them.

    Only keys that were vouched for at some time, and as they were then, whatever stands in the
    database now; whoever is not vouched for any more, or no focal point any more, has ``receives``
    False. One who is only away keeps her teams. While the manifest
    is not sound, ``genuine`` alone says which stored keys are believed, so that a consent can be
    taken back without closing the report to those who keep theirs; whoever was removed while it
    was sound stays removed.
    """
    standing, at = manifest_standing(), now()
    gone = removed_before(at) if standing.fault else frozenset()
    found = {}
    for rows in _grouped(_rows(RecipientKey.objects.filter(pk__in=list(key_ids)))):
        key_id, user, stored, *_ = rows[0]
        if standing.fault:
            if genuine and genuine(key_id, bytes(stored)):
                stays = gone.isdisjoint((key_id, user))
                found[key_id] = _recipient(rows, bytes(stored), None, receives=stays)
            continue
        known = standing.manifest
        public = known.public_of(key_id, at)
        if public is not None:
            named = _as_signed(known, at, rows)
            vouched = known.holder(key_id, at)
            focal_only = _focal_only(known, at, vouched)
            found[key_id] = _recipient(named, public, vouched, focal_only=focal_only)
    return found


def focal_keys_over() -> list[uuid.UUID]:
    """Return the keys, replaced ones too, of focal points whose time is over, in no other role."""
    grants = RoleGrant.objects.filter(user=OuterRef("user"))
    focal = grants.filter(role=Role.FOCAL_POINT)
    others = grants.filter(role__in=READER_ROLES).exclude(role=Role.FOCAL_POINT)
    had = focal.filter(reads_until__isnull=False)
    keeps = had.filter(reads_until__gte=timezone.localdate() - MENDED_WITHIN)
    keys = RecipientKey.objects.filter(Exists(had), ~Exists(others), ~Exists(keeps))
    return list(keys.order_by("pk").values_list("pk", flat=True))


def author_keys(key_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, PublicKey]:
    """Return the keys that sign under these ids, as the manifest has or had them."""
    known, at = manifest(), now()
    keys = {key_id: known.public_of(key_id, at) for key_id in key_ids}
    return {key_id: PublicKey(raw) for key_id, raw in keys.items() if raw is not None}


def keys_stored(key_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, PublicKey]:
    """Return the keys as the rows have them, for a caller who knows by himself what is genuine."""
    rows = RecipientKey.objects.filter(pk__in=list(key_ids)).values_list("pk", "public")
    return {key_id: PublicKey(bytes(raw)) for key_id, raw in rows}


def matched(
    known: Manifest,
    at: dt.datetime,
    key_id: uuid.UUID,
    user_id: uuid.UUID,
    public: bytes,
    *,
    printed: Callable[[bytes], bytes] = bytes,
) -> Vouched | None:
    """Return how the manifest vouches for a row of the database, if it matches to the last bit.

    ``printed`` makes of a key what ``public`` is, where that is not the key itself.
    """
    vouched = known.holder(key_id, at)
    if vouched is None:
        return None
    if (vouched.user, printed(vouched.public)) != (user_id, public):
        seldom_logged("Nothing is sealed to a key that is not as the manifest of receivers has it.")
        return None
    return vouched


def usable() -> QuerySet[RecipientKey]:
    """Return the keys in use, of accounts in use."""
    return RecipientKey.objects.filter(replaced_on=None, user__is_active=True)


def _readers_of(day: dt.date, *team_ids: uuid.UUID) -> _Rows:
    members = RoleGrant.objects.filter(
        receives_on(day), user=OuterRef("user"), role__in=TEAM_READERS, team__in=team_ids
    )
    return _rows(usable().filter(Exists(members)))


def receives_on(day: dt.date, grant: str = "") -> Q:
    """Return the condition of ``Held.receives``; in the positive, for a filter over a join."""
    focal = {f"{grant}role": Role.FOCAL_POINT, f"{grant}receives_until__gte": day}
    others = [kind for kind in Team.Kind if kind != Team.Kind.FOCAL_POINT]
    worker = {f"{grant}role": Role.CASE_WORKER, f"{grant}team__kind__in": others}
    return Q(**focal) | Q(**worker)


def _rows(keys: QuerySet[RecipientKey]) -> _Rows:
    """Return one row for each grant of the holders of ``keys``, in the order of the keys."""
    columns = [f"user__grants__{column}" for column in HELD]
    return keys.order_by("pk").values_list("pk", "user_id", "public", *columns)


def _receiving(rows: Iterable[tuple[Any, ...]]) -> Iterator[Recipient]:
    """Yield those of the holders for whom the manifest vouches now."""
    known, at = manifest(), now()
    for held in _grouped(rows):
        key_id, user_id, public, *_ = held[0]
        vouched = matched(known, at, key_id, user_id, bytes(public))
        if vouched:
            offered = _as_signed(known, at, held, closing=True)
            bridge = _focal_only(known, at, vouched)
            yield _recipient(offered, vouched.public, vouched, focal_only=bridge, now_only=True)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    return (list(group) for _, group in groupby(rows, key=itemgetter(0)))


def _as_signed(
    known: Manifest, at: dt.datetime, rows: list[tuple[Any, ...]], *, closing: bool = False
) -> list[tuple[Any, ...]]:
    """Return somebody's rows with the signed names of her teams.

    ``closing`` takes her role for a team away that is another one by its row than the one that
    was signed. Who holds a box already keeps it: rows alone must close no report for good.
    """
    found = []
    for row in rows:
        held = Held(*row[3:])
        said = known.team(held.team_id, at) if held.team_id else None
        if said:
            held = held._replace(team_name=said.name, team_short_name=said.short_name)
            place = (held.code, held.kind, held.organisation, held.unit_code)
            if closing and said.place[:4] != place:
                held = held._replace(team_id=None)
        found.append((*row[:3], *held))
    return found


def _focal_only(known: Manifest, at: dt.datetime, vouched: Vouched | None) -> bool:
    """Say whether she was signed in for teams of focal points alone, whatever her roles say now."""
    teams = [known.team(team, at) for team in vouched.teams] if vouched else []
    return bool(teams) and all(team is not None and team.focal_only for team in teams)


def _recipient(
    rows: list[tuple[Any, ...]],
    public: bytes,
    vouched: Vouched | None,
    *,
    receives: bool = False,
    now_only: bool = False,
    focal_only: bool = False,
) -> Recipient:
    """Teams by manifest and roles, organisations by either: a lost role un-excludes nobody.

    ``receives`` believes the roles alone. ``now_only``: of a focal point's teams only those for
    which something new may be sealed to her; else those through which she keeps what she has.
    ``focal_only``: the manifest says that she reads as a focal point and as nothing else.
    """
    key_id, user_id, *_ = rows[0]
    standing, day = standing_of(Held(*row[3:]) for row in rows), timezone.localdate()
    by_day = standing.receiving(day) if now_only else standing.keeping(day)
    teams = vouched.teams if vouched else standing.team_ids if receives else frozenset()
    bridge_only = standing.bridge_only or focal_only
    over = bridge_only and not standing.keeping(day)
    organisations = vouched.organisations if vouched else frozenset()
    return Recipient(
        key_id=key_id,
        user_id=user_id,
        team_ids=by_day & teams,
        public=PublicKey(public),
        label=standing.label,
        organisations=standing.organisations | organisations,
        bridge_only=bridge_only,
        receives=(receives or vouched is not None) and not over,
    )
