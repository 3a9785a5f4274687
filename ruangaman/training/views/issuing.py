"""``/pelatihan/acara/…/sertifikat/``: who meets what, issue for all who do, how far it is."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.instance import is_demo
from ruangaman.core.rules import rules_in_force, verified, weak
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.training.certificate_files import SetMissing, set_pieces
from ruangaman.training.forms.certificates import MeetsFilter
from ruangaman.training.models import Batch, Certificate, Event, Paper
from ruangaman.training.permissions import keeper_required
from ruangaman.training.selectors.bridges import bridge_of
from ruangaman.training.selectors.candidates import Candidate, candidates
from ruangaman.training.services.batches import OPEN, batch_ask

LOOK_AGAIN = 2
"""Seconds after which the page about a batch at work is asked for again."""

PAGE_SIZE = 100
_RULES = ("certificate_term", "test_pass_mark", "certificate_gap")


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def event_certificates(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show who meets what; by POST issue for all who meet everything, or ask for the ZIP."""
    event = get_object_or_404(Event, pk=pk)
    if request.method != "POST":
        return _preview(request, event)
    try:
        asked = batch_ask(
            event=event,
            by=user_of(request),
            issues="paket" not in request.POST,
            language=request.POST.get("paket", "id"),
        )
    except Refused as fault:
        return _preview(request, event, failed=str(fault.message))
    return redirect("training:batch", asked.pk)


@require_safe
@keeper_required
def batch(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show how far a batch is; the page looks again by itself until it is done."""
    asked = get_object_or_404(Batch.objects.select_related("event"), pk=pk)
    going = asked.state in OPEN
    context = {"batch": asked, "going": going, "refused": len(asked.refused)}
    context["issued"] = Certificate.objects.filter(event=asked.event, revoked_on=None).count()
    answer = render(request, "training/batch.html", context)
    if going:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


@require_safe
@keeper_required
def batch_download(_request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return the ZIP of an event's certificates."""
    asked = get_object_or_404(Batch, pk=pk, state=Batch.State.READY)
    try:
        pieces = set_pieces(asked)
    except SetMissing as missing:
        raise Http404 from missing
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="sertifikat.zip"'
    return cast("HttpResponse", answer)


def _preview(request: HttpRequest, event: Event, *, failed: str = "") -> HttpResponse:
    form = MeetsFilter(request.GET)
    valid = form.is_valid()
    found = candidates(event, by=user_of(request))
    wanted = form.cleaned_data.get("keadaan", "")
    page = Paginator([one for one in found if _wanted(one, wanted)], PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "event": event,
        "form": form,
        "page": page,
        "rows": page.object_list,
        "all": len(found),
        "meeting": sum(one.meets for one in found),
        "held": sum(one.held is not None for one in found),
        "refused": sum(bool(one.refusals) for one in found),
        "bridge": bridge_of(event),
        "rules": _rules(),
        "failed": failed,
        "demo": is_demo(),
        "unreviewed": Paper.objects.filter(event=event, kind=Paper.Kind.POST, gates=False).exists(),
        "at_work": Batch.objects.filter(event=event, state__in=OPEN).first(),
        "latest": Batch.objects.filter(event=event).order_by("-asked_at").first(),
    }
    status = 409 if failed else 200 if valid else 422
    return render(request, "training/event_certificates.html", context, status=status)


def _wanted(one: Candidate, state: str) -> bool:
    return {"yes": one.meets, "no": bool(one.refusals), "held": one.held is not None}.get(
        state, True
    )


def _rules() -> list[dict[str, Any]]:
    found = rules_in_force()
    return [
        {"value": found[key], "weak": weak(found[key]), "verified": verified(found[key])}
        for key in _RULES
        if key in found
    ]
