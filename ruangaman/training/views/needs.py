"""``/pelatihan/kebutuhan/``: who needs which training by when, and the event that gives it."""

from __future__ import annotations

import datetime as dt
import uuid
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ruangaman.core.sheets import sheet_answer
from ruangaman.network.models import Person
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.training.forms.needs import DAYS, NeedsFilter
from ruangaman.training.models import Event
from ruangaman.training.needs_sheet import needs_sheet
from ruangaman.training.permissions import is_keeper, keeper_required, needs_required
from ruangaman.training.selectors.need_rows import need_rows, needs_seen, units_meant
from ruangaman.training.selectors.needs import Need, required_months
from ruangaman.training.services.participants import participants_invite

PAGE_SIZE = 25
MOST_IN_SHEET = 20_000


@require_safe
@needs_required
def needs(request: HttpRequest) -> HttpResponse:
    """List what is needed, the longest lapsed first, each with its next event."""
    form, today = NeedsFilter(request.GET), timezone.localdate()
    valid, seen = form.is_valid(), needs_seen(user_of(request), today)
    chosen = _chosen(form, seen, today)
    page = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "figures": _figures(seen, today),
        "page": page,
        "rows": need_rows(list(page.object_list), today),
        "keeps": is_keeper(user_of(request)),
        "taught": bool(seen) or bool(required_months()),
    }
    return render(request, "training/needs.html", context, status=200 if valid else 422)


@require_safe
@needs_required
def needs_export(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet, with the filters of the page."""
    form, today = NeedsFilter(request.GET), timezone.localdate()
    form.is_valid()
    chosen = _chosen(form, needs_seen(user_of(request), today), today)[:MOST_IN_SHEET]
    return sheet_answer(needs_sheet(need_rows(chosen, today)), "kebutuhan-pelatihan")


@require_POST
@keeper_required
def need_invite(request: HttpRequest) -> HttpResponse:
    """Invite one person to one event, and go back to the same page of the list."""
    event = _found(Event, request.POST.get("acara", ""))
    person = _found(Person, request.POST.get("orang", ""))
    if event is None or person is None or event.state != Event.State.OPEN:
        messages.error(request, _("Acara ini tidak lagi dibuka. Pilih acara lain."))
    else:
        _invite(request, event, person)
    query = request.GET.urlencode()
    back = reverse("training:needs")
    return HttpResponseRedirect(f"{back}?{query}" if query else back)


def _invite(request: HttpRequest, event: Event, person: Person) -> None:
    try:
        done = participants_invite(event=event, people=[person], by=user_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return
    named = {"name": person.name, "event": event.title}
    if done.known:
        messages.info(request, _("%(name)s sudah ada di daftar acara %(event)s.") % named)
    elif done.waiting:
        messages.warning(
            request,
            _("Kursi unitnya baru saja penuh. %(name)s menunggu kursi di acara %(event)s.") % named,
        )
    else:
        messages.success(request, _("%(name)s diundang ke acara %(event)s.") % named)


def _found(model: Any, text: str) -> Any:
    try:
        return model.objects.filter(pk=uuid.UUID(text[:36])).first()
    except ValueError:
        return None


def _chosen(form: NeedsFilter, seen: Sequence[Need], today: dt.date) -> list[Need]:
    return form.chosen(seen, units_meant(form.cleaned_data.get("unit", "")), today)


def _figures(seen: Sequence[Need], today: dt.date) -> list[dict[str, Any]]:
    lapsed = bisect_left(seen, today, key=_due)
    within = {
        days: bisect_right(seen, today + dt.timedelta(days=days), key=_due) - lapsed
        for days in DAYS
    }
    return [
        {"figure": number_format(lapsed), "label": _("sudah lewat")},
        *(
            {
                "figure": number_format(many),
                "label": _("dalam %(days)s hari") % {"days": days},
            }
            for days, many in within.items()
        ),
    ]


def _due(one: Need) -> dt.date:
    return one.due
