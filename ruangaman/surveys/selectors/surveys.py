"""Surveys as the staff pages show them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ruangaman.core.jobs import worker_seen
from ruangaman.core.progress import count_told
from ruangaman.people.models import Role, User
from ruangaman.people.permissions import roles_of
from ruangaman.surveys.models import Closing, Half, Stratum, Survey
from ruangaman.surveys.permissions import RESULTS
from ruangaman.surveys.selectors.standing import ended, open_missing
from ruangaman.surveys.thresholds import LEAST_ANSWERS

State = Survey.State
WORKER_GONE = dt.timedelta(minutes=5)
"""How long a worker may be silent before a closing is said to have stopped."""

_LIGHT = ("definition", "public_key")
_TOLD_FROM = 1_000
"""Steps of a closing from which a percentage says nothing of how many answers there are."""


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A holder of a survey's key, and whether she has given her half."""

    user_id: uuid.UUID
    name: str
    given: bool


@dataclass(frozen=True, slots=True)
class Work:
    """How far a closing is: its state, and how many steps of how many.

    ``alone``: no worker has been seen for minutes, so nobody goes on with it.
    """

    state: str
    done: int
    total: int
    alone: bool

    @property
    def percent(self) -> int | None:
        """Return how much is done; None where the steps are so few that they tell the answers."""
        return 100 * self.done // self.total if self.total >= _TOLD_FROM else None


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A survey, and what its page says of it."""

    survey: Survey
    strata: list[Stratum]
    holders: list[HolderLine]
    missing: list[str]
    ended: bool
    work: Work | None
    staff: int
    drawn: int
    answered: int

    @property
    def few(self) -> bool:
        """Say whether too few answered for even their number to be shown."""
        return self.answered < LEAST_ANSWERS

    @property
    def asked_again(self) -> bool:
        """Say whether halves were given that count no more: a closing begins with the first."""
        waits = self.survey.state == State.CLOSING and self.work is None
        return waits and not any(one.given for one in self.holders)


class SurveyNotFound(Exception):
    """There is no such survey for this person."""


def surveys_seen(user: User) -> QuerySet[Survey]:
    """Return the surveys a person may see, the newest first."""
    roles = roles_of(user)
    found = Survey.objects.defer(*_LIGHT).order_by("-created_at", "pk")
    if Role.COORDINATOR in roles:
        return found
    mine = Exists(Half.objects.filter(survey=OuterRef("pk"), holder=user))
    closed = Q(state=State.CLOSED) if roles & set(RESULTS) else Q(pk__in=[])
    return found.filter(closed | mine)


def survey_seen(user: User, pk: uuid.UUID) -> Survey:
    """Return a survey this person may see, or raise ``SurveyNotFound``."""
    found = Survey.objects.filter(pk=pk).first()
    if found is None:
        raise SurveyNotFound
    roles = roles_of(user)
    holds = Half.objects.filter(survey=found, holder=user).exists()
    reads = found.state == State.CLOSED and bool(roles & set(RESULTS))
    if not (Role.COORDINATOR in roles or holds or reads):
        raise SurveyNotFound
    return found


def survey_page(survey: Survey) -> SurveyPage:
    """Return everything the page of a survey says; while it is open, nothing of who answered."""
    strata = list(survey.strata.order_by("position"))
    halves = survey.halves.select_related("holder").order_by("holder__name", "pk")
    return SurveyPage(
        survey=survey,
        strata=strata,
        holders=[HolderLine(h.holder_id, h.holder.name, bool(h.given)) for h in halves],
        missing=open_missing(survey) if survey.state == State.DRAFT else [],
        ended=ended(survey),
        work=work_of(survey),
        staff=sum(one.staff for one in strata),
        drawn=sum(one.drawn for one in strata),
        answered=sum(one.answered or 0 for one in strata),
    )


def work_of(survey: Survey) -> Work | None:
    """Return how far the closing of a survey is; None while nobody closes it."""
    closing = Closing.objects.filter(survey=survey).first()
    if closing is None:
        return None
    done = min(count_told(closing.pk), closing.total)
    return Work(closing.state, done, closing.total, not worker_seen(within=WORKER_GONE))


def halves_waited_for(user: User) -> list[Survey]:
    """Return the surveys whose answering has ended and to which this person's half is missing."""
    states = (State.OPEN, State.CLOSING)
    mine = Half.objects.filter(holder=user, given=b"", survey__state__in=states)
    return [half.survey for half in mine.select_related("survey") if ended(half.survey)]
