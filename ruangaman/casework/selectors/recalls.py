"""She took a referral back after it was sent: the service has to hear it, and by whom (tugas).

A task like the team's own, but nobody writes it: it follows from what she signed, in every team
that reads the needs, whether that keeps its work here or not.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from ruangaman.casework.selectors.leaving import names_of
from ruangaman.reporting.referrals import RECALL, Referral, State, referrals_of
from ruangaman.reporting.selectors.parts import ReadItem


@dataclass(frozen=True, slots=True)
class Recall:
    """A service that has to hear of a recall: ``due`` is its day; ``told_on``, ``who``: done."""

    thing: uuid.UUID
    service: str
    due: dt.date
    told_on: dt.date | None
    who: str

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.told_on is None and self.due < timezone.localdate()


def recalls_in(needs: Sequence[ReadItem]) -> list[Recall]:
    """Return the recalls among the opened needs, those to be told first."""
    recalled = (one for one in referrals_of(needs) if one.state == State.RECALLED)
    found = [one for one in recalled if one.sent_at is not None]
    told = {one.thing: _told(one) for one in found}
    names = names_of(by for item in told.values() if item and (by := item.author_id))
    recalls = [_recall(one, told[one.thing], names) for one in found]
    return sorted(recalls, key=lambda one: (one.told_on is not None, one.due, one.service))


def recalls_open(needs: Sequence[ReadItem]) -> list[Recall]:
    """Return those that nobody has told yet."""
    return [one for one in recalls_in(needs) if one.told_on is None]


def _recall(one: Referral, told: ReadItem | None, names: Mapping[uuid.UUID, str]) -> Recall:
    hers = _written(one, "answer", "reporter")
    recalled = (item.at for item in hers if item.body["set"]["answer"] == RECALL)
    since = next((at for at in recalled if at), None) or one.record.at or timezone.now()
    at = told.at if told else None
    return Recall(
        thing=one.thing,
        service=one.name,
        due=timezone.localdate(since),
        told_on=timezone.localdate(at) if at else None,
        who=names.get(told.author_id, "") if told and told.author_id else "",
    )


def _told(one: Referral) -> ReadItem | None:
    """Return the first word of a worker that the service was told."""
    said = (item for item in _written(one, "told", "staff") if item.body["set"]["told"])
    return next(said, None)


def _written(one: Referral, name: str, author: str) -> Iterable[ReadItem]:
    return (
        item for item in one.record.history if item.author == author and name in item.body["set"]
    )
