"""The gate: a coordinator proposes, the head of the Dinas releases, and nobody does both."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.lib.credentials import public_of
from ruangaman.lib.sealing import derive
from ruangaman.lib.signatures import document_text, text_sign
from ruangaman.oversight.marks import draft_sound
from ruangaman.oversight.models import Draft, Release
from ruangaman.oversight.selectors.releases import genuine
from ruangaman.oversight.services.turns import (
    Changed,
    State,
    draft_turn,
    release_noted,
)
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, User

_ALTERED = _(
    "Rancangan ini tidak lagi seperti yang ditulis server. Jangan dirilis; beri tahu administrator."
)


def draft_propose(*, draft: Draft, by: User, revision: int) -> None:
    """Propose what was counted. ``PermissionDenied`` for everybody but a coordinator."""
    _must_be(by, Role.COORDINATOR)
    with draft_turn(draft=draft, states=(State.READY,), revision=revision) as now:
        if not draft_sound(now):
            raise Refused(_ALTERED)
        now.state, now.proposed_by, now.proposed_on = State.PROPOSED, by, timezone.localdate()
        now.save(update_fields=["state", "proposed_by", "proposed_on"])
        release_noted(now.semester, by=by.pk, action="release_proposed")


def draft_return(*, draft: Draft, by: User, revision: int) -> None:
    """Give a proposal back to the coordinator, who may propose it again or discard it."""
    _must_be(by, Role.HEAD_OF_DINAS)
    with draft_turn(draft=draft, states=(State.PROPOSED,), revision=revision) as now:
        now.state, now.proposed_by, now.proposed_on = State.READY, None, None
        now.save(update_fields=["state", "proposed_by", "proposed_on"])
        release_noted(now.semester, by=by.pk, action="release_returned")


def draft_discard(*, draft: Draft, by: User, revision: int) -> None:
    """Take a draft away; the holders may open the semester again. Not while it is counted."""
    _must_be(by, Role.COORDINATOR)
    states = (State.HALVES, State.FAILED, State.READY)
    with draft_turn(draft=draft, states=states, revision=revision) as now:
        now.delete()
        release_noted(now.semester, by=by.pk, action="release_discarded")


def draft_release(*, draft: Draft, by: User, revision: int) -> Release:
    """Release a proposal: number it, sign it, and let the draft go.

    ``Refused`` for whoever proposed it, for a draft that is not the worker's, and where an earlier
    release is not as it was signed.
    """
    _must_be(by, Role.HEAD_OF_DINAS)
    try:
        with draft_turn(draft=draft, states=(State.PROPOSED,), revision=revision) as now:
            if now.proposed_by is None or now.proposed_by == by:
                raise Refused(_("Yang mengusulkan tidak dapat merilis. Mintalah orang lain."))
            if not draft_sound(now):
                raise Refused(_ALTERED)
            if not all(genuine(one) for one in Release.objects.all()):
                raise Refused(_("Sebuah rilis lama telah diubah. Beri tahu administrator."))
            row = _released(now, proposed_by=now.proposed_by, by=by)
            now.delete()
            digest = hashlib.sha256(row.document.encode()).hexdigest()
            detail = {"number": row.sequence, "sha256": digest}
            release_noted(row.semester, by=by.pk, action="release_released", detail=detail)
    except IntegrityError as fault:
        raise Changed from fault
    return row


def release_seed() -> bytes:
    """Return the seed that signs releases: derived, so that nothing more must be kept."""
    return derive(settings.CERTIFICATE_KEY, "ruangaman release signature 1")


def _released(draft: Draft, *, proposed_by: User, by: User) -> Release:
    last = Release.objects.aggregate(last=Max("sequence"))["last"] or 0
    today = timezone.localdate()
    numbered = {"number": last + 1, "released_on": today.isoformat()}
    text, seed = document_text({**draft.document, **numbered}), release_seed()
    row = Release(
        sequence=last + 1,
        semester=draft.semester,
        released_on=today,
        document=text,
        signature=text_sign(text.encode(), seed=seed),
        public=public_of(seed),
        report=draft.report,
        proposed_by=proposed_by.pk,
        released_by=by.pk,
    )
    with transaction.atomic():
        row.save(force_insert=True)
    return row


def _must_be(by: User, role: str) -> None:
    if not by.grants.filter(role=role).exists():
        raise PermissionDenied
