"""``/pelatihan/evaluasi/``: the form of a participant, and the results for who organised."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.network.next_steps import page_of
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted
from ruangaman.training.access import participant_of
from ruangaman.training.evaluation_words import levels_told
from ruangaman.training.forms.evaluation import EvaluationForm
from ruangaman.training.models import Evaluation, Event, Participant
from ruangaman.training.permissions import events_for, organiser_required
from ruangaman.training.selectors.evaluation_form import (
    module_titles,
    modules_of,
    questions,
    windows,
)
from ruangaman.training.selectors.evaluation_results import FEW, results
from ruangaman.training.services.evaluation import AlreadySent, evaluation_send, has_sent

CODE = "training:door"
"""Where a participant types the own code."""
_TAKEN = (Event.State.OPEN, Event.State.CLOSED)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def evaluation(request: HttpRequest, pk: uuid.UUID, moment: str = "") -> HttpResponse:
    """Ask a participant, by account or own code, what an event was worth; once.

    Whoever is no participant learns nothing, not even whether there is such an event. Without a
    moment it is the form of today.
    """
    if moment not in ("", *Evaluation.Moment.values):
        raise Http404
    event = Event.objects.filter(pk=pk, state__in=_TAKEN).first()
    participant = participant_of(request, event) if event else None
    if event is None or participant is None:
        return render(request, "training/evaluation_door.html", {"code_url": page_of(CODE)})
    return _asked(request, event, participant, moment or _moment_of_today(event))


def _moment_of_today(event: Event) -> str:
    later = windows(event)[Evaluation.Moment.LATER]
    begun = timezone.localdate() >= later.opens
    return str(Evaluation.Moment.LATER if begun else Evaluation.Moment.AFTER)


def _asked(
    request: HttpRequest, event: Event, participant: Participant, moment: str
) -> HttpResponse:
    window, today = windows(event)[moment], timezone.localdate()
    context = {"event": event, "window": window, "moment": moment}
    if has_sent(participant, moment):
        again = 409 if request.method == "POST" else 200
        return render(request, "training/evaluation_sent.html", context, status=again)
    if not window.is_open(today):
        context["over"] = window.is_over(today)
        late = 422 if request.method == "POST" else 200
        return render(request, "training/evaluation_closed.html", context, status=late)
    form = EvaluationForm(posted(request), asked=questions(moment), modules=modules_of(event))
    if form.is_valid():
        try:
            evaluation_send(participant=participant, moment=moment, answers=form.answers)
        except AlreadySent:
            return render(request, "training/evaluation_sent.html", context, status=409)
        return render(request, "training/evaluation_sent.html", context | {"now": True})
    status = 422 if form.is_bound else 200
    return render(request, "training/evaluation.html", context | {"form": form}, status=status)


@require_safe
@organiser_required
def evaluation_results(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what participants said, by level, from five forms on and after the last day for one."""
    event = events_for(user_of(request)).filter(pk=pk).first()
    if event is None:
        raise Http404
    today = timezone.localdate()
    moments = results(event, today)
    context = {
        "event": event,
        "moments": [(one, Evaluation.Moment(one.moment).label) for one in moments],
        "levels": levels_told(moments, module_titles()),
        "few": FEW,
        "today": today,
    }
    return render(request, "training/evaluation_results.html", context)
