"""``/kebijakan/aksi/``: actions of many units, and a unit's plan of a year."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.sheets import sheet_answer
from ruangaman.documents.pdf import pdf_render
from ruangaman.network.permissions import is_coordinator
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.policy import action_words
from ruangaman.policy.forms.actions import ActionsFilter, PlanForm
from ruangaman.policy.permissions import unit_required
from ruangaman.policy.selectors import actions as seen
from ruangaman.policy.selectors.assessments import assessment_page
from ruangaman.policy.selectors.documents import PROVINCE, PROVINCE_SLUG
from ruangaman.policy.selectors.lineage import NamedUnit, unit_seen
from ruangaman.policy.selectors.province_gaps import day_proposed, province_proposals
from ruangaman.policy.services.actions import action_add
from ruangaman.policy.views.assessments import YEARS

PAGE_SIZE = 25
MOST_IN_SHEET = 20_000


@require_safe
@unit_required
def actions(request: HttpRequest) -> HttpResponse:
    """List the actions of all units this person sees, the earliest day first."""
    user, form = user_of(request), ActionsFilter(request.GET)
    valid = form.is_valid()
    page = Paginator(_chosen(request, form), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = seen.lines_of(page.object_list)
    names = seen.unit_names_ever([line.action.unit_code for line in lines])
    context = {
        "form": form,
        "page": page,
        "rows": [_told(line, names) for line in lines],
        "late": seen.actions_found(user, standing="late").count(),
        "keeps": is_coordinator(user),
        "province": PROVINCE_SLUG,
        "this_year": timezone.localdate().year,
    }
    return render(request, "policy/actions.html", context, status=200 if valid else 422)


@require_safe
@unit_required
def sheet(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet, with the filters of the page."""
    form = ActionsFilter(request.GET)
    form.is_valid()
    lines = seen.lines_of(_chosen(request, form)[:MOST_IN_SHEET])
    names = seen.unit_names_ever([line.action.unit_code for line in lines])
    return sheet_answer(action_words.actions_sheet(lines, names), "rencana-aksi")


@require_safe
@unit_required
def plan(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Show a unit's plan of a year, what its gaps propose, and what earlier years left open.

    The province's own is read by everybody on these pages, and written by the coordinator.
    """
    return plan_shown(request, code, year)


@require_http_methods(["GET", "HEAD", "POST"])
@unit_required
def add(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Add an action, from a gap or of one's own."""
    user, unit = user_of(request), _unit(request, code, year)
    if not seen.may_plan(user, unit.code):
        raise Http404
    view, _colon, key = request.GET.get("dari", "").partition(":")
    found = seen.proposal(assessment_page(unit.code, year, unit=unit), view, key) if key else None
    initial = {"versi": 0, "apa": found[1] if found else "", "kapan": day_proposed(year)}
    form = PlanForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            planned = form.plan(view, key) if found else form.plan()
            action_add(code=unit.code, year=year, plan=planned, by=user)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Tindakan ditambahkan."))
            return redirect("policy:plan", code, year)
    context = {"form": form, "unit": unit, "year": str(year), "line": found[0] if found else None}
    status = 422 if form.is_bound else 200
    return render(request, "policy/action_add.html", context, status=status)


@require_safe
@unit_required
def paper(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Give a unit's plan as a document."""
    body = pdf_render("action_plan", action_words.plan_paper(_plan(request, code, year)))
    return attached(body, "application/pdf", f"rencana-aksi-{code}-{year}.pdf")


def plan_shown(request: HttpRequest, code: str, year: int, *, status: int = 200) -> HttpResponse:
    """Return the page of a plan; the coordinator reads what the province could do."""
    page, user = _plan(request, code, year), user_of(request)
    coordinates = is_coordinator(user)
    proposed = province_proposals(year) if coordinates and page.unit.code == PROVINCE else []
    context = {
        "page": page,
        "rows": [_told(line, {}) for line in page.lines],
        "left": [_told(line, {}) for line in page.left],
        "writes": seen.may_plan(user, page.unit.code),
        "coordinates": coordinates,
        "proposed": [one for one in proposed if one.dismissal is None],
        "dismissed": [one for one in proposed if one.dismissal],
        "others": [str(year - 1), str(year + 1)],
        "year": str(year),
    }
    return render(request, "policy/plan.html", context, status=status)


def _plan(request: HttpRequest, code: str, year: int) -> seen.PlanPage:
    unit = _unit(request, code, year)
    return seen.plan_page(unit.code, year, unit=unit)


def _unit(request: HttpRequest, place: str, year: int) -> NamedUnit:
    code = PROVINCE if place == PROVINCE_SLUG else place
    return unit_seen(user_of(request), code, _known(year))


def _known(year: int) -> int:
    if year not in YEARS:
        raise Http404
    return year


def _chosen(request: HttpRequest, form: ActionsFilter) -> Any:
    given = form.cleaned_data
    return seen.actions_found(
        user_of(request),
        standing=given.get("keadaan", ""),
        year=given.get("tahun"),
        text=given.get("q", ""),
    )


def _told(line: seen.ActionLine, names: dict[str, str]) -> dict[str, Any]:
    return {
        "line": line,
        "action": line.action,
        "state": action_words.state_words(line),
        "unit": names.get(line.action.unit_code, line.action.unit_code),
    }
