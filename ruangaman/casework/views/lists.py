"""The lists: a reader's cases, and the clocks of a supervisor's teams."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ruangaman.casework.forms import SearchForm
from ruangaman.casework.permissions import (
    cases_required,
    overdue_required,
    team_clocks_required,
)
from ruangaman.casework.selectors.keeping import any_keeps
from ruangaman.casework.selectors.load import team_workers
from ruangaman.casework.selectors.rows import case_list
from ruangaman.casework.selectors.teams import team_clocks, teams_overdue
from ruangaman.network.selectors.readiness import own_lacks
from ruangaman.people.access import reader_of
from ruangaman.reporting.services.departures import departure_read, departures_for


@require_safe
@cases_required
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases this reader may open; numbers are no secret on this host, content is."""
    form = SearchForm({"q": request.GET.get("q", ""), "keadaan": request.GET.get("keadaan", "")})
    if not form.is_valid():
        return render(request, "casework/list.html", {"form": form}, status=422)
    reader = reader_of(request)
    page = case_list(
        reader=reader,
        after=request.GET.get("sesudah", ""),
        search=form.cleaned_data["q"],
        states=form.states,
    )
    searched = bool(form.cleaned_data["q"] or form.cleaned_data["keadaan"])
    context = {"form": form, "page": page, "searched": searched, "later": "sesudah" in request.GET}
    context["departures"] = departures_for(reader)
    context["keeps"] = any_keeps(reader.team_ids)
    context["stopped"] = own_lacks(reader.user_id) if reader.stopped else None
    return render(request, "casework/list.html", context)


@require_POST
@cases_required
def departure_seen(request: HttpRequest, departure: uuid.UUID) -> HttpResponse:
    """Take the notice away that a case has gone to another team."""
    if departure_read(reader=reader_of(request), departure_id=departure):
        messages.success(request, _("Tercatat. Pemberitahuan itu tidak ditampilkan lagi."))
    return redirect("cases:list")


@require_safe
@team_clocks_required
def teams(request: HttpRequest) -> HttpResponse:
    """Show of the teams this person supervises whether a clock has run out, and who is how busy."""
    found = team_clocks(user_id=request.user.pk)
    workers = team_workers([one.team for one in found])
    rows = [(one, workers.get(one.team.pk, [])) for one in found]
    return render(request, "casework/teams.html", {"teams": rows})


@require_safe
@overdue_required
def overdue(request: HttpRequest) -> HttpResponse:
    """Show of each receiving team whether a clock has run out."""
    return render(request, "casework/overdue.html", {"teams": teams_overdue()})
