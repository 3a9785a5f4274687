"""Receivers as people see them: who is signed in, who waits, what is wrong, what is new."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import ngettext

from ruangaman.core.clock import now
from ruangaman.lib.manifest import (
    CLOSED_WITHIN,
    Kind,
    Manifest,
    Statement,
    TeamSaid,
    TeamsSigned,
    Vouched,
    teams_decoded,
)
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.models import ReceiverProposal, RoleGrant, Team, User
from ruangaman.people.selectors import receiver_alarms
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.selectors.signed_teams import teams_named

NEWS_FOR = dt.timedelta(days=7)
"""So long after it took effect a change is announced to the team."""

NAMED = 5
"""So many teams of one entry are named in a line about it."""

FOUNDING = dt.timedelta(hours=1)
"""Who is founded so long after the very first entry belongs to the beginning, which is no news."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody who is vouched for; ``able`` is False where her account or key is at rest.

    ``altered``: the key in the database is not the one that was signed.
    """

    user: User
    fingerprint: str
    since: dt.datetime
    signers: str
    teams: list[str]
    able: bool
    altered: bool
    removal: ReceiverProposal | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose key, or a team of hers, is not vouched for.

    ``need``: ``new``, ``replaced`` or ``teams``. ``effective_at`` once both have signed.
    """

    user: User
    need: str
    teams: list[str]
    proposal: ReceiverProposal | None
    effective_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class News:
    """An entry of the manifest in words: who, what, for which teams, signed by whom."""

    name: str
    kind: str
    teams: list[str]
    signers: str
    closed_at: dt.datetime
    effective_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What the first signer of a proposal said: for which teams, or who holds the shares.

    ``team_texts`` are the teams that it names, empty for a proposal about anything else.
    """

    teams: list[str]
    holders: str
    team_texts: tuple[TeamSaid, ...] = ()


@dataclass(slots=True)
class _Names:
    """Names of people and teams, each asked for once."""

    users: dict[uuid.UUID, User] = field(default_factory=dict)
    teams: dict[uuid.UUID, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> _Names:
        return cls._of(User.objects.all(), Team.objects.all())

    @classmethod
    def few(cls, users: Collection[uuid.UUID | None], teams: Collection[uuid.UUID]) -> _Names:
        return cls._of(
            User.objects.filter(pk__in=filter(None, users)), Team.objects.filter(pk__in=teams)
        )

    @classmethod
    def _of(cls, users: QuerySet[User], teams: QuerySet[Team]) -> _Names:
        named = teams_named(teams.only("name", "name_en", "short_name"))
        return cls({user.pk: user for user in users}, {team.pk: team.short_name for team in named})

    def of_teams(self, ids: Collection[uuid.UUID]) -> list[str]:
        return sorted(self.teams[team] for team in ids if team in self.teams)

    def of_signers(self, known: Manifest, one: Vouched | TeamsSigned) -> str:
        """Return the names of both signers; nothing where the root key signed."""
        if one.by_root:
            return ""
        owners = (known.owner_of(key) for key in one.by)
        return ", ".join(self.users[user].name for user in owners if user in self.users)


def receivers_listed() -> list[Listed]:
    """Return everybody who is vouched for now, by name."""
    known, names = manifest(), _Names.load()
    removals = {row.about_id: row for row in _proposals() if not row.public}
    stored = {
        one.key_id: (one.user_id, one.public) for one in receiver_alarms.keys_held() if one.in_use
    }
    rows = [
        Listed(
            user=names.users[one.user],
            fingerprint=PublicKey(one.public).fingerprint,
            since=one.effective_at,
            signers=names.of_signers(known, one),
            teams=names.of_teams(one.teams),
            able=one.key in stored,
            altered=stored.get(one.key, (one.user, one.public)) != (one.user, one.public),
            removal=removals.get(one.user),
        )
        for one in known.receivers(now()).values()
        if one.user in names.users
    ]
    return sorted(rows, key=lambda row: row.user.name)


def receivers_by_team() -> list[tuple[str, list[Listed]]]:
    """Return the receivers of each team, and last those who read for none (name empty)."""
    listed = receivers_listed()
    names = sorted({name for row in listed for name in row.teams})
    groups = [(name, [row for row in listed if name in row.teams]) for name in names]
    rest = [row for row in listed if not row.teams]
    return [*groups, ("", rest)] if rest else groups


def is_receiver(user_id: uuid.UUID) -> bool:
    """Say whether the manifest vouches for somebody now."""
    return manifest().person(user_id, now()) is not None


def proposals_further() -> list[ReceiverProposal]:
    """Return what waits for a second signature and is about no key of a person, oldest first."""
    rows = (row for row in _proposals() if row.kind != Kind.TEAMS)
    return [row for row in rows if row.about_id is None or not row.public]


def proposal_said(proposal: ReceiverProposal) -> Said:
    """Return what a proposal says, by what was signed and not by its row.

    Raises ``ValueError`` for a row that was altered.
    """
    statement = Statement.decoded(proposal.statement)
    texts: tuple[TeamSaid, ...] = ()
    if statement.kind in Kind.WITH_TEAMS:
        texts = teams_decoded(bytes(proposal.public))
    return Said(_Names.load().of_teams(statement.teams), statement.holders, texts)


def teams_proposal() -> ReceiverProposal | None:
    """Return the proposal about teams that waits for a second signature."""
    return next((row for row in _proposals() if row.kind == Kind.TEAMS), None)


def candidates() -> list[Candidate]:
    """Return who waits for signatures or for their effect, by name."""
    known, at, names = manifest(), now(), _Names.load()
    proposals = {row.about_id: row for row in _proposals() if row.public}
    found = [_waiting(known, at, held, names, proposals) for held in receiver_alarms.keys_held()]
    return sorted((one for one in found if one), key=lambda one: one.user.name)


def candidate_of(user: User) -> Candidate | None:
    """Return how somebody waits, None if she does not; nobody else's key is asked for."""
    known, at = manifest(), now()
    held = next(
        (one for one in receiver_alarms.keys_of(user) if receiver_alarms.need_of(known, at, one)),
        None,
    )
    if held is None:
        return None
    proposals = {row.about_id: row for row in _proposals() if row.public}
    return _waiting(known, at, held, _Names.few([user.pk], held.teams), proposals)


def _waiting(
    known: Manifest,
    at: dt.datetime,
    held: receiver_alarms.KeyHeld,
    names: _Names,
    proposals: Mapping[uuid.UUID | None, ReceiverProposal],
) -> Candidate | None:
    need = receiver_alarms.need_of(known, at, held)
    if not need:
        return None
    closed = receiver_alarms.closed_of(known, at, held)
    return Candidate(
        user=names.users[held.user_id],
        need=need,
        teams=names.of_teams(held.teams),
        proposal=proposals.get(held.user_id),
        effective_at=closed.effective_at if closed else None,
    )


def news_for(user: User) -> list[News]:
    """Return what changed lately among those who read for the teams of ``user``."""
    grants = RoleGrant.objects.filter(user=user, team__isnull=False)
    teams = set(grants.values_list("team", flat=True))
    if not teams:
        return []
    known = manifest()
    found = [(one, about) for one, about in _news(known, now() - NEWS_FOR) if teams & about]
    if not found:
        return []
    about_people = [(one.user, about) for one, about in found if isinstance(one, Vouched)]
    signers = {known.owner_of(key) for one, _about in found if not one.by_root for key in one.by}
    teams = {team for _user, about in about_people for team in about}
    names = _Names.few({user for user, _about in about_people} | signers, teams)
    return [_told(known, names, one, about) for one, about in found]


def history() -> list[News]:
    """Return all entries about people and teams, newest first."""
    known, names = manifest(), _Names.load()
    return [_told(known, names, one, about) for one, about in _news(known, None)]


def _news(
    known: Manifest, since: dt.datetime | None
) -> Iterator[tuple[Vouched | TeamsSigned, frozenset[uuid.UUID]]]:
    """Yield entries and the teams that each is about, the newest first."""
    before: dict[uuid.UUID, frozenset[uuid.UUID]] = {}
    found: list[tuple[Vouched | TeamsSigned, frozenset[uuid.UUID]]] = []
    entries: list[Vouched | TeamsSigned] = [*known.entries, *known.team_entries]
    for one in sorted(entries, key=lambda one: one.sequence):
        if isinstance(one, TeamsSigned):
            about = frozenset(said.id for said in one.teams)
        else:
            about = one.teams or before.get(one.user, frozenset())
            before[one.user] = one.teams
        first = one.by_root and one.closed_at - known.entries[0].closed_at < FOUNDING
        if since is None or not (one.effective_at < since or first):
            found.append((one, about))
    return reversed(found)


def _told(
    known: Manifest, names: _Names, one: Vouched | TeamsSigned, about: Collection[uuid.UUID]
) -> News:
    if isinstance(one, TeamsSigned):
        person, teams = None, _few(sorted(said.name for said in one.teams))
    else:
        person, teams = names.users.get(one.user), names.of_teams(about)
    return News(
        name=person.name if person else "–",
        kind=one.kind,
        teams=teams,
        signers=names.of_signers(known, one),
        closed_at=one.closed_at,
        effective_at=one.effective_at,
    )


def _few(names: list[str]) -> list[str]:
    """Return the first names, and how many there are beyond."""
    further = len(names) - NAMED
    if further <= 0:
        return names
    more = ngettext("%(count)d tim lain", "%(count)d tim lain", further) % {"count": further}
    return [*names[:NAMED], more]


def _proposals() -> Iterator[ReceiverProposal]:
    rows = ReceiverProposal.objects.filter(made_at__gte=now() - CLOSED_WITHIN)
    return iter(rows.select_related("about", "signer").order_by("made_at"))
