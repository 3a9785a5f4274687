"""What a verified manifest says: who is vouched for, for which teams, since when."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from ruangaman.lib.manifest.entries import GENESIS, ROOT
from ruangaman.lib.manifest.teams import TeamSaid, TeamsSigned
from ruangaman.lib.statistics import StatisticsKey

_BEFORE = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Vouched:
    """A receiver as one entry vouches for her; ``by`` are the keys that signed it.

    ``public`` is empty for an entry that removes her.
    """

    sequence: int
    kind: str
    key: uuid.UUID
    user: uuid.UUID
    public: bytes
    teams: frozenset[uuid.UUID]
    organisations: frozenset[str]
    closed_at: dt.datetime
    effective_at: dt.datetime
    by: tuple[uuid.UUID, uuid.UUID]

    @property
    def by_root(self) -> bool:
        """Whether the root key signed, and no receiver."""
        return self.by[0] == ROOT


@dataclass(frozen=True, slots=True)
class Recovery:
    """The public half of the recovery key, and who holds its shares, in words."""

    sequence: int
    key: uuid.UUID
    public: bytes
    holders: str
    effective_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Statistics:
    """The statistics key, and its two holders in words."""

    sequence: int
    key: StatisticsKey
    holders: str
    effective_at: dt.datetime


@dataclass(slots=True)
class Manifest:
    """The state after all entries. ``hashes[n]`` is the hash after entry ``n``, 0 the beginning."""

    hashes: list[bytes] = field(default_factory=lambda: [GENESIS])
    entries: list[Vouched] = field(default_factory=list)
    recoveries: list[Recovery] = field(default_factory=list)
    statistics_keys: list[Statistics] = field(default_factory=list)
    resets: list[int] = field(default_factory=list)
    used: set[uuid.UUID] = field(default_factory=set)
    last_at: dt.datetime = _BEFORE
    team_entries: list[TeamsSigned] = field(default_factory=list)
    _teams: dict[uuid.UUID, list[tuple[dt.datetime, TeamSaid]]] = field(default_factory=dict)
    _units: dict[str, uuid.UUID] = field(default_factory=dict)
    _persons: dict[uuid.UUID, list[Vouched]] = field(default_factory=dict)
    _keys: dict[uuid.UUID, Vouched] = field(default_factory=dict)

    @property
    def sequence(self) -> int:
        """How many entries there are."""
        return len(self.hashes) - 1

    @property
    def hash(self) -> bytes:
        """The hash of the last entry."""
        return self.hashes[-1]

    def receivers(self, at: dt.datetime) -> dict[uuid.UUID, Vouched]:
        """Return by key who is vouched for at this moment."""
        able = (self.person(user, at) for user in self._persons)
        return {one.key: one for one in able if one}

    def person(self, user: uuid.UUID, at: dt.datetime) -> Vouched | None:
        """Return how somebody is vouched for at this moment, if she is."""
        now = self._moment(at)
        for one in reversed(self._persons.get(user, [])):
            if one.effective_at <= now:
                return one if one.public else None
        return None

    def holder(self, key: uuid.UUID, at: dt.datetime) -> Vouched | None:
        """Return the receiver who holds this key now; None for a key of the past."""
        known = self._keys.get(key)
        now = self.person(known.user, at) if known else None
        return now if now and now.key == key else None

    def waiting(self, at: dt.datetime) -> list[Vouched]:
        """Return what has both signatures and holds only later."""
        latest = (versions[-1] for versions in self._persons.values() if versions)
        now = self._moment(at)
        return [one for one in latest if one.effective_at > now]

    def public_of(self, key: uuid.UUID, at: dt.datetime) -> bytes | None:
        """Return the key under this id, if it was ever vouched for: old messages bear it."""
        known = self._keys.get(key)
        return known.public if known and known.effective_at <= self._moment(at) else None

    def teams_then(self, key: uuid.UUID, at: dt.datetime) -> frozenset[uuid.UUID] | None:
        """Return for which teams a key was vouched for at a moment of the past, none if it was not.

        None: nothing is known of its holder from so early. What later entries say, a removal or
        another team, changes nothing of what she was then.
        """
        known = self._keys.get(key)
        then = [one for one in self.entries if known and one.user == known.user]
        then = [one for one in then if one.effective_at <= at]
        if not then:
            return None
        return then[-1].teams if then[-1].public and then[-1].key == key else frozenset()

    def owner_of(self, key: uuid.UUID) -> uuid.UUID | None:
        """Return whose key this is or was."""
        known = self._keys.get(key)
        return known.user if known else None

    def recovery(self, at: dt.datetime) -> Recovery | None:
        """Return the recovery key that holds at this moment."""
        since = self.resets[-1] if self.resets else 0
        able = [one for one in self.recoveries_at(at) if one.sequence > since]
        return able[-1] if able else None

    def recoveries_at(self, at: dt.datetime) -> list[Recovery]:
        """Return every recovery key there was: old reports are sealed to old ones."""
        now = self._moment(at)
        return [one for one in self.recoveries if one.effective_at <= now]

    def statistics(self, at: dt.datetime) -> Statistics | None:
        """Return the statistics key that holds at this moment."""
        since, moment = self.resets[-1] if self.resets else 0, self._moment(at)
        for one in reversed(self.statistics_keys):
            if one.sequence > since and one.effective_at <= moment:
                return one
        return None

    def team(self, team: uuid.UUID, at: dt.datetime) -> TeamSaid | None:
        """Return a team as it was last signed; None for one that nobody signed."""
        versions = self._teams.get(team)
        if versions:
            now = self._moment(at)
            for since, said in reversed(versions):
                if since <= now:
                    return said
        return None

    def team_of_unit(self, unit_code: str, at: dt.datetime) -> TeamSaid | None:
        """Return the focal-point team that was last signed for a unit."""
        known = self._units.get(unit_code)
        said = self.team(known, at) if known else None
        return said if said and said.unit_code == unit_code else None

    def changes_after(self, at: dt.datetime) -> dt.datetime:
        """Return the first moment after ``at`` at which an entry begins to hold; else a far one."""
        moments = [one.effective_at for one in self.entries]
        moments += [one.effective_at for one in self.team_entries]
        moments += [one.effective_at for one in self.recoveries]
        moments += [one.effective_at for one in self.statistics_keys]
        now = self._moment(at)
        return min((one for one in moments if one > now), default=_NEVER)

    def gone(self) -> dict[uuid.UUID, dt.datetime]:
        """Return keys and accounts that receive no more, and from when, as far as is known now."""
        found = {}
        for key, first in self._keys.items():
            versions = self._persons.get(first.user, [])
            last = max((n for n, one in enumerate(versions) if one.key == key), default=-1)
            later = [one.effective_at for one in versions[last + 1 :]]
            if last < 0 or later:
                found[key] = min(later, default=_BEFORE)
            if not versions:
                found[first.user] = _BEFORE
            elif not versions[-1].public:
                found[first.user] = versions[-1].effective_at
        return found

    def _moment(self, at: dt.datetime) -> dt.datetime:
        """Return ``at``, but nothing before the last entry: a clock set back takes nothing back."""
        return max(at, self.last_at)

    def add(self, one: Vouched) -> None:
        """Take an entry about a person, after everything about it was verified."""
        self.entries.append(one)
        self._persons.setdefault(one.user, []).append(one)
        if one.public:
            self._keys.setdefault(one.key, one)

    def add_teams(self, entry: TeamsSigned) -> None:
        """Take an entry about teams, after everything about it was verified."""
        self.team_entries.append(entry)
        for said in entry.teams:
            self._teams.setdefault(said.id, []).append((entry.effective_at, said))
            if said.focal_only and said.unit_code:
                self._units[said.unit_code] = said.id

    def reset(self) -> None:
        """Forget who receives and what teams are; who signed what in the past stays known."""
        self._persons.clear()
        self._teams.clear()
        self._units.clear()
        self.resets.append(self.sequence + 1)

    def known_key(self, key: uuid.UUID) -> Vouched | None:
        """Return the first entry that named this key."""
        return self._keys.get(key)
