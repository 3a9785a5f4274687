"""Who can read for which team, over all teams: what pages and offers are made of.

Asked for thousands of people at a time, and almost always there is nothing new since the last
time. So each process keeps what it found: the same rows, under the same entries of the manifest,
say the same. Every row is asked for and compared each time; only judging it anew is saved.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BinaryField, Func, Q, QuerySet
from django.utils import timezone

from ruangaman.core.clock import now
from ruangaman.core.statements import Rows, rows_raw
from ruangaman.lib.manifest import Manifest
from ruangaman.people.labels import TEAM_READERS
from ruangaman.people.models import RecipientKey
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.selectors.recipients import matched, receives_on, usable
from ruangaman.people.selectors.signed_teams import place_is_signed

_GRANT = "user__grants__"
_Keys = QuerySet[RecipientKey, tuple[Any, ...]]


class Able(NamedTuple):
    """Somebody who can read what is sent to a team; ``unit_code`` for one of focal points.

    ``user_text`` is her account's id as a query casts it to text.
    """

    key_id: uuid.UUID
    user_id: uuid.UUID
    team_id: uuid.UUID
    kind: str
    active: bool
    unit_code: str
    user_text: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What these rows meant under this manifest, from one moment until before another."""

    known: Manifest
    since: dt.datetime
    until: dt.datetime
    rows: Rows
    able: tuple[Able, ...]

    def holds(self, known: Manifest, at: dt.datetime, rows: Rows) -> bool:
        return self.known is known and self.since <= at < self.until and self.rows == rows


class _Print(Func):
    """The SHA-256 of bytes, where the database makes it sooner than it hands the bytes out."""

    output_field = BinaryField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, function="sha256")

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:  # noqa: ARG002
        return compiler.compile(self.source_expressions[0])


_kept: dict[Callable[..., _Keys], _Kept] = {}


def able_now() -> tuple[Able, ...]:
    """Return who can read for which team and may be told: once a team, in a fixed order."""
    return _vouched(_able_rows, timezone.localdate())


def keys_vouched() -> tuple[Able, ...]:
    """Return who can read for which team, whether a focal point is ready or not.

    The very same tuple, while there is nothing new.
    """
    return _vouched(_holder_rows)


def _vouched(ask: Callable[..., _Keys], *arguments: dt.date) -> tuple[Able, ...]:
    known, at = manifest(), now()
    rows, converted = rows_raw(ask, *arguments)
    kept = _kept.get(ask)
    if kept is None or not kept.holds(known, at, rows):
        able = tuple(sorted(_judged(known, at, converted(rows))))
        kept = _kept[ask] = _Kept(known, at, known.changes_after(at), rows, able)
    return kept.able


def _judged(known: Manifest, at: dt.datetime, rows: Rows) -> Iterator[Able]:
    for key_id, user_id, printed, team_id, kind, active, *place in rows:
        vouched = matched(known, at, key_id, user_id, bytes(printed), printed=_printed)
        signed = place_is_signed(known, at, team_id, place[0], kind, *place[1:])
        if vouched and team_id in vouched.teams and signed:
            yield Able(key_id, user_id, team_id, kind, active, place[-1], _text(user_id))


def _printed(public: bytes) -> bytes:
    """Return a key as ``_Print`` gives it."""
    return hashlib.sha256(public).digest() if connection.vendor == "postgresql" else public


def _text(value: uuid.UUID) -> str:
    return value.hex if connection.vendor == "sqlite" else str(value)


def _able_rows(day: dt.date) -> _Keys:
    return _team_rows(receives_on(day, _GRANT))


def _holder_rows() -> _Keys:
    return _team_rows(Q())


def _team_rows(condition: Q) -> _Keys:
    reading = {f"{_GRANT}role__in": TEAM_READERS, f"{_GRANT}team__isnull": False}
    names = ("team_id", "team__kind", "team__active")
    place = ("team__code", "team__organisation", "team__unit_code")
    team = [f"{_GRANT}{name}" for name in (*names, *place)]
    rows = usable().filter(condition, **reading).order_by()
    return rows.values_list("pk", "user_id", _Print("public"), *team)
