"""Who takes part: by account, or by the own code typed at the door."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from ruangaman.people.models import User
from ruangaman.training.models import Event, Participant

View = Callable[..., HttpResponse]
State = Participant.State
_TAKES_PART = (State.INVITED, State.ACCEPTED)
AT_THE_DOOR = (State.INVITED, State.ACCEPTED, State.DECLINED, State.WAITING)
"""Who may come in at the door: everybody who was not taken off the list."""
_SESSION, _BESIDE, _NOBODY = "participant", "participant_beside", "nobody"


def participant_of(
    request: HttpRequest, event: Event, *, states: Collection[str] = _TAKES_PART
) -> Participant | None:
    """Return who asks, as a participant of this event.

    A code that was typed in this browser counts before the account: two people may share a phone.
    """
    return participations_of(request, states=states).filter(event=event).first()


def participations_of(
    request: HttpRequest, *, states: Collection[str] = _TAKES_PART
) -> QuerySet[Participant]:
    """Return all of whoever asks: by the code that was typed, else of the account's person."""
    taking = Participant.objects.filter(state__in=states).select_related("person")
    if typed := _typed(request):
        return taking.none() if typed == _NOBODY else taking.filter(pk=uuid.UUID(typed))
    if isinstance(request.user, User):
        return taking.filter(person__user=request.user)
    return taking.none()


def by_code(request: HttpRequest) -> bool:
    """Say whether who asks typed a code, instead of being known by the account."""
    return _typed(request) not in ("", _NOBODY)


def account_waits(request: HttpRequest) -> bool:
    """Say whether somebody is signed in here whom the door does not count at present."""
    return bool(_typed(request)) and isinstance(request.user, User)


def participant_enter(request: HttpRequest, participant: Participant) -> None:
    """Remember in this browser's session whose code was typed; the earlier one is forgotten."""
    request.session.cycle_key()
    request.session[_SESSION] = str(participant.pk)
    request.session[_BESIDE] = _account(request)


def participant_leave(request: HttpRequest) -> None:
    """Forget whose code was typed, so that the next person on this phone begins anew.

    Whoever is signed in on it does not take the place of the next person by herself.
    """
    participant_back(request)
    if isinstance(request.user, User):
        request.session[_SESSION], request.session[_BESIDE] = _NOBODY, _account(request)


def participant_back(request: HttpRequest) -> None:
    """Let the account count again."""
    for name in (_SESSION, _BESIDE):
        request.session.pop(name, None)


def participant_entered(request: HttpRequest) -> Participant | None:
    """Return who typed a code in this browser, of whatever event."""
    if not by_code(request):
        return None
    return participations_of(request).select_related("event").first()


def learner_required(view: View) -> View:
    """Keep a page for people with an account or with a participant's code; else to the sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated and participant_entered(request) is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def frame_of(request: HttpRequest) -> str:
    """Return the template around a page that people with and without an account may read."""
    return "base_staff.html" if request.user.is_authenticated else "base_staff_plain.html"


def _typed(request: HttpRequest) -> str:
    """Return what was typed beside the account that is signed in now; signing in forgets it."""
    if request.session.get(_BESIDE, "") != _account(request):
        return ""
    return str(request.session.get(_SESSION, ""))


def _account(request: HttpRequest) -> str:
    return str(request.user.pk) if isinstance(request.user, User) else ""
