"""``/insiden/lapor/``: whoever works here says that something went wrong."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.incidents.forms import FoundForm
from ruangaman.incidents.services.register import RULE, incident_report, notice_hours
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.labels import role_word
from ruangaman.people.models import User
from ruangaman.people.selectors.officers import officers


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: HttpRequest) -> HttpResponse:
    """Take an incident down, and say its code once."""
    form, user = FoundForm(posted(request)), user_of(request)
    if request.method == "POST" and form.is_valid():
        try:
            row = incident_report(
                actor=user.pk,
                role=_role(user),
                values=form.values(),
                item_id=form.cleaned_data["butir"],
            )
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return render(request, "incidents/reported.html", {"code": row.code})
    context = {"form": form, "officers": officers(), "hours": notice_hours(), **rule_context()}
    return render(request, "incidents/report.html", context, status=422 if form.is_bound else 200)


def rule_context() -> dict[str, object]:
    """Return the source of the clock, and whether somebody has confirmed it."""
    try:
        value = rule(RULE)
    except RuleMissing:
        return {"source": "", "verified": False}
    return {"source": value.source, "verified": verified(value)}


def _role(user: User) -> str:
    """Return in which role somebody writes; the register keeps no name."""
    first = user.grants.order_by("pk").values_list("role", flat=True).first()
    return role_word(first) if first else "–"
