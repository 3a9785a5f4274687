"""What an entry says of teams: names and what they are, in one text that two receivers sign.

It stands where the public key of a person stands, so that entries of earlier releases keep their
form: the statement holds its SHA-256.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from ruangaman.lib.manifest.entries import ROOT

MOST_TEAMS = 200
"""Teams in one entry: as many as somebody can be asked to read."""


@dataclass(frozen=True, slots=True, order=True)
class TeamSaid:
    """A team as it was signed. ``focal_only``: who reads for such teams alone is a focal point."""

    id: uuid.UUID
    code: str
    kind: str
    organisation: str
    unit_code: str
    name: str
    name_en: str
    short_name: str
    focal_only: bool

    @property
    def place(self) -> tuple[str, str, str, str, bool]:
        """Everything but the names: what decides to whom a reporter speaks."""
        return self.code, self.kind, self.organisation, self.unit_code, self.focal_only


@dataclass(frozen=True, slots=True)
class TeamsSigned:
    """An entry about teams; ``by`` are the keys that signed it."""

    sequence: int
    kind: str
    teams: tuple[TeamSaid, ...]
    closed_at: dt.datetime
    effective_at: dt.datetime
    by: tuple[uuid.UUID, uuid.UUID]

    @property
    def by_root(self) -> bool:
        """Whether the root key signed, and no receiver."""
        return self.by[0] == ROOT


def teams_encoded(teams: Iterable[TeamSaid]) -> bytes:
    """Return the one form in which these teams are signed and stored."""
    body = [asdict(one) | {"id": str(one.id)} for one in sorted(teams)]
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def teams_decoded(raw: bytes) -> tuple[TeamSaid, ...]:
    """Read what ``teams_encoded`` wrote: 1 to ``MOST_TEAMS``, each once. Else ``ValueError``."""
    try:
        body = json.loads(raw)
        teams = tuple(TeamSaid(**row | {"id": uuid.UUID(row["id"])}) for row in body)
        typed = all(
            isinstance(getattr(one, field.name), bool if field.name == "focal_only" else str)
            for one in teams
            for field in fields(one)
            if field.name != "id"
        )
    except (TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise ValueError("no teams") from fault
    if (
        not typed
        or not 1 <= len(teams) <= MOST_TEAMS
        or len({one.id for one in teams}) < len(teams)
    ):
        raise ValueError("no teams")
    if teams_encoded(teams) != raw:
        raise ValueError("not in its one form")
    return teams
