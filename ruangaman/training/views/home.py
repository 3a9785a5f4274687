"""``/pelatihan/``: what training has for whoever asks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruangaman.network.models import Person
from ruangaman.people.access import user_of
from ruangaman.people.models import Role
from ruangaman.training.cards import MODERATOR, cards_for
from ruangaman.training.permissions import is_moderator
from ruangaman.training.selectors import home as selectors
from ruangaman.training.selectors.needs import needs
from ruangaman.training.selectors.participants import invitations_of

_ORGANISERS = {Role.COORDINATOR, Role.TRAINER}


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show own hours, certificates and invitations; to organisers their events."""
    user = user_of(request)
    roles = set(user.grants.values_list("role", flat=True))
    person = selectors.person_of(user)
    takes_part = person is not None and selectors.takes_part(person)
    roles_shown = roles | ({MODERATOR} if is_moderator(user) else set())
    context: dict[str, Any] = {
        "cards": cards_for(roles_shown, takes_part=takes_part),
        "invitations": invitations_of(user)[: selectors.MOST_EVENTS],
        "organises": bool(roles & _ORGANISERS),
        "keeps": Role.COORDINATOR in roles,
    }
    if context["organises"]:
        context["events"] = selectors.events_near(user)[: selectors.MOST_EVENTS]
    if person is not None:
        context |= _own(person)
    return render(request, "training/home.html", context)


def _own(person: Person) -> dict[str, Any]:
    today = timezone.localdate()
    hours, peers = selectors.hours_by_module(person), selectors.peer_hours(person)
    return {
        "person": person,
        "needs": needs(today, people=[person.pk]),
        "today": today,
        "hours": hours,
        "peers": peers,
        "total": peers + sum(one.events + one.alone for one in hours),
        "held": selectors.certificates_held(person),
        "paper_until": selectors.paper_until(person, today),
    }
