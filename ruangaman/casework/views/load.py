"""A worker's own word about her load, and the handing over of somebody who leaves."""

from __future__ import annotations

import datetime as dt
import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.casework.models import WorkerLoad
from ruangaman.casework.permissions import team_clocks_required, workers_required
from ruangaman.casework.selectors.leaving import leaving_page
from ruangaman.casework.selectors.load import own_load
from ruangaman.casework.services import load as services
from ruangaman.core.fields import DayField
from ruangaman.people.access import reader_of, reader_required, user_of


class LeavingDay(DayField):
    """The day on which somebody leaves; also one that has just passed."""

    back = dt.timedelta(days=31)
    ahead = dt.timedelta(days=366)


class LoadForm(forms.Form):
    """What she carries, and when she leaves, if she does."""

    beban = forms.ChoiceField(
        label=gettext_lazy("Bagaimana beban kerja Anda minggu ini?"),
        choices=WorkerLoad.Band.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih satu."),
            "invalid_choice": gettext_lazy("Pilih satu."),
        },
    )
    berhenti = LeavingDay(
        gettext_lazy("Berhenti atau pindah pada (boleh kosong)"), "", required=False
    )


class LeavingForm(forms.Form):
    """When somebody of the team leaves; empty for nobody."""

    berhenti = LeavingDay(gettext_lazy("Berhenti pada"), "", required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@workers_required
def load(request: HttpRequest) -> HttpResponse:
    """Show and keep her own word."""
    actor, said = user_of(request).pk, own_load(user_of(request).pk)
    initial = {"beban": said.band, "berhenti": said.leaves_on} if said else {}
    form = LoadForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            services.load_say(actor=actor, band=given["beban"], leaves_on=given["berhenti"])
        except services.NotHers as fault:
            raise Http404 from fault
        messages.success(request, _("Tercatat. Penyelia tim Anda melihatnya."))
        return redirect("cases:load")
    status = 422 if form.is_bound else 200
    return render(request, "casework/load.html", {"form": form, "said": said}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@workers_required
@reader_required
def leaving(request: HttpRequest) -> HttpResponse:
    """Say what looking does; a POST looks, because every case that is looked into is opened."""
    found = None
    if request.method == "POST":
        found = leaving_page(reader=reader_of(request), after=request.POST.get("sesudah", ""))
    context = {"found": found, "said": own_load(user_of(request).pk)}
    return render(request, "casework/leaving.html", context)


@require_POST
@workers_required
def leaving_done(request: HttpRequest) -> HttpResponse:
    """Keep that everything is handed over."""
    try:
        services.handed_over(actor=user_of(request).pk)
    except services.NotHers as fault:
        raise Http404 from fault
    messages.success(request, _("Terima kasih. Penyelia melihat bahwa semua sudah diserahkan."))
    return redirect("cases:load")


@require_POST
@team_clocks_required
def leaving_set(request: HttpRequest, team: uuid.UUID, user: uuid.UUID) -> HttpResponse:
    """Write down when somebody of her team leaves; an empty day takes it back."""
    form = LeavingForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["berhenti"][0]))
        return redirect("cases:team")
    day = form.cleaned_data["berhenti"]
    actor = user_of(request).pk
    try:
        services.leaving_set(actor=actor, team_id=team, user_id=user, day=day)
    except services.NotHers as fault:
        raise Http404 from fault
    messages.success(request, _("Tercatat. Ia melihatnya di halaman “Beban saya”."))
    return redirect("cases:team")
