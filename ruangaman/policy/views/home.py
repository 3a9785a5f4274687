"""``/kebijakan/``: what policy has for whoever asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.people.access import user_of
from ruangaman.policy.cards import cards_for
from ruangaman.policy.permissions import unit_required
from ruangaman.policy.selectors.units import own_units


@require_safe
@unit_required
def home(request: HttpRequest) -> HttpResponse:
    """Show a card for each part of policy, and the own units."""
    user = user_of(request)
    roles = set(user.grants.values_list("role", flat=True))
    context = {"cards": cards_for(roles), "units": own_units(user)}
    return render(request, "policy/home.html", context)
