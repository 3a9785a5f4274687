"""Whose code somebody typed: of a participant, or of which session's screen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ruangaman.training.access import AT_THE_DOOR
from ruangaman.training.codes import code_index
from ruangaman.training.minutes import REMEMBERED, TAKEN, minutes_old
from ruangaman.training.models import Event, Participant, Session


@dataclass(frozen=True, slots=True)
class Meant:
    """The session whose screen showed a code, and how many minutes ago that began."""

    session: Session
    old: int


def session_meant(code: str, *, event: Event, at: dt.datetime) -> Meant | None:
    """Return the session a code belongs to; None when no screen showed it lately.

    Sessions of other events are looked at only while they are open, to be able to say so.
    """
    for one in event.sessions.filter(open_until__isnull=False).select_related("event"):
        if (old := minutes_old(one.pk, code, at, REMEMBERED)) is not None:
            return Meant(one, old)
    elsewhere = Session.objects.filter(open_until__gt=at, event__state=Event.State.OPEN)
    for one in elsewhere.exclude(event=event).select_related("event"):
        if (old := minutes_old(one.pk, code, at, TAKEN)) is not None:
            return Meant(one, old)
    return None


def participant_with(code: str) -> Participant | None:
    """Return whose own code this is; nobody who was taken off the list."""
    return (
        Participant.objects.filter(code_index=code_index(code), state__in=AT_THE_DOOR)
        .select_related("event", "person")
        .first()
    )
