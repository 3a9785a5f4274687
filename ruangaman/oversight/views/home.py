"""``/pantau/``: for each role its own part of oversight."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ruangaman.network.permissions import units_headed
from ruangaman.network.selectors.units import unit_names
from ruangaman.oversight.cards import cards_for
from ruangaman.oversight.permissions import RELEASED, WATCHES, home_required
from ruangaman.oversight.picture import unit_page
from ruangaman.oversight.views.province import province
from ruangaman.people.access import user_of
from ruangaman.people.models import Role
from ruangaman.people.permissions import roles_of


@require_safe
@home_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the province to who watches it, a head the own unit, others what is released."""
    user = user_of(request)
    roles = roles_of(user)
    if roles & set(WATCHES):
        return province(request, roles)
    codes = sorted(units_headed(user)) if Role.HEAD_OF_UNIT in roles else []
    elsewhere = roles & {*RELEASED, Role.STATISTICS}
    if len(codes) == 1 and not elsewhere:
        return redirect("oversight:unit", codes[0])
    names = unit_names(codes)
    context = {
        "cards": cards_for(roles),
        "heads": Role.HEAD_OF_UNIT in roles,
        "units": [(names.get(code, code), unit_page(code)) for code in codes],
        "released": bool(roles & set(RELEASED)),
        "holds": Role.STATISTICS in roles,
    }
    return render(request, "oversight/home.html", context)
