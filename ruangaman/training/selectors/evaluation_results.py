"""What participants said about an event, once nobody can say anything more."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruangaman.training.models import Evaluation, Event, Participant
from ruangaman.training.selectors.evaluation_form import (
    MODULES,
    Moment,
    Question,
    Window,
    modules_of,
    numeric,
    questions,
    windows,
)

FEW = 5
"""Below so many forms, or answers to one question, nothing is shown."""
TAKING = (Participant.State.INVITED, Participant.State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Said:
    """How a question was answered: how many, how often each choice, the mean of a scale."""

    question: Question
    answered: int
    counts: Mapping[str, int]
    mean: float | None

    def share(self, key: str) -> float:
        """Percent of those who answered."""
        return 100 * self.counts.get(key, 0) / self.answered if self.answered else 0.0

    @property
    def agree(self) -> float:
        """Percent who chose one of the two highest steps of a scale."""
        return sum(self.share(one.key) for one in self.question.options[-2:])

    @property
    def most(self) -> str:
        """The key that was chosen most often."""
        return max(self.question.options, key=lambda one: self.counts.get(one.key, 0)).key


@dataclass(frozen=True, slots=True)
class OfModules:
    """How a question was answered for each module: those with enough answers."""

    question: Question
    modules: Mapping[int, Said]


@dataclass(frozen=True, slots=True)
class MomentResults:
    """The forms of one moment; ``said`` and ``of_modules`` are empty while they may not be seen."""

    moment: str
    window: Window
    asked: int
    forms: int
    shown: bool
    said: Sequence[Said] = ()
    of_modules: Sequence[OfModules] = ()


def results(event: Event, today: dt.date) -> list[MomentResults]:
    """Return the results of both moments, in a fixed number of queries."""
    taking = event.participants.filter(state__in=TAKING).count()
    rows: dict[str, list[dict[str, Any]]] = {moment: [] for moment in Moment.values}
    for moment, answers in Evaluation.objects.filter(event=event).values_list("moment", "answers"):
        rows[moment].append(answers)
    modules = modules_of(event)
    return [
        _moment(moment, window, taking, rows[moment], modules, today)
        for moment, window in windows(event).items()
    ]


def _moment(
    moment: str,
    window: Window,
    taking: int,
    forms: list[dict[str, Any]],
    modules: Mapping[int, str],
    today: dt.date,
) -> MomentResults:
    many = len(forms)
    if many < FEW or not window.is_over(today):
        return MomentResults(moment, window, taking, many, shown=False)
    asked = questions(moment)
    said = (said_of(one, (form.get(one.key) for form in forms)) for one in asked if _plain(one))
    return MomentResults(
        moment,
        window,
        taking,
        many,
        shown=True,
        said=[one for one in said if one is not None],
        of_modules=[of_modules(one, forms, modules) for one in asked if not _plain(one)],
    )


def of_modules(
    question: Question, forms: Iterable[Mapping[str, Any]], modules: Iterable[int]
) -> OfModules:
    """Return how a question was answered for each module."""
    chosen = [form.get(question.key) or {} for form in forms]
    found = {n: said_of(question, (one.get(str(n)) for one in chosen)) for n in modules}
    return OfModules(question, {n: one for n, one in found.items() if one is not None})


def said_of(question: Question, given: Iterable[Any]) -> Said | None:
    """Count what was answered; None below ``FEW`` answers."""
    known = {option.key for option in question.options}
    answers = [one for one in given if one in known]
    if len(answers) < FEW:
        return None
    steps = numeric(question.options)
    mean = sum(map(int, answers)) / len(answers) if steps else None
    return Said(question, len(answers), Counter(answers), mean)


def _plain(question: Question) -> bool:
    return question.kind != MODULES
