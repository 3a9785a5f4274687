"""``/kebijakan/penilaian/``: all units of a year for the coordinator, the own ones for others."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ruangaman.core.charts import Bar, Chart
from ruangaman.core.pack_content import said
from ruangaman.core.sheets import sheet_answer
from ruangaman.network.permissions import is_coordinator, units_of
from ruangaman.people.access import user_of
from ruangaman.policy import readings
from ruangaman.policy.assessment_sheet import overview_sheet
from ruangaman.policy.forms.overview import OverviewFilter
from ruangaman.policy.models import Answer
from ruangaman.policy.permissions import keeper_required, unit_required
from ruangaman.policy.selectors.assessments import due_day, standards_now
from ruangaman.policy.selectors.overview import (
    Province,
    Standing,
    counted,
    own_rows,
    province,
    rows_of,
    units_of_year,
)

PAGE_SIZE = 50


@require_safe
@unit_required
def assessments(request: HttpRequest) -> HttpResponse:
    """Show the coordinator how far all units are, others their own ones."""
    if not is_coordinator(user_of(request)):
        return _own(request)
    form = OverviewFilter(request.GET)
    valid = form.is_valid()
    page = Paginator(_chosen(form), PAGE_SIZE).get_page(request.GET.get("page"))
    told = province(form.year)
    context = {
        "form": form,
        "year": str(form.year),
        "figures": _figures(form.year),
        "province": told,
        "mean": None if told.mean is None else number_format(told.mean, 1),
        "most": readings.POINTS * len(standards_now()[Answer.View.STANDARD]),
        "chart": _chart(told),
        "page": page,
        "rows": rows_of(list(page.object_list), form.year),
    }
    return render(request, "policy/assessments.html", context, status=200 if valid else 422)


@require_safe
@keeper_required
def sheet(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet, with the filters of the page."""
    form = OverviewFilter(request.GET)
    form.is_valid()
    rows = rows_of(list(_chosen(form)), form.year)
    return sheet_answer(overview_sheet(rows), f"penilaian-mandiri-{form.year}")


def _own(request: HttpRequest) -> HttpResponse:
    this = timezone.localdate().year
    rows = own_rows(units_of(user_of(request)), this)
    context = {"rows": rows, "year": str(this), "due": due_day(this)}
    return render(request, "policy/assessments_own.html", context)


def _chosen(form: OverviewFilter) -> Any:
    given = form.cleaned_data
    return units_of_year(form.year, given.get("q", ""), given.get("keadaan", ""))


def _figures(year: int) -> list[dict[str, str]]:
    found = counted(year)
    return [
        {"figure": number_format(found[one.value]), "label": str(one.label).lower()}
        for one in Standing
    ]


def _chart(told: Province) -> Chart | None:
    """Return the means by standard, of the province alone."""
    if not told.standards:
        return None
    bars = tuple(
        Bar(
            f"{one.body['number']}. {said(one.body, 'title')}",
            told.standards[one.key],
            number_format(told.standards[one.key], 1),
        )
        for one in standards_now()[Answer.View.STANDARD]
        if one.key in told.standards
    )
    return Chart(_("Rata-rata provinsi menurut standar"), bars, most=readings.POINTS)
