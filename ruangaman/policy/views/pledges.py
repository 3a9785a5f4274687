"""``/kebijakan/pernyataan/``: each unit's link to sign, and how many signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.sheets import sheet_answer, sheet_bytes
from ruangaman.documents.pdf import pdf_render
from ruangaman.network.models import Unit
from ruangaman.network.permissions import is_coordinator, units_of
from ruangaman.network.selectors.units import unit_by_code, units_in_force, units_matching
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import user_of
from ruangaman.policy.forms.pledges import PaperForm
from ruangaman.policy.models import Content, Group
from ruangaman.policy.papers import pledge_sheet, signing_sheet
from ruangaman.policy.permissions import is_own, may_see, unit_required
from ruangaman.policy.pledge_links import LINKS
from ruangaman.policy.selectors.pledges import documents_signed, link_in_force, pledge_content
from ruangaman.policy.selectors.signatures import (
    named,
    strangers_named,
    unit_pledges,
    units_signed,
)
from ruangaman.policy.services.pledges import pledge_link_make

PAGE_SIZE = 30
NAMES_SHOWN = 200
MOST_TYPED = 100
PDF = "application/pdf"


@require_safe
@unit_required
def units(request: HttpRequest) -> HttpResponse:
    """List the units of whoever asks, found by name, with their numbers."""
    typed = request.GET.get("nama", "")[:MOST_TYPED].strip()
    found, content = _units(request), pledge_content()
    if typed:
        found = units_matching(found, typed)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": units_signed(list(page), content) if content else [],
        "keeps": is_coordinator(user_of(request)),
        "typed": typed,
        "ready": content is not None,
    }
    return render(request, "policy/pledges.html", context)


@require_safe
@unit_required
def units_sheet(request: HttpRequest) -> HttpResponse:
    """Give the numbers of all units of whoever asks as XLSX; no names."""
    content = _content()
    columns = [
        (_("Unit"), 44),
        (_("Tautan sejak"), 14),
        (_("Sudah menandatangani"), 16),
        (_("Pegawai"), 12),
        (_("Persen"), 10),
    ]
    rows = [
        (one.unit.name, one.since, one.signed, one.staff, one.percent)
        for one in units_signed(list(_units(request)), content)
    ]
    return sheet_answer(sheet_bytes(_("Pernyataan"), columns, rows), "pernyataan")


@require_safe
@unit_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the link of a unit and its numbers; to its own people, who has not signed yet."""
    return unit_page(request, unit_of(request, code))


def unit_page(
    request: HttpRequest, mine: Unit, form: PaperForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Return the page of a unit, with the form for paper as it was sent."""
    content = _content()
    link, found = link_in_force(mine.code), unit_pledges(mine.code, content)
    secret = LINKS.open(link.sealed, unit=mine.code) if link else ""
    own = is_own(user_of(request), mine.code)
    context: dict[str, Any] = {
        "unit": mine,
        "link": link,
        "address": LINKS.address(secret) if secret else "",
        "found": found,
        "documents": documents_signed([mine.code])[mine.code],
        "months": content.body["valid_months"],
        "own": own,
        "form": form or PaperForm(),
    }
    if own:
        page = Paginator(named(found.waiting), NAMES_SHOWN).get_page(request.GET.get("page"))
        labels = dict(Group.choices)
        context |= {
            "page": page,
            "waiting": [(one, name, labels[one.group]) for one, name in page],
            "strangers": strangers_named(found.strangers[:NAMES_SHOWN]),
        }
    return render(request, "policy/pledge_unit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@unit_required
def link_renew(request: HttpRequest, code: str) -> HttpResponse:
    """Make or replace the link. A GET leads to the unit."""
    mine = unit_of(request, code)
    if request.method == "POST":
        pledge_link_make(unit=mine, by=user_of(request))
        messages.success(request, _("Tautan baru dibuat. Cetak lembarnya dan pasang di unit."))
    return redirect("policy:pledge_unit", mine.code)


@require_safe
@unit_required
def link_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Give the sheet with the code to scan, in the language asked for."""
    mine, content = unit_of(request, code), _content()
    link = link_in_force(mine.code)
    secret = LINKS.open(link.sealed, unit=mine.code) if link else ""
    if not secret:
        raise Http404
    language = "en" if request.GET.get("bahasa") == "en" else "id"
    with translation.override(language):
        body = pdf_render("induction_sheet", pledge_sheet(mine, secret, content))
    return attached(body, PDF, "lembar-pernyataan.pdf")


@require_safe
@unit_required
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Give a list of who has not signed yet, with a place to sign."""
    mine, content = own_unit_of(request, code), _content()
    labels = dict(Group.choices)
    waiting = named(unit_pledges(mine.code, content).waiting)
    people = [(name, str(labels[one.group])) for one, name in waiting]
    body = pdf_render("training_attendance", signing_sheet(mine, content, people))
    return attached(body, PDF, "daftar-pernyataan.pdf")


def unit_of(request: HttpRequest, code: str) -> Unit:
    """Return the unit; for others than its keepers it is not there (404)."""
    found = unit_by_code(code) if code and may_see(user_of(request), code) else None
    if found is None:
        raise Http404
    return found


def own_unit_of(request: HttpRequest, code: str) -> Unit:
    """Return the unit for its own head and focal points: names are for nobody else (404)."""
    if not is_own(user_of(request), code):
        raise Http404
    return unit_of(request, code)


def _units(request: HttpRequest) -> QuerySet[Unit]:
    user, found = user_of(request), units_in_force().order_by("name", "pk")
    return found if is_coordinator(user) else found.filter(code__in=units_of(user))


def _content() -> Content:
    content = pledge_content()
    if content is None:
        raise Http404
    return content
