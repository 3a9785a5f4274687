"""A reader steps aside from a case; a supervisor says that she has seen to too few readers."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.casework.forms import AsideForm
from ruangaman.casework.permissions import cases_required, team_clocks_required
from ruangaman.casework.views.page import case_of
from ruangaman.people.access import user_of
from ruangaman.people.models import Role, RoleGrant, Team
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.services.conflicts import few_readers_clear, reader_step_aside


@require_http_methods(["GET", "HEAD", "POST"])
@cases_required
def aside(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why, then take her seals away. Nothing is opened for it."""
    case = case_of(request, number)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "number": number}
        status = 422 if form.is_bound else 200
        return render(request, "casework/aside.html", context, status=status)
    reason = form.cleaned_data["alasan"]
    try:
        reader_step_aside(reader=case.reader, report=case.report, box=case.box, reason=reason)
    except ReportNotFound as missing:
        raise Http404 from missing
    messages.success(
        request, _("Anda mundur dari kasus itu. Anda tidak bisa membukanya lagi. Terima kasih.")
    )
    return redirect("cases:list")


@require_POST
@team_clocks_required
def few_seen(request: HttpRequest, team: uuid.UUID) -> HttpResponse:
    """Take the alarm of one of her teams away."""
    actor = user_of(request).pk
    mine = RoleGrant.objects.filter(user=actor, role=Role.SUPERVISOR, team=OuterRef("pk"))
    found = Team.objects.filter(Exists(mine), pk=team).first()
    if found is None:
        raise Http404
    if few_readers_clear(actor=actor, team=found):
        messages.success(request, _("Tercatat. Bila terjadi lagi, Anda diberi tahu lagi."))
    return redirect("cases:team")
