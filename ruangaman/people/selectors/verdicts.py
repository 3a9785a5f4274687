"""What the public pages say about the manifest, compared with what is believed here."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ruangaman.core.clock import now
from ruangaman.core.statements import rows_asked
from ruangaman.lib.manifest import Manifest
from ruangaman.people.models import PublicVerdict
from ruangaman.people.pinned import PinFault, root_pinned
from ruangaman.people.selectors.manifest import Standing, manifest_standing
from ruangaman.people.verdict import Said, root_mark, said_open

SAID_EVERY = dt.timedelta(hours=1)
"""How often the public pages speak although nothing has changed."""

SILENT_AFTER = 3 * SAID_EVERY
MOST = 500
"""Rows that are read at a time; more were not written by our timer."""

Heard = list[tuple[uuid.UUID, Said | None]]


@dataclass(frozen=True, slots=True)
class PublicSide:
    """What is wrong on the public side; all empty when it believes what is believed here.

    ``unsound`` is its fault (English), ``since`` when it began. ``silent`` is when it last spoke,
    ``never``: it has not, although receivers were founded hours ago. ``unreadable`` rows were not
    written with our secret.
    """

    heard: dt.datetime | None = None
    unsound: str = ""
    since: dt.datetime | None = None
    silent: dt.datetime | None = None
    never: bool = False
    other_root: bool = False
    other_version: bool = False
    unreadable: int = 0

    @property
    def wrong(self) -> bool:
        """Whether it does not seal as it should, as far as it says."""
        return bool(self.unsound or self.other_root or self.other_version)


def public_side(standing: Standing | None = None) -> PublicSide:
    """Return how the public side stands against ``standing``, which is asked for if not given.

    One query beside that; staff pages of those concerned ask.
    """
    heard = rows_heard()
    unreadable = sum(said is None for _, said in heard)
    newest = sorted(places_heard(heard).values(), key=lambda said: said.at)
    standing = standing or manifest_standing()
    if not newest:
        return PublicSide(never=_long_founded(standing.manifest), unreadable=unreadable)
    last = newest[-1].at
    fresh = [said for said in newest if said.at > now() - SILENT_AFTER]
    faulty = next((said for said in fresh if said.verdict.fault), None)
    return PublicSide(
        heard=last,
        unsound=faulty.verdict.fault if faulty else "",
        since=faulty.since if faulty else None,
        silent=None if fresh else last,
        other_root=_other_root(fresh),
        other_version=any(_differs(standing, said) for said in fresh),
        unreadable=unreadable,
    )


def rows_heard() -> Heard:
    """Return every row with what it says."""
    return [(row, said_open(bytes(sealed), row)) for row, sealed in rows_asked(_rows)]


def places_heard(heard: Heard) -> dict[str, Said]:
    """Return the newest word of each place."""
    newest: dict[str, Said] = {}
    for _, said in heard:
        if said and (said.verdict.place not in newest or newest[said.verdict.place].at < said.at):
            newest[said.verdict.place] = said
    return newest


def _rows() -> QuerySet[PublicVerdict, tuple[Any, ...]]:
    return PublicVerdict.objects.values_list("pk", "sealed")[:MOST]


def _long_founded(known: Manifest) -> bool:
    return bool(known.entries) and known.entries[0].closed_at < now() - SILENT_AFTER


def _other_root(said: Iterable[Said]) -> bool:
    try:
        here = root_mark(root_pinned())
    except PinFault:
        return False
    return any(one.verdict.root not in ("", here) for one in said)


def _differs(standing: Standing, said: Said) -> bool:
    """Say whether it saw another history, or an old one long after the newest entry."""
    known, verdict = standing.manifest, said.verdict
    if standing.fault or verdict.sequence > known.sequence:
        return False
    if known.hashes[verdict.sequence].hex() != verdict.hash:
        return True
    return verdict.sequence < known.sequence and said.at > known.last_at + SAID_EVERY
