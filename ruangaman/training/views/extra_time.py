"""``/pelatihan/acara/<event>/tes/waktu/``: more time in the tests, for one person."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.people.access import role_required, user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import Role
from ruangaman.training.forms.extra_time import ExtraTimeForm
from ruangaman.training.models import Participant
from ruangaman.training.permissions import trains
from ruangaman.training.services.extra_time import extra_time_set
from ruangaman.training.views.events import event_of

_LISTED = (Participant.State.INVITED, Participant.State.ACCEPTED)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.TRAINER)
def extra_time(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show who has more time, and give it to one person; for the trainers of the event alone."""
    mine, user = event_of(request, pk), user_of(request)
    if not trains(user, mine):
        raise PermissionDenied
    rows = Participant.objects.filter(event=mine, state__in=_LISTED).select_related("person")
    listed = list(rows.order_by("person__search", "pk"))
    form = ExtraTimeForm(posted(request), listed=listed)
    if form.is_valid():
        try:
            minutes = form.cleaned_data["menit"]
            longer = extra_time_set(participant=form.participant, minutes=minutes, by=user)
        except Refused as fault:
            form.add_error("menit", fault.message)
        else:
            _told(request, form.participant.person.name, minutes, longer=longer)
            return redirect("training:extra_time", pk)
    given = [one for one in listed if one.extra_minutes]
    context = {"event": mine, "form": form, "given": given, "anybody": bool(listed)}
    status = 422 if form.is_bound else 200
    return render(request, "training/extra_time.html", context, status=status)


def _told(request: HttpRequest, name: str, minutes: int, *, longer: bool) -> None:
    said = {"name": name, "minutes": minutes}
    if not minutes:
        text = _("Waktu tambahan %(name)s dicabut.")
    elif longer:
        text = _(
            "%(name)s mendapat %(minutes)d menit tambahan, juga di tes yang sedang dikerjakannya."
        )
    else:
        text = _("%(name)s mendapat %(minutes)d menit tambahan di tiap tes acara ini.")
    messages.success(request, text % said)
