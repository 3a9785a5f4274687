"""Verifies the chain of entries, one after the other, from the root key on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ruangaman.lib.manifest.entries import (
    CLOSED_WITHIN,
    ROOT,
    Closing,
    Entry,
    Kind,
    ManifestFault,
    Statement,
    close_message,
    key_digest,
    link_hash,
    propose_message,
)
from ruangaman.lib.manifest.root import root_signed
from ruangaman.lib.manifest.state import Manifest, Recovery, Statistics, Vouched
from ruangaman.lib.manifest.teams import TeamsSigned, teams_decoded
from ruangaman.lib.sealing import PUBLIC_BYTES, PublicKey
from ruangaman.lib.statistics import StatisticsKey


@dataclass(frozen=True, slots=True)
class _Read:
    """An entry with its two texts read."""

    entry: Entry
    said: Statement
    closed: Closing


def manifest_read(entries: Iterable[Entry], *, root: bytes, delay: dt.timedelta) -> Manifest:
    """Verify all entries in their order and return what they say.

    ``root`` is the public half of the root key (32 bytes), ``delay`` the least time between
    the second signature and its effect. Raises ``ManifestFault`` at the first entry that is
    not as two receivers, or the root key, signed it.
    """
    manifest = Manifest()
    for entry in entries:
        entry_verify(manifest, entry, root=root, delay=delay)
    return manifest


def entry_verify(manifest: Manifest, entry: Entry, *, root: bytes, delay: dt.timedelta) -> None:
    """Verify the next entry and take it into ``manifest``, or raise ``ManifestFault``."""
    sequence = manifest.sequence + 1
    if entry.sequence != sequence:
        raise ManifestFault(sequence, "missing")
    try:
        read = _Read(entry, Statement.decoded(entry.statement), Closing.decoded(entry.closing))
    except ValueError as fault:
        raise ManifestFault(sequence, "unreadable") from fault
    why = (
        _place(manifest, read, root)
        or _times(manifest, read, delay)
        or _content(manifest, read)
        or _signatures(manifest, read, root)
    )
    if why:
        raise ManifestFault(sequence, why)
    _take(manifest, read)


def _place(manifest: Manifest, read: _Read, root: bytes) -> str:
    closed, said = read.closed, read.said
    if (closed.sequence, closed.previous) != (manifest.sequence + 1, manifest.hash):
        return "another place"
    if read.entry.hash != link_hash(root, read.entry):
        return "altered"
    if said.id in manifest.used:
        return "used twice"
    known = said.base_sequence in range(len(manifest.hashes))
    if not known or manifest.hashes[said.base_sequence] != said.base_hash:
        return "another history"
    return ""


def _times(manifest: Manifest, read: _Read, delay: dt.timedelta) -> str:
    proposed, closed = read.said.proposed_at, read.closed.closed_at
    if not proposed <= closed <= proposed + CLOSED_WITHIN or closed < manifest.last_at:
        return "another time"
    least = delay if read.said.kind in Kind.DELAYED else dt.timedelta()
    return "too soon" if read.closed.effective_at - closed < least else ""


def _content(manifest: Manifest, read: _Read) -> str:
    said, public = read.said, read.entry.public
    if said.kind not in Kind.ALL:
        return "unknown kind"
    if said.kind in Kind.WITH_TEAMS:
        return _teams(said, public)
    if said.kind == Kind.STATISTICS:
        return _statistics(said, public)
    wanted = PUBLIC_BYTES if said.kind in Kind.WITH_KEY else 0
    if len(public) != wanted or key_digest(public) != said.public:
        return "another key"
    known = manifest.known_key(said.key) if wanted else None
    if known and (known.public, known.user) != (public, said.user):
        return "another key"
    return ""


def _teams(said: Statement, public: bytes) -> str:
    """Nobody's key is named, and the teams are in their one form."""
    if key_digest(public) != said.public or (said.key, said.user) != (ROOT, ROOT):
        return "other teams"
    try:
        teams_decoded(public)
    except ValueError:
        return "other teams"
    return ""


def _statistics(said: Statement, public: bytes) -> str:
    """Two halves of two people, in their one form; it is nobody's own key."""
    if key_digest(public) != said.public or said.user != ROOT:
        return "another key"
    try:
        key = StatisticsKey.decoded(public)
    except ValueError:
        return "another key"
    return "" if key.id == said.key else "another key"


def _signatures(manifest: Manifest, read: _Read, root: bytes) -> str:
    said, closed, entry = read.said, read.closed, read.entry
    proposed = propose_message(root, entry.statement)
    closing = close_message(root, entry.statement, entry.first, entry.closing)
    if said.kind in Kind.BY_ROOT:
        signed = (
            said.by == closed.by == ROOT
            and root_signed(root, entry.first, proposed)
            and root_signed(root, entry.second, closing)
        )
        return "" if signed else "not signed by the root"
    first = manifest.holder(said.by, said.proposed_at)
    second = manifest.holder(closed.by, closed.closed_at)
    if not first or not second or not manifest.holder(said.by, closed.closed_at):
        return "signer not a receiver"
    about = {said.user}
    if said.kind == Kind.STATISTICS:
        about = set(StatisticsKey.decoded(entry.public).holders)
    if first.user == second.user or about & {first.user, second.user}:
        return "not two other people"
    signed = PublicKey(first.public).verify(entry.first, proposed) and PublicKey(
        second.public
    ).verify(entry.second, closing)
    return "" if signed else "signature"


def _take(manifest: Manifest, read: _Read) -> None:
    said, closed, entry = read.said, read.closed, read.entry
    if said.kind == Kind.RESET:
        manifest.reset()
    elif said.kind in Kind.WITH_TEAMS:
        by, teams = (said.by, closed.by), teams_decoded(entry.public)
        manifest.add_teams(
            TeamsSigned(entry.sequence, said.kind, teams, closed.closed_at, closed.effective_at, by)
        )
    elif said.kind == Kind.STATISTICS:
        key = StatisticsKey.decoded(entry.public)
        manifest.statistics_keys.append(
            Statistics(entry.sequence, key, said.holders, closed.effective_at)
        )
    elif said.kind == Kind.RECOVERY:
        manifest.recoveries.append(
            Recovery(entry.sequence, said.key, entry.public, said.holders, closed.effective_at)
        )
    else:
        manifest.add(
            Vouched(
                sequence=entry.sequence,
                kind=said.kind,
                key=said.key,
                user=said.user,
                public=entry.public,
                teams=frozenset(said.teams),
                organisations=frozenset(said.organisations),
                closed_at=closed.closed_at,
                effective_at=closed.effective_at,
                by=(said.by, closed.by),
            )
        )
    manifest.used.add(said.id)
    manifest.last_at = closed.closed_at
    manifest.hashes.append(entry.hash)
