"""Whom to call, what a call brought, the printed list, and the steps of one service."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.directory.entries import service_entries
from ruangaman.directory.forms.upkeep import CallForm, ReasonForm
from ruangaman.directory.models import Service, ServiceChange
from ruangaman.directory.paper import services_pdf
from ruangaman.directory.permissions import keeper_required
from ruangaman.directory.selectors import hotlines
from ruangaman.directory.selectors import upkeep as selectors
from ruangaman.directory.services import upkeep
from ruangaman.directory.services.upkeep import ServiceChanged
from ruangaman.directory.views.upkeep import changed_sentence, service_of, shown
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted

_forms = require_http_methods(["GET", "HEAD", "POST"])
RETIRE, RESTORE, TAKE, LEAVE = "hentikan", "tampilkan", "pakai-paket", "abaikan-paket"


@require_safe
@keeper_required
def call_list(request: HttpRequest) -> HttpResponse:
    """Whom to call, the longest unchecked first."""
    context = {"rows": selectors.call_list(), "share": selectors.share_fresh()}
    return render(request, "directory/calls.html", context)


@_forms
@keeper_required
def call(request: HttpRequest, code: str) -> HttpResponse:
    """What to ask on the telephone, and what came of it."""
    mine = service_of(code)
    form = CallForm(posted(request), initial={"versi": mine.version})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if form.cleaned_data["hasil"] == ServiceChange.Kind.CHANGED:
            return redirect(f"{reverse('directory:change', args=[code])}?telepon")
        try:
            _called(request, mine, form)
        except ServiceChanged as fault:
            mine, status = fault.service, 409
            data = cast(QueryDict, form.data).copy()
            data["versi"] = str(mine.version)
            form = CallForm(data)
            form.add_error(None, changed_sentence())
        else:
            messages.success(request, _("Hasil telepon dicatat."))
            return redirect("directory:calls")
    [entry] = service_entries([mine], hotlines())
    dial = mine.phone or (entry.hotline.display if entry.hotline else "")
    context = {"form": form, "service": mine, "entry": entry, "dial": dial}
    return render(request, "directory/call.html", context, status=status)


@_forms
@keeper_required
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Take a service out of the lists or put it back; take or leave what the pack says."""
    mine = service_of(code)
    if step not in (RETIRE, RESTORE, TAKE, LEAVE):
        raise Http404
    data: Any = posted(request)
    if data is not None and step != RETIRE:
        data = data.copy()
        data.setdefault("alasan", "-")
    form = ReasonForm(data, initial={"versi": mine.version})
    if form.is_valid():
        try:
            _stepped(request, mine, step, form)
        except ServiceChanged as fault:
            return shown(request, fault.service, failed=changed_sentence(), status=409)
        messages.success(request, _("Perubahan disimpan."))
        return redirect("directory:service", code)
    if step != RETIRE:
        return redirect("directory:service", code)
    context = {"form": form, "service": mine}
    return render(request, "directory/retire.html", context, status=422 if data else 200)


@require_safe
@keeper_required
def printed(_request: HttpRequest) -> HttpResponse:
    """Give the list of services to print, for a place without a signal."""
    body = services_pdf(timezone.localdate())
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="layanan.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def _called(request: HttpRequest, mine: Service, form: CallForm) -> None:
    said = form.cleaned_data
    upkeep.service_called(
        code=mine.pk,
        version=form.version,
        result=said["hasil"],
        note=said["catatan"],
        cost_asked=said["biaya_ditanya"],
        by=user_of(request),
    )


def _stepped(request: HttpRequest, mine: Service, step: str, form: ReasonForm) -> None:
    one: dict[str, Any] = {"code": mine.pk, "version": form.version, "by": user_of(request)}
    if step in (TAKE, LEAVE):
        upkeep.service_offer(take=step == TAKE, **one)
    else:
        note = form.cleaned_data["alasan"] if step == RETIRE else ""
        upkeep.service_shown(shown=step == RESTORE, note=note, **one)
