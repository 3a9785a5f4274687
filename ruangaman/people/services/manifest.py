"""Adds entries to the manifest of receivers: signed by two of them, or by the root key."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.clock import now
from ruangaman.lib.manifest import (
    MOST_TEAMS,
    ROOT,
    Closing,
    Entry,
    Kind,
    Manifest,
    ManifestFault,
    Statement,
    close_message,
    link_hash,
    propose_message,
    root_public,
    root_sign,
    teams_encoded,
)
from ruangaman.lib.manifest.chain import entry_verify
from ruangaman.lib.manifest.entries import key_digest
from ruangaman.people.faults import Refused
from ruangaman.people.labels import HELD, Held, standing_of
from ruangaman.people.models import ManifestEntry, ReceiverProposal, RecipientKey, Role, User
from ruangaman.people.pinned import root_pinned
from ruangaman.people.selectors.manifest import manifest_check, manifest_delay, manifest_standing
from ruangaman.people.selectors.signed_teams import teams_active
from ruangaman.people.services.vault import key_in_use

ENOUGH = 2
"""So many receivers are needed to sign another one in."""

Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a receiver with her key, or the root key."""

    key_id: uuid.UUID
    sign: Sign


def manifest_found(*, seed: bytes, users: Collection[User], again: bool = False) -> None:
    """Vouch for the first receivers, and for teams, with the root key of ``seed``, at once.

    ``again`` ends everything before it, after a catastrophe. ``Refused`` for another root,
    fewer than two people, somebody without a key, or while two receivers can sign.
    """
    root = root_pinned()
    if root is None or root_public(seed) != root:
        raise Refused(_("Ini bukan kunci akar yang ditetapkan."))
    if len({user.pk for user in users}) < ENOUGH:
        raise Refused(_("Diperlukan sedikitnya dua orang."))
    keys = [key_in_use(user) for user in users]
    signer = Signer(ROOT, lambda message: root_sign(seed, message))
    with transaction.atomic():
        known = manifest_loaded()
        if not again and len(known.receivers(now())) >= ENOUGH:
            raise Refused(_("Sudah ada dua penerima yang dapat menandatangani."))
        if again:
            ReceiverProposal.objects.all().delete()
            said = statement_of(known, signer, kind=Kind.RESET, user=ROOT)
            entry_append(known, said, b"", signer)
        teams = _teams_found(known, signer)
        for key in keys:
            said = statement_for_key(known, signer, key, kind=Kind.FOUNDED)
            entry_append(known, said, bytes(key.public), signer)
        detail = {"count": len(keys), "teams": teams, "again": again}
        audit_record(actor=None, action="receivers_founded", detail=detail)
    remember_after()


def _teams_found(known: Manifest, signer: Signer) -> int:
    """Let the root sign every active team as it is now, unless it was signed; return how many."""
    teams = [one for one in teams_active() if known.team(one.id, known.last_at) is None]
    for begin in range(0, len(teams), MOST_TEAMS):
        raw = teams_encoded(teams[begin : begin + MOST_TEAMS])
        said = statement_of(known, signer, kind=Kind.TEAMS_FOUNDED, user=ROOT, public=raw)
        entry_append(known, said, raw, signer)
    return len(teams)


def entry_append(
    known: Manifest,
    said: Statement,
    public: bytes,
    second: Signer,
    first: bytes | None = None,
) -> Entry:
    """Close a statement with the second signature and add it; ``known`` grows by it.

    Without ``first`` the second signer signs both, which only the root key may. Raises
    ``Refused`` for anything that would not verify, so that no entry breaks the chain.
    """
    root = _root()
    at = max(_moment(known), said.proposed_at)
    delay = manifest_delay() if said.kind in Kind.DELAYED else dt.timedelta()
    closing = Closing(known.sequence + 1, known.hash, at, at + delay, second.key_id).encoded()
    statement = said.encoded()
    first = first or second.sign(propose_message(root, statement))
    sealed = second.sign(close_message(root, statement, first, closing))
    draft = Entry(known.sequence + 1, statement, closing, public, first, sealed, b"")
    entry = replace(draft, hash=link_hash(root, draft))
    try:
        entry_verify(known, entry, root=root, delay=manifest_delay())
        with transaction.atomic():
            ManifestEntry.objects.create(**asdict(entry))
    except ManifestFault as fault:
        raise Refused(
            _("Tanda tangan ini tidak berlaku lagi. Mulailah lagi dari daftar penerima.")
        ) from fault
    except IntegrityError as fault:
        raise Refused(_("Daftar penerima baru saja berubah. Coba sekali lagi.")) from fault
    return entry


def manifest_loaded() -> Manifest:
    """Return the manifest verified anew, to be added to; ``Refused`` if it is not sound."""
    standing = manifest_check()
    if standing.fault:
        raise Refused(
            _("Daftar penerima tidak utuh. Tidak ada yang dapat ditandatangani sampai diperiksa.")
        )
    return standing.manifest


def statement_for_key(
    known: Manifest, signer: Signer, key: RecipientKey, *, kind: str
) -> Statement:
    """Return the statement that vouches for a key, for the teams its holder reads for now.

    An examiner's team is named too: to whom a reporter hands something is signed like the rest.
    """
    held = [Held(*row) for row in key.user.grants.values_list(*HELD)]
    standing = standing_of(held)
    examines = {one.team_id for one in held if one.role == Role.EXAMINER and one.team_id}
    return statement_of(
        known,
        signer,
        kind=kind,
        user=key.user_id,
        key=key.pk,
        public=bytes(key.public),
        teams=standing.team_ids | examines,
        organisations=standing.organisations,
    )


def statement_of(
    known: Manifest,
    signer: Signer,
    *,
    kind: str,
    user: uuid.UUID,
    key: uuid.UUID = ROOT,
    public: bytes = b"",
    teams: Collection[uuid.UUID] = (),
    organisations: Collection[str] = (),
    holders: str = "",
) -> Statement:
    """Return what the first signer says, on top of the chain as it stands in ``known``."""
    return Statement(
        kind=kind,
        id=uuid.uuid4(),
        key=key,
        public=key_digest(public),
        user=user,
        teams=tuple(sorted(teams)),
        organisations=tuple(sorted(organisations)),
        holders=holders,
        base_sequence=known.sequence,
        base_hash=known.hash,
        proposed_at=_moment(known),
        by=signer.key_id,
    )


def first_signature(signer: Signer, statement: str) -> bytes:
    """Return the first signature over a statement."""
    return signer.sign(propose_message(_root(), statement))


def remember_after() -> None:
    """Write the newest version down once this transaction stands."""
    transaction.on_commit(lambda: manifest_standing() and None)


def user_subject(user: uuid.UUID) -> bytes:
    """Return what stands for a person in the audit events."""
    return subject_of("user", user.bytes)


def _root() -> bytes:
    root = root_pinned()
    if root is None:
        raise Refused(_("Kunci akar belum ditetapkan. Mintalah pengelola server melakukannya."))
    return root


def _moment(known: Manifest) -> dt.datetime:
    """Whole seconds, never before the newest entry even if the clock was set back."""
    return max(now().replace(microsecond=0), known.last_at)
