"""``/survei/kampanye/`` and ``/survei/sosialisasi/``: the calendar, the kit, the prints."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruangaman.core.pack_content import said
from ruangaman.people.access import user_of
from ruangaman.surveys import kit as kits
from ruangaman.surveys.materials import materials_of
from ruangaman.surveys.permissions import briefs_required
from ruangaman.surveys.selectors import campaigns as seen
from ruangaman.surveys.selectors.briefings import kit, own_units

_WEAK = ("K-m", "K-l")


@require_safe
@briefs_required
def campaigns(request: HttpRequest) -> HttpResponse:
    """Show what is on, what comes next, and the calendar of this year."""
    near = seen.campaigns_near(timezone.localdate())
    context = {
        "on": [one for one in near if one.is_on],
        "next": next((one for one in near if not one.is_on), None),
        "year": seen.campaigns_of_year(near),
    }
    return render(request, "surveys/campaigns.html", context)


@require_safe
@briefs_required
def campaign(request: HttpRequest, key: str) -> HttpResponse:
    """Show one campaign: what it is, small ideas, materials."""
    found = seen.campaign_near(key, timezone.localdate())
    if found is None:
        raise Http404
    mark = {"source": found.body["source"], "weak": found.body["mark"] in _WEAK}
    context = {
        "campaign": found,
        "what": said(found.body, "what"),
        "ideas": said(found.body, "ideas"),
        "materials": materials_of(found.body["materials"]),
        "mark": mark,
        "units": own_units(user_of(request)),
    }
    return render(request, "surveys/campaign.html", context)


@require_safe
@briefs_required
def briefing(request: HttpRequest) -> HttpResponse:
    """Show the kit as it is said, and what can be printed."""
    found = kit()
    context = {
        "kit": kits.kit_said(found.body) if found else None,
        "reviewed": found is not None and found.reviewed,
        "units": own_units(user_of(request)),
    }
    return render(request, "surveys/briefing.html", context)


@require_safe
@briefs_required
def paper(request: HttpRequest, paper: str) -> HttpResponse:  # noqa: ARG001
    """Return a print of the kit, to be looked at and printed."""
    found = kit()
    if found is None or paper not in kits.PAPERS:
        raise Http404
    answer = HttpResponse(kits.paper_pdf(found, paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="sosialisasi-{paper}.pdf"'
    return answer
