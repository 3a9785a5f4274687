"""Earlier courses that count when something else completes them, as the curriculum says."""

from __future__ import annotations

from ruangaman.training.models import Content, Event
from ruangaman.training.selectors.content import contents
from ruangaman.training.selectors.meets import Bridge


def bridges() -> dict[str, Bridge]:
    """Return what the curriculum says of events that count by a bridge, by their keys."""
    return {
        str(one.get("event")): Bridge(
            least=int(one.get("self_study_jp") or 0), played=bool(one.get("role_play"))
        )
        for course in contents(Content.Kind.CURRICULUM)
        for one in course.body.get("bridge") or []
    }


def bridge_of(event: Event) -> Bridge | None:
    """Return the bridge of an event, of nobody yet; None where it counts by itself."""
    return bridges().get(event.key) if event.key else None
