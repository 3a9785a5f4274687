"""``/piket/``: the rosters of one's teams, one's absences, and offers to take over a day."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.duty.forms import AbsenceForm, SwapForm
from ruangaman.duty.models import Absence, Swap
from ruangaman.duty.permissions import (
    is_receiver,
    receiver_required,
    roster_required,
    teams_led,
    teams_seen,
)
from ruangaman.duty.selectors.pages import Roster, absences_of, rosters, swaps_for
from ruangaman.duty.services import roster as services
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

_forms = require_http_methods(["GET", "HEAD", "POST"])
"""Addresses of forms on another page: a refused one leaves its address in the browser."""


@require_safe
@roster_required
def roster(request: HttpRequest) -> HttpResponse:
    """Show who has duty today, this week and the next."""
    return _page(request)


@_forms
@receiver_required
def absence(request: HttpRequest) -> HttpResponse:
    """Note days on which I am away."""
    if request.method != "POST":
        return redirect("duty:roster")
    form, user = AbsenceForm(request.POST), user_of(request)
    if form.is_valid():
        try:
            services.absence_add(
                user=user,
                first=form.cleaned_data["mulai"],
                last=form.cleaned_data["sampai"],
                by=user,
            )
        except Refused as fault:
            form.add_error("sampai", fault.message)
        else:
            messages.success(request, _("Ketidakhadiran Anda dicatat."))
            return redirect("duty:roster")
    return _page(request, absence_form=form)


@require_POST
@receiver_required
def absence_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take my absence back."""
    user = user_of(request)
    services.absence_remove(absence=get_object_or_404(Absence, pk=pk, user=user), by=user)
    messages.success(request, _("Ketidakhadiran dihapus."))
    return redirect("duty:roster")


@_forms
@receiver_required
def swap(request: HttpRequest) -> HttpResponse:
    """Offer one of my days to a colleague."""
    if request.method != "POST":
        return redirect("duty:roster")
    user = user_of(request)
    form = _swap_form(request, rosters(teams=teams_seen(user), user=user))
    if form.is_valid():
        team, day = form.day
        taker = get_object_or_404(User, pk=form.cleaned_data["kepada"])
        try:
            services.swap_offer(team=team, day=day, giver=user, taker=taker)
        except Refused as fault:
            form.add_error("kepada", fault.message)
        else:
            messages.success(
                request, _("Tawaran disimpan. Sampai diterima, hari itu giliran Anda.")
            )
            return redirect("duty:roster")
    return _page(request, swap_form=form)


@require_POST
@receiver_required
def swap_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Accept or decline an offer to me, or take mine back; one of others is as none."""
    user, yes = user_of(request), "terima" in request.POST
    mine = Q(taker=user) if yes else Q(taker=user) | Q(giver=user)
    offer = Swap.objects.select_related("team").filter(mine, pk=pk).first()
    if offer is None:
        return _gone(request)
    if not yes:
        services.swap_end(swap=offer, by=user)
        messages.success(request, _("Tawaran dihapus."))
        return redirect("duty:roster")
    try:
        services.swap_accept(swap=offer, by=user)
    except Refused as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, _("Hari itu sekarang giliran Anda."))
    return redirect("duty:roster")


def _gone(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Tawaran ini sudah tidak berlaku."))
    return redirect("duty:roster")


def _page(
    request: HttpRequest,
    *,
    absence_form: AbsenceForm | None = None,
    swap_form: SwapForm | None = None,
) -> HttpResponse:
    user = user_of(request)
    found = rosters(teams=teams_seen(user), user=user)
    offered, mine = swaps_for(user)
    context = {
        "rosters": found,
        "led": set(teams_led(user).values_list("pk", flat=True)),
        "receiver": is_receiver(user),
        "absences": absences_of([user.pk]),
        "offered": offered,
        "offers": mine,
        "absence_form": absence_form or AbsenceForm(),
        "swap_form": swap_form or _swap_form(None, found),
    }
    context["forms"] = [context["absence_form"], context["swap_form"]]
    refused = absence_form or swap_form
    return render(request, "duty/roster.html", context, status=422 if refused else 200)


def _swap_form(request: HttpRequest | None, found: list[Roster]) -> SwapForm:
    colleagues = {one.pk: one for roster in found for one in roster.colleagues}
    return SwapForm(
        request.POST if request else None,
        days=[(roster.team, day) for roster in found for day in roster.mine],
        colleagues=sorted(colleagues.values(), key=lambda one: one.name),
    )
