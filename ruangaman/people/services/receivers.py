"""Receivers sign others in and out. Each step is announced by an audit event and on the pages."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record
from ruangaman.core.clock import now
from ruangaman.lib.manifest import CLOSED_WITHIN, Kind, Manifest, Statement
from ruangaman.lib.sealing import fingerprint_of
from ruangaman.lib.statistics import StatisticsKey
from ruangaman.people.faults import Refused
from ruangaman.people.models import ReceiverProposal, RecipientKey, User
from ruangaman.people.readers import Reader
from ruangaman.people.services.manifest import (
    Signer,
    entry_append,
    first_signature,
    manifest_loaded,
    remember_after,
    statement_for_key,
    statement_of,
    user_subject,
)

COMPARED_GROUPS = 4
"""Groups of the fingerprint that are typed as heard: 64 bits, which nobody can grind a key to."""

_GONE = _("Usulan ini tidak ada lagi. Mulailah lagi dari daftar penerima.")


def receiver_propose(*, reader: Reader, candidate: User, typed: str) -> ReceiverProposal:
    """Sign first for ``candidate``: her key, for the teams she reads for now.

    ``typed`` are the last groups of the fingerprint as she told them. ``Refused`` if they do
    not match what would be signed, or the signer is no receiver or the candidate herself.
    """
    key = RecipientKey.objects.filter(user=candidate, replaced_on=None).first()
    if key is None:
        raise Refused(_("Orang ini belum membuat kunci."))
    _compare(bytes(key.public), typed, reader, candidate.pk)
    with transaction.atomic():
        known, signer = signer_of(reader, candidate.pk)
        said = statement_for_key(known, signer, key, kind=Kind.RECEIVER)
        return first_signed(reader, signer, said, bytes(key.public), "receiver_proposed")


def removal_propose(*, reader: Reader, user: User) -> ReceiverProposal:
    """Sign first that ``user`` is a receiver no more."""
    with transaction.atomic():
        known, signer = signer_of(reader, user.pk)
        if known.person(user.pk, now()) is None:
            raise Refused(_("Orang ini bukan penerima."))
        said = statement_of(known, signer, kind=Kind.REMOVED, user=user.pk)
        return first_signed(reader, signer, said, b"", "receiver_removal_proposed")


def recovery_propose(
    *, reader: Reader, key_id: uuid.UUID, public: bytes, holders: str, typed: str
) -> ReceiverProposal:
    """Sign first that this is the recovery key, its shares held by ``holders``."""
    _compare(public, typed, reader, None)
    with transaction.atomic():
        known, signer = signer_of(reader, None)
        said = statement_of(
            known,
            signer,
            kind=Kind.RECOVERY,
            user=uuid.UUID(int=0),
            key=key_id,
            public=public,
            holders=holders,
        )
        return first_signed(reader, signer, said, public, "recovery_proposed")


def statistics_propose(
    *, reader: Reader, key: StatisticsKey, holders: str, typed: str
) -> ReceiverProposal:
    """Sign first that this is the statistics key, its halves held by ``holders``."""
    _compare(key.raw, typed, reader, None)
    with transaction.atomic():
        known, signer = signer_of(reader, None)
        if reader.user_id in key.holders:
            raise Refused(_("Pemegang kunci statistik tidak menandatangani kuncinya sendiri."))
        said = statement_of(
            known,
            signer,
            kind=Kind.STATISTICS,
            user=uuid.UUID(int=0),
            key=key.id,
            public=key.raw,
            holders=holders,
        )
        return first_signed(reader, signer, said, key.raw, "statistics_proposed")


def proposal_sign(*, reader: Reader, proposal_id: uuid.UUID, typed: str, mark: str = "") -> None:
    """Sign second: the entry joins the manifest, and holds after the delay.

    ``typed`` is compared where a key is named, ``mark`` (``teams_mark``) where teams are.
    ``Refused`` like ``receiver_propose``, and where the same person signed first.
    """
    with transaction.atomic():
        proposal = _proposal(proposal_id)
        if proposal.signer_id == reader.user_id:
            raise Refused(_("Anda sudah menandatangani. Tanda tangan kedua dari orang lain."))
        said = Statement.decoded(proposal.statement)
        if (said.user if said.user.int else None) != proposal.about_id:
            raise Refused(_GONE)  # the row was altered: the page named somebody else
        if said.kind in Kind.WITH_TEAMS:
            if said.public.hex() != mark:
                raise Refused(_GONE)  # another text than the page showed
        elif proposal.public:
            _compare(bytes(proposal.public), typed, reader, proposal.about_id)
        known, signer = signer_of(reader, proposal.about_id)
        entry_append(known, said, bytes(proposal.public), signer, bytes(proposal.first))
        proposal.delete()
        _record(reader, "receiver_signed", proposal.about_id, said.kind)
    remember_after()


def proposal_refuse(*, reader: Reader, proposal_id: uuid.UUID) -> None:
    """Throw a proposal away; the refusal is recorded."""
    with transaction.atomic():
        proposal = _proposal(proposal_id)
        signer_of(reader, proposal.about_id)
        proposal.delete()
        _record(reader, "receiver_refused", proposal.about_id, proposal.kind)


def fingerprint_tail(public: bytes) -> str:
    """Return the groups of the fingerprint that are told and typed."""
    return " ".join(fingerprint_of(public).split()[-COMPARED_GROUPS:])


def _compare(public: bytes, typed: str, reader: Reader, about: uuid.UUID | None) -> None:
    """Whoever typed something else may hold another's key in hands: that is recorded."""
    heard = "".join(typed.split()).casefold()
    if heard == fingerprint_tail(public).replace(" ", ""):
        return
    with transaction.atomic():
        _record(reader, "fingerprint_differed", about, "")
    raise Refused(
        _(
            "Kelompok ini tidak sama dengan kunci yang tersimpan. Dengarkan sekali lagi. "
            "Jika tetap berbeda, jangan tanda tangani: kunci itu mungkin bukan miliknya. "
            "Beri tahu penyelia dan petugas pelindungan data."
        )
    )


def signer_of(reader: Reader, about: uuid.UUID | None) -> tuple[Manifest, Signer]:
    """Return the manifest and who signs; ``Refused`` for no receiver, or about herself."""
    known = manifest_loaded()
    if known.holder(reader.key_id, now()) is None:
        raise Refused(_("Kunci Anda sendiri belum berlaku. Hanya penerima yang menandatangani."))
    if about == reader.user_id:
        raise Refused(_("Anda tidak dapat menandatangani untuk diri sendiri."))
    return known, Signer(reader.key_id, reader.key.sign)


def first_signed(
    reader: Reader, signer: Signer, said: Statement, public: bytes, action: str
) -> ReceiverProposal:
    """Keep the first signature; an older proposal about the same person, or thing, ends."""
    about = said.user if said.user.int else None
    statement = said.encoded()
    _expire()
    older = ReceiverProposal.objects.filter(about_id=about)
    (older if about else older.filter(kind=said.kind)).delete()
    proposal = ReceiverProposal.objects.create(
        id=said.id,
        kind=said.kind,
        about_id=about,
        signer_id=reader.user_id,
        statement=statement,
        public=public,
        first=first_signature(signer, statement),
        made_at=said.proposed_at,
    )
    _record(reader, action, about, said.kind)
    return proposal


def _expire() -> None:
    ReceiverProposal.objects.filter(made_at__lt=now() - CLOSED_WITHIN).delete()


def _proposal(proposal_id: uuid.UUID) -> ReceiverProposal:
    rows = ReceiverProposal.objects.select_for_update()
    proposal = rows.filter(pk=proposal_id, made_at__gte=now() - CLOSED_WITHIN).first()
    if proposal is None:
        raise Refused(_GONE)
    return proposal


def _record(reader: Reader, action: str, about: uuid.UUID | None, kind: str) -> None:
    audit_record(
        actor=reader.user_id,
        action=action,
        subject=user_subject(about) if about else b"",
        detail={"kind": kind} if kind else {},
    )
