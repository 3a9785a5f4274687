"""``/piket/<team>/``: what a supervisor sets for her team, and whom nothing reaches."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.duty.forms import AbsenceForm, DayForm, HoursForm, WeeklyForm
from ruangaman.duty.hours import hours_written
from ruangaman.duty.models import Absence
from ruangaman.duty.permissions import supervisor_required, teams_led
from ruangaman.duty.selectors.pages import absences_of, gaps, reaches
from ruangaman.duty.selectors.roster import hours_of, members_named, weekly_of
from ruangaman.duty.services import reach as reach_services
from ruangaman.duty.services import roster as services
from ruangaman.notify.channels import channels_configured
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import Team, User

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@supervisor_required
def team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set who has duty on which day of the week."""
    found = _team(request, pk)
    form = WeeklyForm(posted(request), people=members_named(found.pk), initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        services.weekly_set(team=found, pattern=form.pattern, by=user_of(request))
        messages.success(request, _("Pola mingguan disimpan."))
        return redirect("duty:team", pk)
    return _page(request, found, weekly=form)


@_forms
@supervisor_required
def day(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set who has duty on one date."""
    found = _team(request, pk)
    if request.method != "POST":
        return redirect("duty:team", pk)
    form = DayForm(request.POST, people=members_named(found.pk))
    if not form.is_valid():
        return _page(request, found, dated=form)
    services.day_set(
        team=found,
        day=form.cleaned_data["tanggal"],
        users=form.cleaned_data["orang"],
        by=user_of(request),
    )
    messages.success(request, _("Piket hari itu disimpan."))
    return redirect("duty:team", pk)


@_forms
@supervisor_required
def absence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note that a member is away, who perhaps cannot do so herself."""
    found = _team(request, pk)
    if request.method != "POST":
        return redirect("duty:team", pk)
    form = AbsenceForm(request.POST, people=members_named(found.pk))
    if form.is_valid() and "siapa" in form.cleaned_data:
        person = get_object_or_404(User, pk=form.cleaned_data["siapa"])
        first, last = form.cleaned_data["mulai"], form.cleaned_data["sampai"]
        try:
            services.absence_add(user=person, first=first, last=last, by=user_of(request))
        except Refused as fault:
            form.add_error("sampai", fault.message)
        else:
            messages.success(request, _("Ketidakhadiran dicatat."))
            return redirect("duty:team", pk)
    return _page(request, found, away=form)


@require_POST
@supervisor_required
def absence_end(request: HttpRequest, pk: uuid.UUID, absence_id: uuid.UUID) -> HttpResponse:
    """Take a member's absence back."""
    found = _team(request, pk)
    members = [one.pk for one in members_named(found.pk)]
    row = get_object_or_404(Absence, pk=absence_id, user__in=members)
    services.absence_remove(absence=row, by=user_of(request))
    messages.success(request, _("Ketidakhadiran dihapus."))
    return redirect("duty:team", pk)


@_forms
@supervisor_required
def hours(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set when the team is woken."""
    found = _team(request, pk)
    known, at_once = hours_of(found.pk)
    initial = {"jam": ", ".join(hours_written(known)), "segera": at_once}
    form = HoursForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        reach_services.team_hours_set(
            team=found,
            hours=form.cleaned_data["jam"],
            at_once=form.cleaned_data["segera"],
            by=user_of(request),
        )
        messages.success(request, _("Jam pemberitahuan disimpan."))
        return redirect("duty:team", pk)
    context = {"team": found, "form": form}
    return render(request, "duty/hours.html", context, status=422 if form.is_bound else 200)


@require_safe
@supervisor_required
def reach(request: HttpRequest) -> HttpResponse:
    """Show whom nothing reaches, by which channel and since when; never what was sent."""
    context = {
        "reaches": reaches(teams=teams_led(user_of(request))),
        "channels": channels_configured(),
    }
    return render(request, "duty/reach.html", context)


def _team(request: HttpRequest, pk: uuid.UUID) -> Team:
    """Return a team that is hers; a stranger's team is not there."""
    return get_object_or_404(teams_led(user_of(request)), pk=pk)


def _page(request: HttpRequest, found: Team, **given: Any) -> HttpResponse:
    people = members_named(found.pk)
    context = {
        "team": found,
        "people": people,
        "weekly": given.get("weekly") or WeeklyForm(people=people, initial=_initial(found)),
        "dated": given.get("dated") or DayForm(people=people),
        "away": given.get("away") or AbsenceForm(people=people),
        "absences": absences_of([one.pk for one in people]),
        "gaps": [day for _, days in gaps(teams=[found]) for day in days],
    }
    context["forms"] = [context["weekly"], context["dated"], context["away"]]
    bound = any(form.is_bound for form in given.values())
    return render(request, "duty/team.html", context, status=422 if bound else 200)


def _initial(found: Team) -> dict[str, list[str]]:
    return {
        f"hari_{weekday}": [str(one) for one in users]
        for weekday, users in weekly_of(found.pk).items()
    }
