"""The trainer's screen: the code of the minute, large, and how many are in."""

from __future__ import annotations

import uuid

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.clock import now
from ruangaman.documents.qr import qr_drawn
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.training.minutes import code_now, minute_code_shown
from ruangaman.training.permissions import organiser_required
from ruangaman.training.selectors.attendance import is_open, present_at
from ruangaman.training.services.attendance import session_close, session_open
from ruangaman.training.views.event_parts import session_or_404
from ruangaman.training.views.events import event_of

LOOK_AGAIN = 10
"""Seconds after which the page is loaded again where no script does it."""
_LOOKS_AGAIN = {"connect-src": ["'self'"]}
_STEPS = {"buka": session_open, "tutup": session_close}


@csp_update(_LOOKS_AGAIN)  # type: ignore[untyped-decorator]
@require_safe
@organiser_required
def screen(request: HttpRequest, pk: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Show the code of a session."""
    return _screen(request, pk, session)


@csp_update(_LOOKS_AGAIN)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
@organiser_required
def step(request: HttpRequest, pk: uuid.UUID, session: uuid.UUID, step: str) -> HttpResponse:
    """Open or close the screen. A GET leads to it."""
    mine = session_or_404(event_of(request, pk), session)
    if step not in _STEPS:
        raise Http404
    if request.method == "POST":
        try:
            _STEPS[step](session=mine, by=user_of(request))
        except Refused as fault:
            return _screen(request, pk, session, failed=str(fault.message))
    return redirect("training:attendance_screen", pk, session)


def _screen(
    request: HttpRequest, pk: uuid.UUID, session: uuid.UUID, *, failed: str = ""
) -> HttpResponse:
    mine, at = session_or_404(event_of(request, pk), session), now()
    context = {
        "event": mine.event,
        "session": mine,
        "open": is_open(mine, at),
        "failed": failed,
        "present": present_at(mine),
        "again": LOOK_AGAIN,
    }
    if context["open"]:
        code, house = code_now(mine.pk, at), settings.STAFF_ADDRESS.rstrip("/")
        link = f"{house}{reverse('training:attend', args=[mine.pk, code])}"
        context |= {
            "code": minute_code_shown(code),
            "qr": mark_safe(qr_drawn(link)),  # noqa: S308  (our own drawing of our own link)
            "door": f"{house}{reverse('training:door')}".partition("//")[2],
        }
    return render(
        request, "training/attendance_screen.html", context, status=422 if failed else 200
    )
