"""``/pelatihan/sebaya/``: sessions among peers, and who came."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.training.forms.peers import NameSearch, PeerForm
from ruangaman.training.models import PeerSession
from ruangaman.training.permissions import is_planner, peers_required, planner_required
from ruangaman.training.selectors import peers as seen
from ruangaman.training.services import peers as services

PAGE_SIZE = 25
_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@peers_required
def peers(request: HttpRequest) -> HttpResponse:
    """Show what is planned and what was, each to whom it concerns."""
    user = user_of(request)
    plans = is_planner(user)
    page = Paginator(seen.sessions_past(user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "coming": seen.sessions_coming()[:PAGE_SIZE],
        "page": page,
        "own": seen.own_attendance(user),
        "attended": seen.sessions_attended(user)[:PAGE_SIZE],
        "province": seen.province() if plans else None,
        "plans": plans,
    }
    return render(request, "training/peers.html", context)


@_forms
@planner_required
def peer_add(request: HttpRequest) -> HttpResponse:
    """Plan a session."""
    form = PeerForm(posted(request))
    if form.is_valid():
        services.peer_add(entry=form.entry, by=user_of(request))
        messages.success(request, _("Sesi direncanakan."))
        return redirect("training:peers")
    status = 422 if form.is_bound else 200
    return render(request, "training/peer_form.html", {"form": form}, status=status)


@_forms
@planner_required
def peer_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a session; the second of two planners sees what the first one wrote."""
    session = _session(request, pk)
    form, other = PeerForm(posted(request), session=session), None
    if form.is_valid():
        try:
            services.peer_change(
                session=session, version=form.version, entry=form.entry, by=user_of(request)
            )
        except services.PeerChanged as fault:
            other = fault.session
            form = PeerForm({**request.POST.dict(), "versi": other.version}, session=other)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("training:peers")
    status = 409 if other else 422 if form.is_bound else 200
    context = {"form": form, "session": session, "other": other}
    return render(request, "training/peer_form.html", context, status=status)


@require_POST
@planner_required
def peer_cancel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Call a session off."""
    session = _session(request, pk)
    version = request.POST.get("versi", "")
    try:
        services.peer_cancel(
            session=session,
            version=int(version) if version.isdecimal() else 0,
            by=user_of(request),
        )
    except services.PeerChanged:
        messages.error(request, _("Sesi ini baru saja diubah orang lain. Lihat dulu."))
        return redirect("training:peer_change", pk)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Sesi dibatalkan."))
    return redirect("training:peers")


@_forms
@peers_required
def attendance(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tick who came: for the host and for planners. Names are searched by POST."""
    session = _session(request, pk)
    data = posted(request)
    if data is not None and "tampil" in data and "cari" not in data:
        return _ticked(request, session, data)
    search = NameSearch(data)
    name = search.cleaned_data["cari"] if search.is_bound and search.is_valid() else ""
    rows, more = seen.tickables(session, name=name)
    context = {
        "session": session,
        "begun": session.starts_at <= timezone.now() and not session.cancelled,
        "rows": rows,
        "more": more,
        "name": name,
        "search": search,
    }
    return render(request, "training/peer_attendance.html", context)


def _ticked(request: HttpRequest, session: PeerSession, data: QueryDict) -> HttpResponse:
    shown, before = (data.get(name, "").split() for name in ("tampil", "tadi"))
    try:
        many = services.peers_tick(
            session=session,
            shown=seen.people_known(shown),
            before=seen.people_known(before),
            came=seen.people_known(data.getlist("hadir")),
            by=user_of(request),
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("%(n)d orang tercatat hadir.", "%(n)d orang tercatat hadir.", many)
        messages.success(request, words % {"n": many})
    return redirect("training:peer_attendance", session.pk)


def _session(request: HttpRequest, pk: uuid.UUID) -> PeerSession:
    try:
        return seen.session_seen(user_of(request), pk)
    except seen.SessionNotFound as missing:
        raise Http404 from missing
