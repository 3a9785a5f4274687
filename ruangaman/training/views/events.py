"""``/pelatihan/acara/``: all events, one of them, and what is planned of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.training.forms.events import FIELDS, EventChangeForm, EventFilter, EventForm, typed
from ruangaman.training.models import Event
from ruangaman.training.permissions import is_keeper, keeper_required, organiser_required
from ruangaman.training.selectors.events import (
    EventNotFound,
    event_page,
    event_seen,
    event_years,
    events_listed,
)
from ruangaman.training.services import events as services
from ruangaman.training.services.changes import EventChanged, EventFault

PAGE_SIZE = 30
_forms = require_http_methods(["GET", "HEAD", "POST"])
STEPS: dict[str, Callable[..., None]] = {
    "buka": services.event_open,
    "tutup": services.event_close,
    "buka-lagi": services.event_reopen,
    "batal": services.event_cancel,
}


@require_safe
@organiser_required
def events(request: HttpRequest) -> HttpResponse:
    """List events by state and year: the coordinator all, a trainer the own ones."""
    user = user_of(request)
    form = EventFilter(request.GET, years=event_years(user))
    valid = form.is_valid()
    state, year = (form.cleaned_data.get(name, "") for name in ("keadaan", "tahun"))
    found = events_listed(user, state=state, year=int(year) if year else None)
    context = {
        "form": form,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "filtered": bool(state or year),
        "keeps": is_keeper(user),
    }
    return render(request, "training/events.html", context, status=200 if valid else 422)


@require_safe
@organiser_required
def event(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show an event with all that belongs to it."""
    return shown(request, event_of(request, pk))


@_forms
@keeper_required
def event_add(request: HttpRequest) -> HttpResponse:
    """Plan an event."""
    form = EventForm(posted(request))
    if form.is_valid():
        try:
            made = services.event_add(entry=form.entry, by=user_of(request))
        except EventFault as fault:
            form.add_error(FIELDS[fault.field], fault.message)
        else:
            messages.success(request, _("Acara dicatat. Susun sesinya, lalu undang peserta."))
            return redirect("training:event", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "training/event_add.html", {"form": form}, status=status)


@_forms
@keeper_required
def event_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change an event; the second of two editors sees what the first one wrote."""
    mine = event_of(request, pk)
    form = EventChangeForm(posted(request), initial=typed(mine))
    context: dict[str, Any] = {"form": form, "event": mine}
    if form.is_valid():
        try:
            services.event_change(
                event=mine, version=form.version, entry=form.entry, by=user_of(request)
            )
        except EventFault as fault:
            form.add_error(FIELDS[fault.field], fault.message)
        except EventChanged as fault:
            context |= _differing(fault.event, form)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("training:event", pk)
    status = 409 if "differing" in context else 422 if form.is_bound else 200
    return render(request, "training/event_change.html", context, status=status)


@_forms
@keeper_required
def event_step(request: HttpRequest, pk: uuid.UUID, step: str) -> HttpResponse:
    """Open, close, cancel or reopen. A GET leads to the event."""
    mine = event_of(request, pk)
    if step not in STEPS:
        raise Http404
    if request.method != "POST":
        return redirect("training:event", pk)
    version = request.POST.get("versi", "")
    if not version.isdecimal() or len(version) > 9:
        return shown(request, mine, failed=changed_sentence(), status=409)
    try:
        STEPS[step](event=mine, version=int(version), by=user_of(request))
    except EventChanged as fault:
        return shown(request, fault.event, failed=changed_sentence(), status=409)
    except Refused as fault:
        return shown(request, mine, failed=str(fault.message), status=422)
    messages.success(request, _("Tersimpan."))
    return redirect("training:event", pk)


def event_of(request: HttpRequest, pk: uuid.UUID) -> Event:
    """Return an event whose inner pages are for who asks, or 404."""
    try:
        return event_seen(user_of(request), pk)
    except EventNotFound as missing:
        raise Http404 from missing


def shown(
    request: HttpRequest, mine: Event, *, failed: str = "", status: int = 200
) -> HttpResponse:
    """Show an event, with what went wrong with a step."""
    context = {
        "page": event_page(mine),
        "event": mine,
        "keeps": is_keeper(user_of(request)),
        "failed": failed,
    }
    return render(request, "training/event.html", context, status=status)


def changed_sentence() -> str:
    """Say that somebody else was faster."""
    return _("Acara ini baru saja diubah orang lain. Lihat dulu yang sekarang, lalu ulangi.")


def _differing(now: Event, form: EventChangeForm) -> dict[str, Any]:
    """Return what stands there now beside what was typed, and a form that may be sent again."""
    present = typed(now)
    differing = [
        {
            "label": form.fields[name].label,
            "now": present[name],
            "typed": form.cleaned_data.get(name),
        }
        for name in FIELDS.values()
        if present[name] != form.cleaned_data.get(name)
    ]
    data = cast(QueryDict, form.data).copy()
    data["versi"] = str(now.version)
    return {"form": EventChangeForm(data), "differing": differing}
