"""Days away: somebody says it of herself, a head of unit proposes it, someone else answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.network.forms.people import AwayForm
from ruangaman.network.models import Leave, LeaveProposal, Person
from ruangaman.network.permissions import coordinator_required, units_headed
from ruangaman.network.selectors.people import deputies_to_choose
from ruangaman.network.selectors.placements import place_today
from ruangaman.network.services import leaves as services
from ruangaman.network.services.people import PersonChanged
from ruangaman.network.views.person import (
    changed_words,
    newer,
    person_of,
    refusal_say,
    shown,
    version_sent,
)
from ruangaman.people.access import role_required, user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import Role, User

_forms = require_http_methods(["GET", "HEAD", "POST"])
_OWN = "network:own_declarations"


@_forms
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Let somebody say when she is away; whoever is in no unit has nothing to say here."""
    user = user_of(request)
    mine = Person.objects.filter(user=user).first()
    if mine is None or place_today(mine) is None:
        return redirect(_OWN)
    form, status = _form(request, mine), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                services.leave_record(person=mine, version=form.version, **_days(form), by=user)
            except PersonChanged as fault:
                form, status = _newer(form, fault.person), 409
            except Refused as refused:
                refusal_say(form, refused)
            else:
                messages.success(request, _("Cuti Anda dicatat."))
                return redirect(_OWN)
    return render(request, "network/own_leave.html", {"form": form, "person": mine}, status=status)


@_forms
@login_required
def own_cancel(request: HttpRequest, leave: uuid.UUID) -> HttpResponse:
    """Take one's own days away back, whoever recorded them."""
    if request.method != "POST":
        return redirect(_OWN)
    user = user_of(request)
    found = get_object_or_404(Leave.objects.select_related("person"), pk=leave, person__user=user)
    _told(
        request,
        lambda: services.leave_cancel(leave=found, version=version_sent(request), by=user),
        _("Cuti Anda dibatalkan."),
    )
    return redirect(_OWN)


@_forms
@login_required
def own_answer(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Say whether one is away on the days that the head of unit proposed."""
    if request.method != "POST":
        return redirect(_OWN)
    user = user_of(request)
    found = get_object_or_404(LeaveProposal, pk=proposal, person__user=user)
    _told(request, lambda: _answer(request, found, user), _("Jawaban Anda dicatat."))
    return redirect(_OWN)


@_forms
@role_required(Role.HEAD_OF_UNIT)
def propose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let the head of her unit say that somebody will be away; others find nothing."""
    user, mine = user_of(request), person_of(request, pk)
    place = place_today(mine)
    if place is None or place.unit_code not in units_headed(user) or mine.user_id == user.pk:
        raise Http404
    form = _form(request, mine)
    if form.is_valid():
        try:
            services.leave_propose(person=mine, **_days(form), by=user)
        except Refused as refused:
            refusal_say(form, refused)
        else:
            messages.success(request, _("Usulan dikirim. Belum ada yang berubah."))
            return redirect("network:person", pk)
    context = {"form": form, "person": mine}
    status = 422 if form.is_bound else 200
    return render(request, "network/leave_propose.html", context, status=status)


@_forms
@coordinator_required
def answer(request: HttpRequest, pk: uuid.UUID, proposal: uuid.UUID) -> HttpResponse:
    """Answer for the network what a head of unit proposed."""
    mine = person_of(request, pk)
    found = get_object_or_404(LeaveProposal, pk=proposal, person=mine)
    if request.method != "POST":
        return redirect("network:person", pk)
    try:
        _answer(request, found, user_of(request))
    except PersonChanged:
        return shown(request, person_of(request, pk), failed=changed_words(), status=409)
    except Refused as refused:
        return shown(request, person_of(request, pk), failed=refused.message, status=422)
    messages.success(request, _("Jawaban dicatat."))
    return redirect("network:person", pk)


def _answer(request: HttpRequest, proposal: LeaveProposal, by: User) -> None:
    services.leave_answer(
        proposal=proposal,
        version=version_sent(request),
        yes=request.POST.get("jawaban") == "ya",
        by=by,
    )


def _told(request: HttpRequest, step: Any, done: str) -> None:
    """Take a step and say on the next page what came of it."""
    try:
        step()
    except PersonChanged:
        messages.error(request, _("Data Anda baru saja diubah. Ini keadaannya sekarang."))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)


def _form(request: HttpRequest, person: Person) -> AwayForm:
    return AwayForm(
        posted(request),
        initial={"versi": person.version},
        deputies=deputies_to_choose(person),
    )


def _newer(form: AwayForm, person: Person) -> AwayForm:
    form = AwayForm(newer(form, person), deputies=deputies_to_choose(person))
    form.add_error(None, changed_words())
    return form


def _days(form: AwayForm) -> dict[str, Any]:
    given = form.cleaned_data
    deputy = Person.objects.filter(pk=given["pengganti"]).first() if given["pengganti"] else None
    return {"first": given["pertama"], "last": given["terakhir"], "deputy": deputy}
