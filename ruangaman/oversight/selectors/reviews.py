"""Reads reviews: the list of years, and one review with its sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from ruangaman.core.pack_content import said, source_said
from ruangaman.oversight.models import Content, Review, ReviewDecision
from ruangaman.oversight.selectors.review_facts import review_facts

BACK = 3
"""So many years before this one may still be reviewed."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a review in the language of the page, with what was said and decided."""

    key: str
    title: str
    ask: Sequence[str]
    facts: tuple[str, ...]
    source: str
    note: str
    decisions: Sequence[ReviewDecision]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review, what the year shows, and its sections."""

    review: Review
    facts: Mapping[str, Any]
    sections: Sequence[Section]

    @property
    def closed(self) -> bool:
        """Say whether it stands."""
        return self.review.state == Review.State.CLOSED

    @property
    def decisions(self) -> list[ReviewDecision]:
        """All decisions, in the order of the sections."""
        return [one for section in self.sections for one in section.decisions]

    def section(self, key: str) -> Section:
        """Return a section; ``Http404`` where there is none."""
        found = next((one for one in self.sections if one.key == key), None)
        if found is None:
            raise Http404
        return found


def reviews_all() -> list[Review]:
    """Return all reviews, the newest year first."""
    return list(Review.objects.defer("facts").order_by("-year"))


def years_open() -> list[int]:
    """Return the years that have no review yet and may get one, the newest first."""
    this = timezone.localdate().year
    taken = set(Review.objects.values_list("year", flat=True))
    return [year for year in range(this, this - BACK - 1, -1) if year not in taken]


def review_of(year: int) -> Review:
    """Return the review of a year; ``Http404`` where there is none."""
    found = Review.objects.filter(year=year).first()
    if found is None:
        raise Http404
    return found


def decision_of(review: Review, pk: UUID) -> ReviewDecision:
    """Return a decision of a review; ``Http404`` where there is none."""
    found = review.decisions.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def review_page(review: Review) -> ReviewPage:
    """Return a review: what was seen at its closing, else what the year shows now.

    A section that the pack no longer has stays if anything was said or decided in it.
    """
    notes = dict(review.notes.values_list("section", "text"))
    decisions: dict[str, list[ReviewDecision]] = {}
    for one in review.decisions.select_related("action"):
        decisions.setdefault(one.section, []).append(one)
    closed = review.state == Review.State.CLOSED
    return ReviewPage(
        review=review,
        facts=review.facts if closed else review_facts(review.year),
        sections=[
            _section(one, notes, decisions) for one in _contents({*notes, *decisions.keys()})
        ],
    )


def _contents(used: set[str]) -> list[Content]:
    rows = Content.objects.filter(kind=Content.Kind.REVIEW).order_by("position", "pk")
    current = [one for one in rows if one.current]
    kept = {one.key: one for one in rows if one.key in used - {row.key for row in current}}
    return [*current, *kept.values()]


def _section(
    content: Content, notes: Mapping[str, str], decisions: Mapping[str, Sequence[ReviewDecision]]
) -> Section:
    body = content.body
    return Section(
        key=content.key,
        title=str(said(body, "title")),
        ask=list(said(body, "ask")),
        facts=tuple(body["facts"]),
        source=source_said(body),
        note=notes.get(content.key, ""),
        decisions=decisions.get(content.key, []),
    )
