"""``/kebijakan/register/``: which documents hold where."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.people.access import user_of
from ruangaman.policy.permissions import unit_required
from ruangaman.policy.selectors.units import own_units


@require_safe
@unit_required
def register(request: HttpRequest) -> HttpResponse:
    """Show the province's own, and the own units."""
    return render(request, "policy/register.html", {"units": own_units(user_of(request))})
