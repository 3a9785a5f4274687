"""What tests, role-plays and evaluation forms say about each module, of groups only.

An event counts once nothing of it can come in any more, and only with at least ``FEW`` people: so
no two looks at the page differ by one person. A source speaks from ``PEOPLE`` people on.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils import timezone

from ruangaman.lib.clocks import months_later
from ruangaman.training.models import Answer, Content, Evaluation, Event, Paper, RolePlay, Sitting
from ruangaman.training.selectors.evaluation_form import (
    Moment,
    questions,
    window_lengths,
    windows_after,
)
from ruangaman.training.selectors.evaluation_results import FEW, of_modules

PEOPLE = 10
MONTHS = 24
"""So far back events count: the span of a certificate."""
_AFTER = (Paper.Kind.POST, Paper.Kind.FOLLOW_UP)
BEHAVIOURS = {
    "prepare": 4, "look": 4, "calm": 4, "limits": 5, "listen": 4, "believe": 3,
    "ask-least": 4, "options": 2, "choice": 3, "health": 6, "link": 6, "close": 7,
}  # fmt: skip
"""The module that teaches each behaviour of the observer's checklist."""
ERRORS = {
    "blame": 3, "probing": 4, "promise": 5, "contact-accused": 9, "mediate": 2, "breach": 5,
}  # fmt: skip
"""The module that teaches not to make each critical error."""


@dataclass(slots=True)
class Source:
    """What a source says: of how many people and events, and a figure for each module.

    ``figures`` is empty while there are fewer than ``PEOPLE``.
    """

    people: int = 0
    events: int = 0
    figures: dict[int, float] = field(default_factory=dict)

    @property
    def enough(self) -> bool:
        """Say whether the source speaks."""
        return self.people >= PEOPLE


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """All sources: percent right after and before a course, percent who want more time, the mean
    confidence of five steps, percent of behaviours shown (without the error) in role-plays.
    """

    right: Source
    right_before: Source
    more_time: Source
    confidence: Source
    role_play: Source


def module_facts(today: dt.date) -> ModuleFacts:
    """Return what the events of the last two years say, in a fixed number of queries."""
    events = dict(
        Event.objects.filter(
            last__lt=today, last__gte=months_later(today, -MONTHS), state=Event.State.CLOSED
        ).values_list("pk", "last")
    )
    after, before = _tests(events)
    more_time, confidence = _forms(events, today)
    return ModuleFacts(after, before, more_time, confidence, _role_plays(events, today))


def _tests(events: Mapping[uuid.UUID, dt.date]) -> tuple[Source, Source]:
    over = {"paper__event__in": events, "paper__closes_at__lt": timezone.now()}
    sittings = Sitting.objects.filter(ended_at__isnull=False, **over).order_by()
    people: dict[tuple[bool, uuid.UUID], set[uuid.UUID]] = defaultdict(set)
    rows = sittings.values_list("paper__kind", "paper__event", "participant__person").distinct()
    for kind, event, person in rows:
        people[kind in _AFTER, event].add(person)
    enough = {key for key, found in people.items() if len(found) >= FEW}
    keys = _keys()
    counts: dict[bool, dict[int, list[int]]] = {True: {}, False: {}}
    answers = (
        Answer.objects.filter(sitting__in=sittings)
        .order_by()
        .values_list("sitting__paper__kind", "sitting__paper__event", "item", "choice")
        .annotate(n=Count("pk"))
    )
    for kind, event, item, choice, many in answers:
        after = kind in _AFTER
        if (after, event) in enough and item in keys:
            module, right = keys[item]
            count = counts[after].setdefault(module, [0, 0])
            count[0] += many if choice == right else 0
            count[1] += many
    return (
        _tested(True, people, enough, counts[True]),
        _tested(False, people, enough, counts[False]),
    )


def _tested(
    after: bool,
    people: Mapping[tuple[bool, uuid.UUID], set[uuid.UUID]],
    enough: Iterable[tuple[bool, uuid.UUID]],
    counts: Mapping[int, list[int]],
) -> Source:
    groups = [people[key] for key in enough if key[0] is after]
    shares = {module: 100 * right / all_ for module, (right, all_) in counts.items() if all_}
    return _source(len(set().union(*groups)), len(groups), shares)


def _keys() -> dict[int, tuple[int, str]]:
    """Return module and right choice of every item that was ever asked."""
    found = {}
    for pk, key, body in Content.objects.filter(kind=Content.Kind.ITEM).values_list(
        "pk", "key", "body"
    ):
        right = next((one["key"] for one in body["choice"] if one.get("right")), "")
        found[pk] = (int(body.get("module") or key[1:3]), right)
    return found


def _forms(events: Mapping[uuid.UUID, dt.date], today: dt.date) -> tuple[Source, Source]:
    """Return who wants more time, and confidence: three months later where enough said it."""
    lengths, forms = window_lengths(), defaultdict(list)
    rows = Evaluation.objects.filter(event__in=events).order_by()
    for event, moment, answers in rows.values_list("event", "moment", "answers"):
        if windows_after(events[event], lengths)[moment].is_over(today):
            forms[moment, event].append(answers)
    more_time = _asked(forms, Moment.AFTER, "module-time", mean=False)
    later = _asked(forms, Moment.LATER, "confidence-now", mean=True)
    after = _asked(forms, Moment.AFTER, "confidence-after", mean=True)
    return more_time, later if later.enough else after


def _asked(
    forms: Mapping[tuple[str, uuid.UUID], list[dict[str, Any]]],
    moment: str,
    key: str,
    *,
    mean: bool,
) -> Source:
    groups = [found for (when, _), found in forms.items() if when == moment and len(found) >= FEW]
    question = next((one for one in questions(moment) if one.key == key), None)
    together = [form for group in groups for form in group]
    if question is None:
        return Source()
    numbers = {int(number) for form in together for number in form.get(key) or {}}
    found = of_modules(question, together, sorted(numbers)).modules
    figures = {
        number: (said.mean or 0.0) if mean else said.share(question.options[0].key)
        for number, said in found.items()
        if said.answered >= PEOPLE
    }
    return _source(len(together), len(groups), figures)


def _role_plays(events: Mapping[uuid.UUID, dt.date], today: dt.date) -> Source:
    """Return the share of behaviours shown, of role-plays observed before this month."""
    people: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    played: dict[uuid.UUID, list[tuple[list[str], list[str]]]] = defaultdict(list)
    rows = RolePlay.objects.filter(event__in=events, observed_on__lt=today.replace(day=1))
    for event, person, shown, errors in rows.values_list("event", "person", "shown", "errors"):
        people[event].add(person)
        played[event].append((shown, errors))
    groups = [event for event, found in people.items() if len(found) >= FEW]
    plays = [one for event in groups for one in played[event]]
    who = set().union(*(people[event] for event in groups))
    fine: dict[int, list[bool]] = defaultdict(list)
    for shown, errors in plays:
        for key, module in BEHAVIOURS.items():
            fine[module].append(key in shown)
        for key, module in ERRORS.items():
            fine[module].append(key not in errors)
    shares = {module: 100 * sum(found) / len(found) for module, found in fine.items()}
    return _source(len(who), len(groups), shares)


def _source(people: int, events: int, figures: dict[int, float]) -> Source:
    return Source(people, events, figures if people >= PEOPLE else {})
