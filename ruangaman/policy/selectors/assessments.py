"""One self-assessment as its pages show it: standards, answers, what is missing, the sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from ruangaman.core.pack_content import said
from ruangaman.core.rules import RuleMissing, rule, rule_numbers, shifted
from ruangaman.network.permissions import is_coordinator, units_of
from ruangaman.people.models import User
from ruangaman.policy import readings
from ruangaman.policy.models import Answer, Assessment, Content, Evidence
from ruangaman.policy.selectors.lineage import NamedUnit, unit_of_year

State, View = Assessment.State, Answer.View
KINDS = {View.STANDARD: Content.Kind.STANDARD, View.CAPACITY: Content.Kind.CAPACITY}
OPEN = (State.DRAFT, State.RETURNED)
"""States in which the unit still writes."""
DUE = "assessment_due"


@dataclass(frozen=True, slots=True)
class Line:
    """A standard of one view with its answer, if there is one.

    ``counts`` says whether what the coordinator found counts already. ``files`` is how many
    pieces of evidence lie beside it.
    """

    view: str
    content: Content
    answer: Answer | None
    counts: bool
    files: int

    @property
    def key(self) -> str:
        """The standard's key."""
        return self.content.key

    @property
    def number(self) -> int:
        """Its number among the eight."""
        return int(self.content.body["number"])

    @property
    def title(self) -> str:
        """Its title in the language of the page."""
        return str(said(self.content.body, "title"))

    @property
    def score(self) -> int | None:
        """The points that count."""
        if self.answer is None:
            return None
        return self.answer.found if self.overruled else self.answer.score

    @property
    def met(self) -> str:
        """The answer of the second view that counts; empty for none."""
        if self.answer is None:
            return ""
        return self.answer.found_met if self.overruled else self.answer.met

    @property
    def overruled(self) -> bool:
        """Say whether the coordinator's finding counts instead of the unit's own answer."""
        return self.counts and self.differs

    @property
    def differs(self) -> bool:
        """Say whether the coordinator found something else than the unit wrote."""
        one = self.answer
        if one is None:
            return False
        score = one.found is not None and one.found != one.score
        return score or bool(one.found_met and one.found_met != one.met)

    @property
    def answered(self) -> bool:
        """Say whether the unit answered."""
        one = self.answer
        return one is not None and (one.score is not None or bool(one.met))

    @property
    def is_gap(self) -> bool:
        """Say whether there is something to do: fewer than two points, or not met."""
        low = self.score is not None and self.score < readings.POINTS
        return low or self.met == Answer.Met.NOT_MET

    @property
    def unproven(self) -> bool:
        """Say whether something is claimed with neither a note nor a file to show it."""
        one = self.answer
        if one is None or one.note or self.files:
            return False
        return bool(one.score) or one.met in (Answer.Met.MET, Answer.Met.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is missing before a unit can send: ``line`` or, without one, all of it."""

    kind: str
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """A unit's self-assessment of a year, begun or not."""

    unit: NamedUnit
    year: int
    assessment: Assessment | None
    standards: Sequence[Line]
    core: Sequence[Line]
    thresholds: Mapping[str, int]

    @property
    def state(self) -> str:
        """Its state; a draft before anything is written."""
        return self.assessment.state if self.assessment else State.DRAFT

    @property
    def points(self) -> readings.Points:
        """What the eight standards add up to."""
        return readings.points(line.score for line in self.standards)

    @property
    def own_points(self) -> readings.Points:
        """What the unit itself gave."""
        given = [line.answer for line in self.standards]
        return readings.points(one.score if one else None for one in given)

    @property
    def capacity(self) -> readings.Capacity:
        """The second view."""
        return readings.capacity((line.met for line in self.core), self.thresholds)

    @property
    def lines(self) -> list[Line]:
        """The lines of both views."""
        return [*self.standards, *self.core]

    @property
    def missing(self) -> list[Missing]:
        """What is missing before the unit can send."""
        return list(_missing(self))

    def line(self, view: str, key: str) -> Line | None:
        """Return one line."""
        return next((one for one in self.lines if (one.view, one.key) == (view, key)), None)


def assessment_page(code: str, year: int, *, unit: NamedUnit | None = None) -> AssessmentPage:
    """Return a unit's self-assessment of a year, in a fixed number of queries."""
    found = Assessment.objects.filter(unit_code=code, year=year).first()
    answers = list(found.answers.all()) if found else []
    files = evidence_counted(Evidence.About.ANSWER, [one.pk for one in answers])
    closed = found is not None and found.state not in OPEN
    lines = _lines(answers, files, closed=closed, counts=_is(found, State.VERIFIED))
    return AssessmentPage(
        unit=unit or unit_of_year(code, year),
        year=year,
        assessment=found,
        standards=[line for line in lines if line.view == View.STANDARD],
        core=[line for line in lines if line.view == View.CAPACITY],
        thresholds=rule_numbers(*readings.RULES),
    )


def evidence_counted(about: str, subjects: Iterable[Any]) -> dict[Any, int]:
    """Return how many files lie beside each of these, by their ids."""
    rows = Evidence.objects.filter(about=about, subject__in=list(subjects))
    counted = rows.values("subject").annotate(many=Count("pk"))
    return dict(counted.values_list("subject", "many"))


def may_answer(user: User, page: AssessmentPage) -> bool:
    """Say whether this person writes in it now: somebody of the unit, while it is open.

    A year is begun in it or in the next one; what was returned is open as long as it takes.
    """
    if page.unit.code not in units_of(user) or page.state not in OPEN:
        return False
    this, ended = timezone.localdate().year, page.unit.ended_on
    if ended and ended.year < page.year:
        return False
    return page.state == State.RETURNED or page.year in (this, this - 1)


def may_withdraw(user: User, page: AssessmentPage) -> bool:
    """Say whether this person takes it back: somebody of the unit, before it is looked at."""
    mine = page.assessment
    if mine is None or mine.state != State.SUBMITTED or page.unit.code not in units_of(user):
        return False
    return bool(mine.reason) or page.year >= timezone.localdate().year - 1


def may_verify(user: User, code: str) -> bool:
    """Say whether somebody verifies what a unit says: a coordinator, never of her own unit."""
    return is_coordinator(user) and code not in units_of(user)


def due_day(year: int) -> dt.date | None:
    """Return the last day for sending a year's self-assessment; None without a rule."""
    try:
        first = shifted(dt.date(year, 1, 1), rule(DUE))
    except RuleMissing:
        return None
    return first - dt.timedelta(days=1) if first else None


def standards_now() -> dict[str, list[Content]]:
    """Return the standards of both views as the pack has them today, by view."""
    rows = Content.objects.filter(kind__in=KINDS.values(), current=True)
    ordered = list(rows.order_by("position", "key"))
    return {view: [row for row in ordered if row.kind == kind] for view, kind in KINDS.items()}


def _lines(
    answers: Sequence[Answer], files: Mapping[Any, int], *, closed: bool, counts: bool
) -> list[Line]:
    """Lines in the order of the pack. What was sent keeps the words that were read then."""
    digests = {one.digest for one in answers if one.digest}
    rows = Content.objects.filter(kind__in=KINDS.values())
    rows = rows.filter(Q(current=True) | Q(digest__in=digests)).order_by("position", "key")
    given = {(one.view, one.key): one for one in answers}
    chosen: dict[tuple[str, str], Content] = {}
    for row in rows:
        view = View.STANDARD if row.kind == Content.Kind.STANDARD else View.CAPACITY
        answer = given.get((view, row.key))
        read = answer is not None and answer.digest == row.digest
        if read if closed and answer else row.current:
            chosen[view, row.key] = row
    views = {view for view, _key in given}
    return [
        Line(view, row, answer, counts, files.get(answer.pk, 0) if answer else 0)
        for (view, key), row in chosen.items()
        if (answer := given.get((view, key))) or not closed or view not in views
    ]


def _missing(page: AssessmentPage) -> Iterable[Missing]:
    begun = page.capacity.begun
    for line in page.lines:
        if not line.answered:
            if line.view == View.STANDARD or begun:
                yield Missing("answer", line)
        elif line.unproven:
            yield Missing("proof", line)
    most = page.thresholds.get(readings.MOST_NOT_APPLICABLE)
    if most is not None and page.capacity.not_applicable > most:
        yield Missing("applicable")
    if not page.standards:
        yield Missing("pack")


def _is(found: Assessment | None, state: str) -> bool:
    return found is not None and found.state == state
