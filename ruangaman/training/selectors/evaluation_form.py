"""The evaluation form of an event: its questions, and when it is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.core.pack_content import said
from ruangaman.core.rules import rule_numbers
from ruangaman.lib.clocks import months_later
from ruangaman.training.models import Content, Evaluation, Event, Session
from ruangaman.training.selectors.content import contents

Moment = Evaluation.Moment
OPEN_DAYS, LATER_MONTHS, LATER_DAYS = (
    "evaluation_open",
    "evaluation_later_after",
    "evaluation_later_open",
)
"""Rules: how many days the form is open from the last day on; after how many months the second
form opens, and for how many days."""
_DEFAULTS = {OPEN_DAYS: 14, LATER_MONTHS: 3, LATER_DAYS: 30}
MODULES = "modules"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with closed answers; ``level`` is Kirkpatrick's, 1 to 4.

    One of kind ``modules`` is asked for each module of the event.
    """

    key: str
    level: int
    kind: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a form is taken, both among them."""

    opens: dt.date
    closes: dt.date

    def is_open(self, day: dt.date) -> bool:
        """Say whether a form is taken on ``day``."""
        return self.opens <= day <= self.closes

    def is_over(self, day: dt.date) -> bool:
        """Say whether no form comes in any more: only then are results shown."""
        return day > self.closes


def questions(moment: str) -> list[Question]:
    """Return the questions of a moment in the order of the pack; none without a pack."""
    return [
        _question(body)
        for form in contents(Content.Kind.EVALUATION)
        for body in form.body.get("question", [])
        if body.get("when", form.key) == moment
    ]


def windows(event: Event) -> dict[str, Window]:
    """Return when each of the two forms of an event is open."""
    return windows_after(event.last, window_lengths())


def window_lengths() -> dict[str, int]:
    """Return the rules about the days of forms, in one query."""
    return _DEFAULTS | rule_numbers(*_DEFAULTS)


def windows_after(last: dt.date, lengths: Mapping[str, int]) -> dict[str, Window]:
    """Return when each form is open after an event whose last day was ``last``."""
    later = months_later(last, lengths[LATER_MONTHS])
    return {
        Moment.AFTER: Window(last, last + dt.timedelta(days=lengths[OPEN_DAYS])),
        Moment.LATER: Window(later, later + dt.timedelta(days=lengths[LATER_DAYS])),
    }


def modules_of(event: Event) -> dict[int, str]:
    """Return the modules that an event had sessions of, with their titles, in order."""
    sessions = Session.objects.filter(event=event).exclude(module=None)
    numbers = set(sessions.values_list("module", flat=True))
    return {number: title for number, title in module_titles().items() if number in numbers}


def module_titles() -> dict[int, str]:
    """Return the modules of the curriculum by number."""
    bodies = [one.body for one in contents(Content.Kind.MODULE)]
    return dict(sorted((int(body["number"]), str(said(body, "title"))) for body in bodies))


def numeric(options: Iterable[Option]) -> bool:
    """Say whether the answers are steps of a scale, so that a mean says something."""
    return all(one.key.isdecimal() for one in options)


def _question(body: Mapping[str, Any]) -> Question:
    return Question(
        key=body["key"],
        level=int(body["level"]),
        kind=body["kind"],
        text=str(said(body, "text")),
        options=tuple(Option(one["key"], str(said(one, "text"))) for one in body["choice"]),
    )
