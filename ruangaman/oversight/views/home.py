"""``/pantau/``: for each role its own part of oversight."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.oversight.cards import cards_for
from ruangaman.oversight.permissions import home_required
from ruangaman.people.access import user_of
from ruangaman.people.permissions import roles_of


@require_safe
@home_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what this person may see of oversight."""
    roles = roles_of(user_of(request))
    return render(request, "oversight/home.html", {"cards": cards_for(roles)})
