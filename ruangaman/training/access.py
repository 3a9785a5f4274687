"""Who takes part: by account, or by the own code typed at the door."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from ruangaman.people.models import User
from ruangaman.training.models import Event, Participant

_TAKES_PART = (Participant.State.INVITED, Participant.State.ACCEPTED)
_SESSION = "participant"


def participant_of(request: HttpRequest, event: Event) -> Participant | None:
    """Return who asks, as a participant of this event.

    A code that was typed in this browser counts before the account: two people may share a phone.
    """
    taking = Participant.objects.filter(event=event, state__in=_TAKES_PART)
    if typed := request.session.get(_SESSION):
        return taking.filter(pk=typed).select_related("person").first()
    if isinstance(request.user, User):
        return taking.filter(person__user=request.user).select_related("person").first()
    return None


def participant_enter(request: HttpRequest, participant: Participant) -> None:
    """Remember in this browser's session whose code was typed; the earlier one is forgotten."""
    request.session.cycle_key()
    request.session[_SESSION] = str(participant.pk)


def participant_leave(request: HttpRequest) -> None:
    """Forget whose code was typed, so that the next person on this phone begins anew."""
    request.session.pop(_SESSION, None)


def participations_of(request: HttpRequest) -> QuerySet[Participant]:
    """Return all of whoever asks: by the code that was typed, else of the account's person."""
    taking = Participant.objects.filter(state__in=_TAKES_PART).select_related("person")
    if typed := request.session.get(_SESSION):
        return taking.filter(pk=typed)
    if isinstance(request.user, User):
        return taking.filter(person__user=request.user)
    return taking.none()
