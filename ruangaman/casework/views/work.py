"""A reader's tasks over all her cases, and whether a team keeps its work here."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.casework.permissions import cases_required, team_clocks_required
from ruangaman.casework.selectors.keeping import any_keeps
from ruangaman.casework.services.keeping import NotYours, team_desk_set
from ruangaman.casework.services.own_tasks import own_tasks
from ruangaman.casework.services.today import today_clocks
from ruangaman.people.access import reader_of, user_of


@require_http_methods(["GET", "HEAD", "POST"])
@cases_required
def tasks(request: HttpRequest) -> HttpResponse:
    """Say what looking does; a POST looks, because every case that is looked into is opened."""
    reader = reader_of(request)
    asked = request.method == "POST"
    found = own_tasks(reader=reader, after=request.POST.get("sesudah", "")) if asked else None
    context = {"keeps": any_keeps(reader.team_ids), "found": found}
    return render(request, "casework/tasks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cases_required
def today(request: HttpRequest) -> HttpResponse:
    """Say what looking does; a POST opens the needs of her cases and names what ends today."""
    reader = reader_of(request)
    asked = request.method == "POST"
    found = today_clocks(reader=reader, after=request.POST.get("sesudah", "")) if asked else None
    return render(request, "casework/today.html", {"found": found})


@require_POST
@team_clocks_required
def team_desk(request: HttpRequest, team: uuid.UUID) -> HttpResponse:
    """Set whether the team keeps its work here."""
    keeps = request.POST.get("simpan") == "ya"
    try:
        changed = team_desk_set(actor=user_of(request).pk, team_id=team, keeps=keeps)
    except NotYours as fault:
        raise Http404 from fault
    if changed and keeps:
        done = _("Tim menyimpan catatan, tugas, dan rencana keselamatan di sini.")
        messages.success(request, done)
    elif changed:
        done = _("Dimatikan. Yang sudah ditulis tetap tersegel, dan terbaca lagi bila dinyalakan.")
        messages.success(request, done)
    return redirect("cases:team")
