"""By which certificate somebody is certified: the one that holds longest, ours or on paper."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from ruangaman.network.models import Person
from ruangaman.training.models import Certificate

Standing = tuple[str, dt.date | None]
NOBODY: Standing = ("", None)


@dataclass(frozen=True)
class Counted:
    """What the network is to be told of a person.

    ``by`` is our certificate that certifies her now; ``by_hand`` is what was recorded by hand and
    is displaced by it, None where nothing is.
    """

    standing: Standing
    by: uuid.UUID | None = None
    by_hand: tuple[str, dt.date] | None = None


def counted_for(people: Collection[uuid.UUID]) -> dict[uuid.UUID, Counted]:
    """Return what certifies these people: two queries."""
    issued: dict[uuid.UUID, list[Certificate]] = defaultdict(list)
    rows = Certificate.objects.filter(person__in=people).defer("credential", "hours")
    for certificate in rows:
        issued[certificate.person_id].append(certificate)
    persons = Person.objects.filter(pk__in=people).only("certificate", "certified_until")
    return {one.pk: _counted(one, issued[one.pk]) for one in persons}


def issued_to(person: uuid.UUID) -> tuple[str, dt.date] | None:
    """Return number and last day of the certificate of ours that holds longest."""
    rows = Certificate.objects.filter(person=person, revoked_on=None).order_by("-valid_until")
    return rows.values_list("number", "valid_until").first()


def _counted(person: Person, issued: list[Certificate]) -> Counted:
    ours = max(
        (one for one in issued if one.revoked_on is None),
        key=lambda one: (one.valid_until, one.issued_on, one.number),
        default=None,
    )
    present = _by_hand(person, issued)
    kept = [(one.displaced, one.displaced_until) for one in issued if one.displaced_until]
    hand = max(
        [(number, until) for number, until in [*kept, present] if until],
        key=lambda one: one[1],
        default=None,
    )
    if ours is None or (hand and hand[1] >= ours.valid_until):
        return Counted(hand or NOBODY)
    displaced = present if present[1] is not None else None
    return Counted((ours.number, ours.valid_until), ours.pk, displaced)  # type: ignore[arg-type]


def _by_hand(person: Person, issued: list[Certificate]) -> Standing:
    """Return what stands in the network and is none of ours."""
    if person.certificate in {one.number for one in issued}:
        return NOBODY
    return person.certificate, person.certified_until
