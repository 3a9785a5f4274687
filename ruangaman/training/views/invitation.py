"""An event as those see it who are invited: when, where, what, the answer, and who supports."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import Event, Participant
from ruangaman.training.selectors.events import event_days
from ruangaman.training.services.participants import participant_answer


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show an event to whoever is invited, and take the answer."""
    event = get_object_or_404(Event.objects.exclude(state=Event.State.DRAFT), pk=pk)
    user = request.user
    if not isinstance(user, User):
        raise Http404
    mine = get_object_or_404(
        event.participants.exclude(state=Participant.State.WITHDRAWN).select_related(
            "person", "event"
        ),
        person__user=user,
    )
    failed = ""
    if request.method == "POST":
        if request.POST.get("jawab") not in ("hadir", "berhalangan"):
            failed = _("Pilih hadir atau berhalangan.")
        else:
            try:
                comes = request.POST["jawab"] == "hadir"
                participant_answer(participant=mine, comes=comes, by=user)
            except Refused as fault:
                failed = str(fault.message)
            else:
                messages.success(request, _("Jawaban Anda tercatat."))
                return redirect("training:invitation", pk)
    context = {
        "event": event,
        "mine": mine,
        "days": event_days(event),
        "materials": list(event.materials.select_related("session")),
        "failed": failed,
    }
    return render(request, "training/invitation.html", context, status=422 if failed else 200)
