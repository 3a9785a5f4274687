"""``/pelatihan/induksi/``: the link of each unit to the induction, its sheet, its number."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.documents.pdf import pdf_render
from ruangaman.network.models import Unit
from ruangaman.network.permissions import (
    is_coordinator,
    may_see_unit,
    network_required,
    units_headed,
)
from ruangaman.network.selectors.units import unit_by_code, units_in_force, units_matching
from ruangaman.people.access import user_of
from ruangaman.people.models import User
from ruangaman.training.induction_links import link_address
from ruangaman.training.papers import induction_sheet
from ruangaman.training.selectors import induction as selectors
from ruangaman.training.services.induction import induction_link_make

PAGE_SIZE = 30
MOST_TYPED = 100


@require_safe
@network_required
def induction(request: HttpRequest) -> HttpResponse:
    """List the units of whoever asks, found by name."""
    user = user_of(request)
    keeps, typed = is_coordinator(user), request.GET.get("nama", "")[:MOST_TYPED].strip()
    units = _units(user, keeps=keeps)
    if typed:
        units = units_matching(units, typed)
    page = Paginator(units, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": selectors.inductions(list(page)),
        "keeps": keeps,
        "typed": typed,
        "least": selectors.LEAST_SHOWN,
        "total": selectors.induction_total(None if keeps else units_headed(user)),
        "ready": selectors.induction_content() is not None,
    }
    return render(request, "training/induction.html", context)


@require_safe
@network_required
def induction_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the link of a unit."""
    unit = _unit(request, code)
    link = selectors.link_in_force(unit)
    secret = selectors.link_secret(link) if link else ""
    (row,) = selectors.inductions([unit])
    context = {
        "unit": unit,
        "link": link,
        "address": link_address(secret) if secret else "",
        "row": row,
        "least": selectors.LEAST_SHOWN,
    }
    return render(request, "training/induction_unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def link_renew(request: HttpRequest, code: str) -> HttpResponse:
    """Make or replace the link. A GET leads to the unit."""
    unit = _unit(request, code)
    if request.method == "POST":
        induction_link_make(unit=unit, by=user_of(request))
        messages.success(request, _("Tautan baru dibuat. Cetak lembarnya dan pasang di unit."))
    return redirect("training:induction_unit", unit.code)


@require_safe
@network_required
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Return the sheet with the code to scan, in the language asked for."""
    unit = _unit(request, code)
    link = selectors.link_in_force(unit)
    secret = selectors.link_secret(link) if link else ""
    content = selectors.induction_content()
    if not secret or content is None:
        raise Http404
    language = "en" if request.GET.get("bahasa") == "en" else "id"
    with translation.override(language):
        body = pdf_render("induction_sheet", induction_sheet(unit, secret, content))
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="pengenalan.pdf"'
    return answer


def _units(user: User, *, keeps: bool) -> QuerySet[Unit]:
    units = units_in_force()
    return units if keeps else units.filter(code__in=units_headed(user))


def _unit(request: HttpRequest, code: str) -> Unit:
    """Return the unit; for others than its keepers it is not there."""
    unit = unit_by_code(code) if may_see_unit(user_of(request), code) else None
    if unit is None:
        raise Http404
    return unit
