"""``/kebijakan/register/``: all units for the coordinator, one unit's documents, the province's."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from ruangaman.core.sheets import sheet_answer
from ruangaman.network.permissions import is_coordinator
from ruangaman.network.selectors.units import unit_by_code, units_in_force
from ruangaman.people.access import user_of
from ruangaman.policy.forms.register import RegisterFilter
from ruangaman.policy.models import Document
from ruangaman.policy.permissions import keeper_required, may_write, seen_or_404, unit_required
from ruangaman.policy.register_sheet import register_sheet
from ruangaman.policy.selectors.documents import PROVINCE, PROVINCE_SLUG
from ruangaman.policy.selectors.register import (
    kinds_counted,
    register_page,
    unit_rows,
    units_found,
)
from ruangaman.policy.selectors.text import place_name
from ruangaman.policy.selectors.units import own_units

PAGE_SIZE = 25
MOST_IN_SHEET = 20_000


@require_safe
@unit_required
def register(request: HttpRequest) -> HttpResponse:
    """Show all units to the coordinator; who has one unit goes there, others begin above all."""
    if is_coordinator(user_of(request)):
        return _all_units(request)
    units = own_units(user_of(request))
    return redirect("policy:register_of", units[0].code if len(units) == 1 else PROVINCE_SLUG)


@require_safe
@keeper_required
def register_export(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet, with the filters of the page."""
    form = RegisterFilter(request.GET)
    form.is_valid()
    found = units_found(**form.asked)[:MOST_IN_SHEET]  # type: ignore[arg-type]
    return sheet_answer(register_sheet(unit_rows(found)), "register-kebijakan")


@require_safe
@unit_required
def register_of(request: HttpRequest, place: str) -> HttpResponse:
    """Show what holds in one unit, or in the province as a whole."""
    user, code = user_of(request), code_of(request, place)
    context = {
        "place": place,
        "name": place_name(code),
        "province": code == PROVINCE,
        "page": register_page(code),
        "may_write": may_write(user, code),
        "coordinates": is_coordinator(user),
        "units": own_units(user) if code == PROVINCE else [],
    }
    return render(request, "policy/register_of.html", context)


def code_of(request: HttpRequest, place: str) -> str:
    """Return the code of a unit that this person sees; of the province an empty one.

    A unit that is no more keeps its documents, for a coordinator to read.
    """
    if place == PROVINCE_SLUG:
        return PROVINCE
    if unit_by_code(place) is None and not _was_kept(request, place):
        raise Http404
    seen_or_404(user_of(request), place)
    return place


def _was_kept(request: HttpRequest, place: str) -> bool:
    kept = Document.objects.filter(unit_code=place)
    return is_coordinator(user_of(request)) and kept.exists()


def slug_of(document: Document) -> str:
    """Return what addresses call the place of a document."""
    return document.unit_code or PROVINCE_SLUG


def _all_units(request: HttpRequest) -> HttpResponse:
    form = RegisterFilter(request.GET)
    valid = form.is_valid()
    found = units_found(**form.asked)  # type: ignore[arg-type]
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    total = units_in_force().count()
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": unit_rows(page.object_list),
        "figures": [
            {"figure": f"{number_format(many)} / {number_format(total)}", "label": kind.label}
            for kind, many in kinds_counted()
        ],
    }
    return render(request, "policy/register.html", context, status=200 if valid else 422)
