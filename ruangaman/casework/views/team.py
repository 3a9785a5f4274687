"""What a supervisor does about single cases of her team, of which she knows the number alone."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.casework.aside_forms import ShutForm
from ruangaman.casework.permissions import team_clocks_required
from ruangaman.casework.selectors.left import left_page
from ruangaman.casework.selectors.teams import team_led
from ruangaman.casework.services.left import left_looked_through
from ruangaman.people.access import user_of
from ruangaman.people.models import Team
from ruangaman.reporting.services.aside_supervised import aside_decide, members_of


def _led(request: HttpRequest, team: uuid.UUID) -> Team:
    found = team_led(user_id=user_of(request).pk, team_id=team)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@team_clocks_required
def shut(request: HttpRequest, team: uuid.UUID) -> HttpResponse:
    """Ask who, in which case and why; then end that access, if there is any."""
    led, actor = _led(request, team), user_of(request).pk
    people = [(str(one.pk), one.name) for one in members_of(team, but=actor)]
    form = ShutForm(request.POST if request.method == "POST" else None, people)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"form": form, "team": led, "people": people}
        return render(request, "casework/shut.html", context, status=status)
    given = form.cleaned_data
    aside_decide(
        actor=actor,
        team_id=team,
        number=given["nomor"],
        user_id=uuid.UUID(given["orang"]),
        reason=given["alasan"],
        form_id=given["butir"],
    )
    done = _("Tercatat. Bila orang itu membaca kasus itu, aksesnya sudah ditutup.")
    messages.success(request, done)
    return redirect("cases:team")


@require_http_methods(["GET", "HEAD", "POST"])
@team_clocks_required
def left(request: HttpRequest, team: uuid.UUID) -> HttpResponse:
    """Say what can be done; a POST lists the numbers, and that is kept."""
    led, found = _led(request, team), None
    if request.method == "POST":
        left_looked_through(actor=user_of(request).pk, team_id=team)
        found = left_page(team=team, after=request.POST.get("sesudah", "")[:8])
    return render(request, "casework/left.html", {"team": led, "found": found})
