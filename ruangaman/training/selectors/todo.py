"""What training adds to the list of what people have to do: home, reminders, nothing by name."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.urls import reverse

from ruangaman.network.selectors.todo import Asked, Found, Kind, Todo, stage_of
from ruangaman.people.models import User
from ruangaman.training.models import Evaluation, Event, Participant
from ruangaman.training.permissions import moderators_of
from ruangaman.training.selectors.board import posts_waiting
from ruangaman.training.selectors.evaluation_form import window_lengths, windows_after
from ruangaman.training.selectors.needs import Course, needs

_OVERDUE_EVERY = 30
"""Days after which somebody is reminded again of what is over."""
_RECENT = dt.timedelta(days=400)
_TAKING = (Participant.State.INVITED, Participant.State.ACCEPTED)


def training_todo(asked: Sequence[Asked], today: dt.date) -> Found:
    """Yield own trainings that are due, forms that wait, and the moderators' pile."""
    users = {one.person.pk: one.user for one in asked if one.person}
    if users:
        yield from _due(users, today)
        yield from _forms(users, today)
    moderators = moderators_of([one.user for one in asked])
    oldest = posts_waiting().first() if moderators else None
    if oldest is not None:
        href = reverse("training:board_moderation")
        pile = Todo(Kind.MODERATE, "", oldest.written_on, str(oldest.pk), 0, href=href)
        yield from ((user, pile) for user in moderators)


def _due(users: Mapping[uuid.UUID, User], today: dt.date) -> Found:
    """What the network says of a certificate that is about to end is not said twice."""
    for need in needs(today, people=users.keys()):
        coming = stage_of(need.due, today)
        if need.course == Course.RECERTIFY and need.due >= today:
            continue
        over = (today - need.due).days
        stage = coming or (-1 - over // _OVERDUE_EVERY if over > 0 else 0)
        if stage:
            who = uuid.UUID(need.person)
            subject = f"{who}/{need.course.value}/{need.due.isoformat()}"
            yield users[who], Todo(Kind.TRAINING, need.unit_code, need.due, subject, stage)


def _forms(users: Mapping[uuid.UUID, User], today: dt.date) -> Found:
    rows = Participant.objects.filter(
        person__in=users,
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
                todo = Todo(Kind.EVALUATE, one.unit_code, window.closes, subject, 1, href=href)
                yield users[one.person_id], todo
