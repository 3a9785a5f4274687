"""``/jejaring/jadwal/`` and ``/jejaring/minggu/``: days that matter, the coordinator's week."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.duty.selectors.reach import language_of
from ruangaman.network.calendars import calendar_bytes
from ruangaman.network.models import CalendarFeed
from ruangaman.network.permissions import coordinator_required
from ruangaman.network.selectors.dates import entries_for
from ruangaman.network.selectors.todo import todo_for
from ruangaman.network.selectors.units import unit_names
from ruangaman.network.services.calendars import calendar_end, calendar_make, digest_of
from ruangaman.network.todo_pages import todo_page
from ruangaman.people.access import role_required, user_of
from ruangaman.people.models import Role

_TOKEN = re.compile(r"[-_A-Za-z0-9]{32}")
MOST = 200
"""Things to do that one page shows; the pages about units have all of them."""

_followers = role_required(Role.COORDINATOR, Role.HEAD_OF_UNIT, Role.FOCAL_POINT)


@require_http_methods(["GET", "HEAD", "POST"])
@_followers
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the days to come; make an address for a calendar program, or take it away."""
    user = user_of(request)
    address = ""
    if request.method == "POST":
        if "hapus" in request.POST:
            calendar_end(user=user)
            return redirect("network:calendar")
        token = calendar_make(user=user)
        path = reverse("calendar_feed", args=[token])
        address = f"{settings.STAFF_ADDRESS.rstrip('/')}{path}"
    context = {
        "entries": entries_for(user, timezone.localdate())[:MOST],
        "address": address,
        "has_address": CalendarFeed.objects.filter(user=user).exists(),
    }
    return render(request, "network/calendar.html", context)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    """Return the calendar of whoever was given this address; 404 for every other one."""
    if not _TOKEN.fullmatch(token):
        raise Http404
    found = CalendarFeed.objects.select_related("user").filter(digest=digest_of(token)).first()
    if found is None or not found.user.is_active:
        raise Http404
    with translation.override(language_of(found.user_id)):
        content = calendar_bytes(entries_for(found.user, timezone.localdate()))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@require_safe
@coordinator_required
def week(request: HttpRequest) -> HttpResponse:
    """Show what there is to do this week, for all units."""
    found = todo_for(user_of(request), timezone.localdate())
    shown = found[:MOST]
    names = unit_names({one.unit_code for one in shown})
    rows = [
        {"todo": one, "unit": names.get(one.unit_code, one.unit_code), "href": todo_page(one)}
        for one in shown
    ]
    return render(request, "network/week.html", {"rows": rows, "more": len(found) - len(rows)})
