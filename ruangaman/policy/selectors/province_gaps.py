"""What the province lacks, as proposals for its own action plan: computed, never stored.

Nothing here knows of a report, and no unit is named: only numbers of many units.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from ruangaman.core.rules import rules_in_force, weak
from ruangaman.policy.models import Action, Answer, Assessment, Content, Dismissal, Document
from ruangaman.policy.proposal_words import (
    Wording,
    missing_words,
    review_words,
    rules_words,
    sent_words,
    standard_words,
)
from ruangaman.policy.selectors.assessments import due_day, standards_now
from ruangaman.policy.selectors.documents import NEVER_INHERITED, PROVINCE
from ruangaman.policy.selectors.overview import Standing, counted
from ruangaman.policy.selectors.register import OVERVIEW
from ruangaman.policy.selectors.templates import templates_for

LEAST_UNITS = 5
"""Fewer units are not told, and are no matter of the province."""
PART = 3
"""A gap is the province's when every third verified unit has it."""
_FORWARD = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something the province could do: its key, its words, and who set it aside."""

    key: str
    words: Wording
    dismissal: Dismissal | None = None


def province_proposals(year: int, today: dt.date | None = None) -> list[Proposal]:
    """Return what a plan of this year or the next could take up and has not, in fixed queries.

    What was set aside stays in the list with its ``dismissal``. Other years propose nothing: gaps
    are those of today.
    """
    today = today or timezone.localdate()
    if year not in (today.year, today.year + 1):
        return []
    ours = Action.objects.filter(unit_code=PROVINCE).exclude(proposal="")
    taken = set(
        ours.filter(Q(year=year) | Q(state=Action.State.OPEN)).values_list("proposal", flat=True)
    )
    aside = {
        one.proposal: one
        for one in Dismissal.objects.filter(year=year).select_related("dismissed_by")
    }
    return [
        Proposal(key, words, aside.get(key))
        for key, words in _found(year, today)
        if key not in taken
    ]


def province_proposal(year: int, key: str) -> Proposal | None:
    """Return one of them, or None where the gap is closed or taken up."""
    return next((one for one in province_proposals(year) if one.key == key), None)


def day_proposed(year: int) -> dt.date:
    """Return by when something is proposed to be done: in three months, within the plan's year."""
    today = timezone.localdate()
    day = today + _FORWARD
    return min(day, dt.date(year, 12, 31)) if year >= today.year else day


def _found(year: int, today: dt.date) -> Iterator[tuple[str, Wording]]:
    yield from _policy(today)
    yield from _standards(year)
    yield from _sent(today)
    unconfirmed = sum(weak(one) for one in rules_in_force().values())
    if unconfirmed:
        yield "rules", rules_words(unconfirmed)


def _policy(today: dt.date) -> Iterator[tuple[str, Wording]]:
    """Kinds the province has nothing of, and what it should have looked at again."""
    rows = list(
        Document.objects.filter(unit_code=PROVINCE).defer("fields").order_by("ended_on", "pk")
    )
    by_kind: dict[str, list[Document]] = {}
    for one in rows:
        by_kind.setdefault(one.kind, []).append(one)
    for kind in _expected():
        states = {one.state: one for one in by_kind.get(kind, ())}
        if Document.State.IN_FORCE not in states:
            draft, ended = states.get(Document.State.DRAFT), states.get(Document.State.ENDED)
            yield f"policy-{kind.value}", missing_words(kind, draft=draft, ended=ended)
    for one in rows:
        if one.state == Document.State.IN_FORCE and one.review_on and one.review_on < today:
            yield f"review-{one.series.hex}", review_words(one)


def _expected() -> Iterator[Document.Kind]:
    """Yield what units inherit, and the script where the pack has one."""
    yield from (kind for kind in OVERVIEW if kind not in NEVER_INHERITED)
    if any(one.body["kind"] == Document.Kind.SCRIPT for one in templates_for(PROVINCE)):
        yield Document.Kind.SCRIPT


def _standards(year: int) -> Iterator[tuple[str, Wording]]:
    """Yield standards that many verified units do not reach, of the newest year that has any."""
    verified = Assessment.objects.filter(state=Assessment.State.VERIFIED)
    sums = verified.filter(year__in=(year, year - 1)).values("year").annotate(many=Count("pk"))
    known = dict(sums.values_list("year", "many"))
    seen = max((one for one in known if known[one] >= LEAST_UNITS), default=None)
    if seen is None:
        return
    low = _low(verified.filter(year=seen))
    for content in _ordered(standards_now()):
        view, number = content
        units = low.get((view, number.key), 0)
        if units >= LEAST_UNITS and PART * units >= known[seen]:
            words = standard_words(number, view=view, units=units, of=known[seen], year=seen)
            yield f"{view}-{number.key}", words


def _low(verified: QuerySet[Assessment]) -> Mapping[tuple[str, str], int]:
    """Return how many units have 0 or 1 at a standard, or do not meet one, in one query."""
    given = Answer.objects.filter(assessment__in=verified).annotate(
        counts=Coalesce("found", "score")
    )
    unmet = Q(found_met=Answer.Met.NOT_MET) | Q(found_met="", met=Answer.Met.NOT_MET)
    low = Q(view=Answer.View.STANDARD, counts__lt=2) | Q(view=Answer.View.CAPACITY) & unmet
    sums = given.filter(low).order_by().values("view", "key").annotate(units=Count("pk"))
    return {(view, key): units for view, key, units in sums.values_list("view", "key", "units")}


def _ordered(standards: Mapping[str, Sequence[Content]]) -> Iterable[tuple[str, Content]]:
    return ((view, one) for view, contents in standards.items() for one in contents)


def _sent(today: dt.date) -> Iterator[tuple[str, Wording]]:
    """Yield that many units did not send what was due last, once any unit has."""
    due = due_day(today.year)
    year = today.year if due and due < today else today.year - 1
    stand = counted(year)
    late = stand[Standing.NONE] + stand[Standing.DRAFT]
    begun = sum(stand.values()) - stand[Standing.NONE]
    if begun and late >= LEAST_UNITS:
        yield f"sent-{year}", sent_words(late, year=year)
