"""``/pelatihan/acara/…/hadir/``: who attended, ticking a list, taking an entry back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.clock import now
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.training.forms.attendance import TakeBackForm, TicksForm
from ruangaman.training.models import Event, Session
from ruangaman.training.permissions import is_keeper, organiser_required
from ruangaman.training.selectors.attendance import (
    event_jp,
    hours_rows,
    is_open,
    present_at,
    sessions_counted,
    tick_rows,
)
from ruangaman.training.selectors.events import event_days
from ruangaman.training.selectors.participants import participants_listed
from ruangaman.training.services.attendance import (
    Marked,
    attendance_mark,
    attendance_take_back,
    must_take,
)
from ruangaman.training.views.event_parts import session_or_404
from ruangaman.training.views.events import event_of

TICKED = 150
"""Names on one page of a list: a form has at most 200 fields."""
PAGE_SIZE = 100
_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@organiser_required
def attendance(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show how many were at each session, and everybody's hours."""
    mine, at = event_of(request, pk), now()
    page = Paginator(participants_listed(mine), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **_about(request, mine),
        "sessions": [(one, is_open(one, at)) for one in sessions_counted(mine)],
        "days": [one.day for one in event_days(mine)],
        "page": page,
        "rows": hours_rows(mine, page.object_list),
        "jp": event_jp(mine.pk),
    }
    return render(request, "training/attendance.html", context)


@_forms
@organiser_required
def session_list(request: HttpRequest, pk: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Show the list of a session, and record the names that are ticked."""
    mine = event_of(request, pk)
    one = session_or_404(mine, session)
    form = TicksForm(posted(request))
    if form.is_valid():
        try:
            done = attendance_mark(
                event=mine, ticks={one.pk: form.chosen}, how=form.how, by=user_of(request)
            )
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, marked_words(done))
            return redirect(_next_page(request, mine, one))
    return _session_list(request, mine, one, form)


@_forms
@organiser_required
def take_back(
    request: HttpRequest, pk: uuid.UUID, session: uuid.UUID, participant: uuid.UUID
) -> HttpResponse:
    """Ask why an entry is taken back, and do it."""
    mine = event_of(request, pk)
    one = session_or_404(mine, session)
    who = get_object_or_404(mine.participants.select_related("person"), pk=participant)
    form = TakeBackForm(posted(request))
    if form.is_valid():
        try:
            attendance_take_back(
                session=one, participant=who, reason=form.reason, by=user_of(request)
            )
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, _("Catatan kehadiran itu ditarik."))
            return redirect("training:attendance_session", pk, session)
    context = {"event": mine, "session": one, "who": who, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "training/attendance_take_back.html", context, status=status)


def marked_words(done: Marked) -> str:
    """Say what ticks did."""
    said = [
        ngettext("%(count)d kehadiran dicatat.", "%(count)d kehadiran dicatat.", done.fresh)
        % {"count": done.fresh}
    ]
    if done.known:
        said.append(_("%(count)d sudah tercatat sebelumnya.") % {"count": done.known})
    if done.gone:
        said.append(_("%(count)d tidak ada lagi di daftar peserta.") % {"count": done.gone})
    return " ".join(said)


def _session_list(
    request: HttpRequest, mine: Event, session: Session, form: TicksForm
) -> HttpResponse:
    page = Paginator(participants_listed(mine), TICKED).get_page(_page_asked(request))
    context = {
        **_about(request, mine),
        "session": session,
        "open": is_open(session, now()),
        "present": present_at(session),
        "form": form,
        "page": page,
        "rows": tick_rows(session, list(page.object_list), page.start_index()),
        "ticked": frozenset(str(one) for one in form.ticked),
    }
    status = 422 if form.is_bound else 200
    return render(request, "training/attendance_session.html", context, status=status)


def _about(request: HttpRequest, mine: Event) -> dict[str, Any]:
    """Return what both lists say: whether ticks are taken, and why not."""
    user, refused = user_of(request), ""
    try:
        must_take(mine, by=user)
    except Refused as fault:
        refused = str(fault.message)
    return {"event": mine, "keeps": is_keeper(user), "refused": refused}


def _page_asked(request: HttpRequest) -> str | None:
    return request.POST.get("halaman") or request.GET.get("page")


def _next_page(request: HttpRequest, mine: Event, session: Session) -> str:
    here = reverse("training:attendance_session", args=[mine.pk, session.pk])
    page = Paginator(participants_listed(mine), TICKED).get_page(_page_asked(request))
    number = page.next_page_number() if page.has_next() else page.number
    return f"{here}?page={number}" if page.paginator.num_pages > 1 else here
