"""What training adds to the list of what somebody has to do: home, reminders, nothing by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from ruangaman.network.models import Person
from ruangaman.network.selectors.todo import Kind, Todo, stage_of
from ruangaman.people.models import User
from ruangaman.training.models import Evaluation, Event, Participant
from ruangaman.training.permissions import is_moderator
from ruangaman.training.selectors.board import posts_waiting
from ruangaman.training.selectors.evaluation_form import window_lengths, windows_after
from ruangaman.training.selectors.needs import Course, needs

_OVERDUE_EVERY = 30
"""Days after which somebody is reminded again of what is over."""
_RECENT = dt.timedelta(days=400)
_TAKING = (Participant.State.INVITED, Participant.State.ACCEPTED)


def training_todo(user: User, person: Person | None, today: dt.date) -> Iterator[Todo]:
    """Yield her own trainings that are due, forms that wait, and the moderator's pile."""
    if person is not None:
        yield from _due(person, today)
        yield from _forms(person, today)
    if is_moderator(user):
        oldest = posts_waiting().first()
        if oldest is not None:
            href = reverse("training:board_moderation")
            yield Todo(Kind.MODERATE, "", oldest.written_on, str(oldest.pk), 0, href=href)


def _due(person: Person, today: dt.date) -> Iterator[Todo]:
    """What the network says of a certificate that is about to end is not said twice."""
    for need in needs(today, person=person.pk):
        coming = stage_of(need.due, today)
        if need.course == Course.RECERTIFY and need.due >= today:
            continue
        over = (today - need.due).days
        stage = coming or (-1 - over // _OVERDUE_EVERY if over > 0 else 0)
        if stage:
            subject = f"{person.pk}/{need.course.value}/{need.due.isoformat()}"
            yield Todo(Kind.TRAINING, need.unit_code, need.due, subject, stage)


def _forms(person: Person, today: dt.date) -> Iterator[Todo]:
    rows = Participant.objects.filter(
        person=person,
        state__in=_TAKING,
        event__state__in=(Event.State.OPEN, Event.State.CLOSED),
        event__last__lte=today,
        event__last__gt=today - _RECENT,
    ).select_related("event")
    listed = list(rows)
    lengths = window_lengths() if listed else {}
    for one in listed:
        windows = windows_after(one.event.last, lengths)
        for moment, sent in (
            (Evaluation.Moment.AFTER, one.evaluated),
            (Evaluation.Moment.LATER, one.evaluated_later),
        ):
            window = windows[moment]
            if not sent and window.is_open(today):
                subject = f"{one.event_id}/{moment}"
                href = reverse("training:evaluation", args=[one.event_id, moment])
                yield Todo(Kind.EVALUATE, one.unit_code, window.closes, subject, 1, href=href)
