"""A reader steps aside from a case; a supervisor says that she has seen to too few readers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.casework.aside_forms import AsideForm, ColleagueForm
from ruangaman.casework.held import Case
from ruangaman.casework.permissions import cases_required, team_clocks_required
from ruangaman.casework.views.page import case_of
from ruangaman.people.access import user_of
from ruangaman.people.models import Role, RoleGrant, Team, User
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.services.aside_questions import (
    aside_answer,
    aside_ask,
    colleagues_of,
)
from ruangaman.reporting.services.conflicts import few_readers_clear, reader_step_aside
from ruangaman.reporting.services.desk import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@cases_required
def aside(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why, then take her seals away. Nothing is opened for it."""
    case = case_of(request, number)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _aside_page(request, case, form, _colleague_form(case))
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
@cases_required
def colleague(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the supervisor about a colleague."""
    case = case_of(request, number)
    form = _colleague_form(case, request.POST)
    if not form.is_valid():
        return _aside_page(request, case, AsideForm(), form)
    given = form.cleaned_data
    try:
        aside_ask(
            reader=case.reader,
            report=case.report,
            box=case.box,
            key_id=uuid.UUID(given["rekan"]),
            reason=given["alasan"],
            question_id=given["butir"],
        )
    except NotAllowed as missing:
        raise Http404 from missing
    messages.success(request, _("Penyelia memutuskan, tanpa melihat kasus yang mana."))
    return redirect("cases:detail", number)


def _colleague_form(case: Case, data: Any = None) -> ColleagueForm:
    people = colleagues_of(case.reader, case.box)
    users = User.objects.filter(pk__in=[one.user_id for one in people])
    names = {user.pk: user.name for user in users}
    return ColleagueForm(data, [(str(one.key_id), names[one.user_id]) for one in people])


def _aside_page(
    request: HttpRequest, case: Case, form: AsideForm, other: ColleagueForm
) -> HttpResponse:
    context = {
        "form": form,
        "other": other,
        "number": case.report.number,
        "bound": [one for one in (form, other) if one.is_bound],
    }
    status = 422 if context["bound"] else 200
    return render(request, "casework/aside.html", context, status=status)


@require_POST
@team_clocks_required
def answer(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """Let a supervisor decide about a member of her team."""
    yes = request.POST.get("jawab") == "ya"
    if not aside_answer(actor=user_of(request).pk, question_id=question, yes=yes):
        raise Http404
    done = _("Akses orang itu ke kasus itu ditutup.") if yes else _("Baik. Tidak ada yang berubah.")
    messages.success(request, done)
    return redirect("cases:team")


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
