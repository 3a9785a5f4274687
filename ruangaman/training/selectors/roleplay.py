"""Observed role-plays as those who may see them do, and whether somebody passed one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ruangaman.core.instance import is_demo
from ruangaman.network.models import Person
from ruangaman.people.models import User
from ruangaman.training.models import Content, Event, ObserverTask, RolePlay
from ruangaman.training.practice.rule import met
from ruangaman.training.practice.talk import Body
from ruangaman.training.selectors.practice import checklist_body, talks


@dataclass(frozen=True, slots=True)
class Seen:
    """What one observer saw, with the entries of the checklist as they read now."""

    row: RolePlay
    talk: Body | None
    own: bool
    shown: Sequence[Body]
    unseen: Sequence[Body]
    errors: Sequence[Body]

    @property
    def disputed(self) -> bool:
        """Whether this observer saw it passed and another one did not."""
        return self.own and not self.row.passed


def passed_roleplay(person: Person, since: dt.date) -> bool:
    """Say whether somebody passed an observed role-play since a day, so that it may count.

    All who observed that play saw it passed. Outside demo mode it counts only once an expert has
    reviewed both the checklist that was used and the conversation that was played.
    """
    return person.pk in roleplays_passed([person.pk], since)


def roleplays_passed(people: Collection[uuid.UUID], since: dt.date) -> dict[uuid.UUID, RolePlay]:
    """Return for each person who passed one the newest play that counts, as above."""
    rows = RolePlay.objects.filter(person__in=people, passed=True, observed_on__gte=since)
    rows = rows.exclude(checklist="").order_by("observed_on", "recorded_at")
    if not is_demo():
        read = Content.objects.filter(reviewed=True)
        rows = rows.filter(
            checklist__in=read.filter(kind=Content.Kind.CHECKLIST).values("digest"),
            dialogue__in=read.filter(kind=Content.Kind.DIALOGUE).values("key"),
        )
    return {one.person_id: one for one in rows}


def results_of(event: Event, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, bool]:
    """Return for those who played at an event whether they passed; the others are left out."""
    rows = RolePlay.objects.filter(event=event, person__in=list(people)).order_by("passed")
    return {one.person_id: one.passed for one in rows}


def seen_at(event: Event, people: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, list[Seen]]:
    """Return what was observed at an event, by person, newest first."""
    rows = RolePlay.objects.filter(event=event, person__in=list(people))
    found: dict[uuid.UUID, list[Seen]] = {}
    for one in seen(rows):
        found.setdefault(one.row.person_id, []).append(one)
    return found


def seen(rows: QuerySet[RolePlay]) -> list[Seen]:
    """Return rows with the words of the checklist."""
    body, known = checklist_body(), {one.key: one.body for one in talks()}
    return [
        Seen(
            row=row,
            talk=known.get(row.dialogue),
            own=met(row.shown, row.errors, body),
            shown=[one for one in body["behaviour"] if one["key"] in row.shown],
            unseen=[one for one in body["behaviour"] if one["key"] not in row.shown],
            errors=[one for one in body["error"] if one["key"] in row.errors],
        )
        for row in rows.select_related("observer", "person", "event")
    ]


def tasks_for(user: User, *, keeps: bool) -> QuerySet[ObserverTask]:
    """Return observations outside events: the coordinator all, a trainer the own ones."""
    found = ObserverTask.objects.select_related("person", "observer", "role_play")
    return found if keeps else found.filter(observer=user)
