"""Sessions, trainers, seats and figures of an event."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.network.selectors.units import unit_names
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.training.forms import parts as forms
from ruangaman.training.models import Event, Session
from ruangaman.training.permissions import keeper_required, organiser_required
from ruangaman.training.selectors.events import trainers_to_choose
from ruangaman.training.services import sessions as services
from ruangaman.training.services.changes import EventFault
from ruangaman.training.views.events import event_of, shown

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@organiser_required
def session_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add a session."""
    mine = event_of(request, pk)
    form = forms.SessionForm(posted(request), initial={"hari": mine.first})
    if form.is_valid() and _kept(
        form, lambda: services.session_add(event=mine, entry=form.entry, by=user_of(request))
    ):
        messages.success(request, _("Sesi ditambahkan."))
        return redirect("training:event", pk)
    return _page(request, "training/session_add.html", mine, form)


@_forms
@organiser_required
def session_change(request: HttpRequest, pk: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Change a session."""
    mine = event_of(request, pk)
    one = session_or_404(mine, session)
    form = forms.SessionForm(posted(request), initial=forms.session_typed(one))
    if form.is_valid() and _kept(
        form, lambda: services.session_change(session=one, entry=form.entry, by=user_of(request))
    ):
        messages.success(request, _("Perubahan disimpan."))
        return redirect("training:event", pk)
    return _page(request, "training/session_change.html", mine, form, session=one)


@_forms
@organiser_required
def session_remove(request: HttpRequest, pk: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Take a session away. A GET leads to it."""
    mine = event_of(request, pk)
    one = session_or_404(mine, session)
    if request.method != "POST":
        return redirect("training:session_change", pk, session)
    try:
        services.session_remove(session=one, by=user_of(request))
    except Refused as fault:
        return shown(request, mine, failed=str(fault.message), status=422)
    messages.success(request, _("Sesi dihapus."))
    return redirect("training:event", pk)


@_forms
@keeper_required
def trainers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say who trains at an event."""
    mine = event_of(request, pk)
    present = [str(one) for one in mine.trainers.values_list("user_id", flat=True)]
    form = forms.TrainersForm(
        posted(request), users=trainers_to_choose(), initial={"pelatih": present}
    )
    if form.is_valid() and _kept(
        form, lambda: services.trainers_set(event=mine, users=form.chosen, by=user_of(request))
    ):
        messages.success(request, _("Tersimpan."))
        return redirect("training:event", pk)
    return _page(request, "training/event_trainers.html", mine, form)


@_forms
@keeper_required
def seats(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say how many of each unit may come."""
    mine = event_of(request, pk)
    rows = list(mine.seats.order_by("unit_code"))
    names = unit_names({one.unit_code for one in rows})
    lines = [f"{names.get(one.unit_code, one.unit_code)} {one.number}" for one in rows]
    form = forms.SeatsForm(posted(request), initial={"isi": "\n".join(lines)})
    if form.is_valid() and _kept(
        form,
        lambda: services.seats_set(
            event=mine, seats=dict(form.cleaned_data["isi"]), by=user_of(request)
        ),
    ):
        messages.success(request, _("Tersimpan."))
        return redirect("training:event", pk)
    return _page(request, "training/event_seats.html", mine, form)


@_forms
@keeper_required
def counted(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what a report itemises."""
    mine = event_of(request, pk)
    lines = [f"{one.kind} {one.number}" for one in mine.counted.all()]
    form = forms.LinesForm(posted(request), initial={"isi": "\n".join(lines)})
    if form.is_valid() and _kept(
        form,
        lambda: services.counted_set(
            event=mine, rows=form.cleaned_data["isi"], by=user_of(request)
        ),
    ):
        messages.success(request, _("Tersimpan."))
        return redirect("training:event", pk)
    return _page(request, "training/event_counted.html", mine, form)


def session_or_404(event: Event, pk: uuid.UUID) -> Session:
    """Return a session of this event, or 404."""
    found = services.session_of(event, pk)
    if found is None:
        raise Http404
    return found


def _kept(form: Any, do: Any) -> bool:
    """Say whether the service did it; otherwise the form says why not."""
    try:
        do()
    except EventFault as fault:
        form.add_error(forms.SESSION_FIELDS.get(fault.field), fault.message)
    except Refused as fault:
        form.add_error(None, fault.message)
    return not form.errors


def _page(request: HttpRequest, template: str, mine: Event, form: Any, **more: Any) -> HttpResponse:
    context = {"event": mine, "form": form, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)
