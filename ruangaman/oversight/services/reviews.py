"""The management review is begun, written, decided about, and closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.network.permissions import is_coordinator
from ruangaman.oversight.models import Review, ReviewDecision, ReviewNote
from ruangaman.oversight.selectors.review_facts import review_facts
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.services.actions import Plan, action_add

MOST_DECISIONS = 60


@dataclass(frozen=True, slots=True)
class Held:
    """When the meeting was, who led it and who was there, by position."""

    held_on: dt.date
    chair: str
    present: str


class ReviewChanged(Exception):
    """Somebody else changed the review since this person opened the page."""


def review_begin(*, year: int, by: User) -> Review:
    """Begin the review of a year, or return the one already begun."""
    _must_keep(by)
    today = timezone.localdate()
    if year > today.year:
        raise Refused(_("Tahun ini belum tiba."))
    try:
        with transaction.atomic():
            made = Review.objects.create(year=year, begun_on=today)
            _record(made, "begun", by)
            return made
    except IntegrityError:
        return Review.objects.get(year=year)


def review_note(*, review: Review, revision: int, section: str, text: str, by: User) -> None:
    """Write what the review says about a section; nothing takes it away."""
    with _turn(review, revision, by, "noted") as mine:
        ReviewNote.objects.filter(review=mine, section=section).delete()
        if text:
            ReviewNote.objects.create(review=mine, section=section, text=text)


def decision_add(*, review: Review, revision: int, section: str, plan: Plan, by: User) -> None:
    """Note a decision."""
    with _turn(review, revision, by, "decided") as mine:
        if mine.decisions.count() >= MOST_DECISIONS:
            raise Refused(_("Keputusannya sudah terlalu banyak untuk satu tinjauan."))
        mine.decisions.create(section=section, what=plan.what, who=plan.who, due=plan.due)


def decision_change(*, review: Review, revision: int, pk: UUID, plan: Plan, by: User) -> None:
    """Write a decision anew."""
    with _turn(review, revision, by, "decision_changed") as mine:
        found = mine.decisions.filter(pk=pk)
        if not found.update(what=plan.what, who=plan.who, due=plan.due):
            raise ReviewChanged


def decision_remove(*, review: Review, revision: int, pk: UUID, by: User) -> None:
    """Take a decision out of a draft."""
    with _turn(review, revision, by, "decision_removed") as mine:
        mine.decisions.filter(pk=pk).delete()


def review_close(*, review: Review, revision: int, held: Held, by: User) -> int:
    """Close a review: its facts stand, each decision becomes an action of the province's plan.

    Returns how many actions were made. ``Refused`` where the plan has no more room.
    """
    with _turn(review, revision, by, "closed") as mine:
        decisions = list(mine.decisions.all())
        for one in decisions:
            _act(one, by)
        mine.held_on, mine.chair, mine.present = held.held_on, held.chair, held.present
        mine.facts = review_facts(mine.year)
        mine.state, mine.closed_on = Review.State.CLOSED, timezone.localdate()
        mine.save(update_fields=[*asdict(held), "facts", "state", "closed_on"])
    return len(decisions)


def _act(decision: ReviewDecision, by: User) -> None:
    """An action stands in the plan of the year in which it is due, never of one that is over."""
    year = max(decision.due.year, timezone.localdate().year)
    plan = Plan(what=decision.what, who=decision.who, due=decision.due)
    decision.action = action_add(code=PROVINCE, year=year, plan=plan, by=by)
    decision.save(update_fields=["action"])


@contextmanager
def _turn(review: Review, revision: int, by: User, action: str) -> Iterator[Review]:
    """Give a draft to change in one transaction: of two with the same revision one changes it."""
    _must_keep(by)
    with transaction.atomic():
        rows = Review.objects.filter(pk=review.pk, revision=revision, state=Review.State.DRAFT)
        if not rows.update(revision=F("revision") + 1):
            raise ReviewChanged
        mine = Review.objects.get(pk=review.pk)
        yield mine
        _record(mine, action, by)


def _must_keep(by: User) -> None:
    if not is_coordinator(by):
        raise PermissionDenied


def _record(review: Review, action: str, by: User) -> None:
    audit_record(
        actor=by.pk,
        action=f"oversight_review_{action}",
        subject=subject_of("oversight_review", review.pk.bytes),
        detail={"year": review.year},
    )
