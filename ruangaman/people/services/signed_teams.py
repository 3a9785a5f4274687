"""Two receivers sign what teams are called and are; the first names are signed with the root."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.lib.manifest import MOST_TEAMS, ROOT, Kind, TeamSaid, teams_encoded
from ruangaman.people.faults import Refused
from ruangaman.people.models import ReceiverProposal
from ruangaman.people.readers import Reader
from ruangaman.people.selectors.signed_teams import TeamChange
from ruangaman.people.services.manifest import statement_of
from ruangaman.people.services.receivers import first_signed, signer_of

CHANGED = _("Daftar tim berubah sementara Anda membaca. Baca sekali lagi, lalu tandatangani.")


def teams_mark(teams: Sequence[TeamSaid]) -> str:
    """Return the SHA-256 of what is signed, in hexadecimal: the page of a signer carries it, so
    that what was read is what is signed.
    """
    return hashlib.sha256(teams_encoded(teams)).hexdigest()


def teams_shown(changes: Sequence[TeamChange]) -> list[TeamChange]:
    """Return as many as one entry holds; the others are asked for after these."""
    return list(changes[:MOST_TEAMS])


def teams_propose(*, reader: Reader, teams: Sequence[TeamSaid], mark: str) -> ReceiverProposal:
    """Sign first for teams as their rows are now.

    ``Refused`` if ``mark`` is of other ones, or the signer is no receiver.
    """
    if not teams or teams_mark(teams) != mark:
        raise Refused(CHANGED)
    with transaction.atomic():
        known, signer = signer_of(reader, None)
        raw = teams_encoded(teams)
        said = statement_of(known, signer, kind=Kind.TEAMS, user=ROOT, public=raw)
        return first_signed(reader, signer, said, raw, "teams_proposed")
