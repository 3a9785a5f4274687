"""Writes the events that the pack tells of; one that was changed here stays as it is here."""

from __future__ import annotations

from datetime import date
from typing import Any

from ruangaman.core.services.reference import Changes, fields_write
from ruangaman.lib.pack import Training
from ruangaman.lib.pack.training import PackEvent
from ruangaman.training.models import Counted, Event

_FIRST_VERSION = 1


def pack_events_write(*, training: Training | None, today: date) -> Changes:
    """Write the pack's events and their itemised figures; changes by key.

    An event is never taken away: people may have been entered for it.
    """
    changes = Changes()
    present = {event.key: event for event in Event.objects.exclude(key="")}
    for told in training.events if training else ():
        values = _values(told)
        event = present.get(told.key)
        if event is None:
            state = Event.State.CLOSED if told.last < today else Event.State.DRAFT
            event = Event.objects.create(key=told.key, state=state, **values)
            changes.added.append(told.key)
            _counted_write(event, told)
            continue
        counted = _counted_now(event) != _counted_told(told)
        if event.version > _FIRST_VERSION:
            if counted or any(getattr(event, name) != value for name, value in values.items()):
                changes.kept.append(told.key)
            continue
        fields = fields_write(event, values) + (["counted"] if counted else [])
        if counted:
            _counted_write(event, told)
        if fields:
            changes.changed[told.key] = fields
    return changes


def _values(told: PackEvent) -> dict[str, Any]:
    """Return an event of the pack as model fields."""
    same = (
        "title_en", "course", "first", "last", "venue", "organiser", "funding", "note_en",
        "declared", "explanation_en", "source", "mark",
    )  # fmt: skip
    values = {name: getattr(told, name) for name in same}
    return values | {
        "title": told.title_id,
        "note": told.note_id,
        "explanation": told.explanation_id,
    }


def _counted_told(told: PackEvent) -> list[tuple[str, str, int]]:
    return [(one.label_id, one.label_en, one.count) for one in told.counted]


def _counted_now(event: Event) -> list[tuple[str, str, int]]:
    return list(event.counted.values_list("kind", "kind_en", "number"))


def _counted_write(event: Event, told: PackEvent) -> None:
    """Replace the itemised figures."""
    event.counted.all().delete()
    Counted.objects.bulk_create(
        Counted(event=event, position=position, kind=kind, kind_en=kind_en, number=number)
        for position, (kind, kind_en, number) in enumerate(_counted_told(told))
    )
