"""Observed role-plays: entered by the trainers of an event, read by whoever played."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.documents.pdf import pdf_render
from ruangaman.network.models import Person
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import role_required, user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import Role
from ruangaman.training.access import frame_of, learner_required, participant_entered
from ruangaman.training.forms.roleplay import FIELDS, RolePlayChangeForm, RolePlayForm, ticked
from ruangaman.training.models import RolePlay
from ruangaman.training.papers_roleplay import observation_sheet
from ruangaman.training.permissions import organiser_required, trains
from ruangaman.training.practice.rule import met, needed
from ruangaman.training.selectors.participants import participant_rows, participants_listed
from ruangaman.training.selectors.practice import checklist_body
from ruangaman.training.selectors.roleplay import results_of, seen, seen_at
from ruangaman.training.services import roleplay as services
from ruangaman.training.services.roleplay import RolePlayChanged, RolePlayFault
from ruangaman.training.views.events import event_of

PAGE_SIZE = 50
_forms = require_http_methods(["GET", "HEAD", "POST"])
trainer_required = role_required(Role.TRAINER)


@require_safe
@organiser_required
def of_event(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """List who played at an event: trainers what was seen, the coordinator whether passed."""
    mine, user = event_of(request, pk), user_of(request)
    listed = participants_listed(mine).filter(state__in=("invited", "accepted"))
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = participant_rows(page.object_list)
    people = [row.participant.person_id for row in rows]
    observes = trains(user, mine)
    found = seen_at(mine, people) if observes else {}
    results = results_of(mine, people)
    context = {
        "event": mine,
        "observes": observes,
        "page": page,
        "rows": [
            (row, results.get(row.participant.person_id), found.get(row.participant.person_id, ()))
            for row in rows
        ],
    }
    return render(request, "training/practice/roleplays.html", context)


@_forms
@organiser_required
def of_participant(request: HttpRequest, pk: uuid.UUID, participant: uuid.UUID) -> HttpResponse:
    """Enter what a trainer of the event saw of a participant."""
    mine, user = event_of(request, pk), user_of(request)
    one = get_object_or_404(mine.participants.select_related("person", "event"), pk=participant)
    if not trains(user, mine):
        raise PermissionDenied
    form = RolePlayForm(posted(request), initial=_begin())
    if form.is_valid():
        try:
            row = services.roleplay_of_participant(
                participant=one, observation=form.observation, by=user
            )
        except Refused as fault:
            refuse(form, fault)
        else:
            say_result(request, row)
            return redirect("training:roleplays", pk)
    context = {"event": mine, "person": one.person}
    return entry(request, form, "training/practice/roleplay_enter.html", context)


@_forms
@trainer_required
def correct(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct an own entry on the day it was recorded."""
    row = _own(request, pk)
    form = RolePlayChangeForm(posted(request), initial=ticked(row))
    context: dict[str, Any] = {"row": row, "person": row.person}
    if form.is_valid():
        try:
            row = services.roleplay_correct(
                roleplay=row,
                version=form.version,
                observation=form.observation,
                by=user_of(request),
            )
        except RolePlayChanged:
            return _overtaken(request, row, context)
        except Refused as fault:
            refuse(form, fault)
        else:
            say_result(request, row)
            return _back(row)
    today = timezone.localdate(row.recorded_at) == timezone.localdate()
    context["closed"] = not today
    return entry(request, form, "training/practice/roleplay_correct.html", context)


@_forms
@trainer_required
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take an own entry away. A GET leads to the entry."""
    row = _own(request, pk)
    version = request.POST.get("versi", "")
    if request.method != "POST":
        return redirect("training:roleplay_correct", pk)
    context: dict[str, Any] = {"row": row, "person": row.person}
    if not version.isdecimal() or len(version) > 9:
        return _overtaken(request, row, context)
    try:
        services.roleplay_remove(roleplay=row, version=int(version), by=user_of(request))
    except RolePlayChanged:
        return _overtaken(request, row, context)
    except Refused as fault:
        form = RolePlayChangeForm(None, initial=ticked(row))
        context |= {"failed": str(fault.message), "closed": True}
        return entry(request, form, "training/practice/roleplay_correct.html", context, status=422)
    messages.success(request, _("Catatan dihapus."))
    return _back(row)


@require_safe
@learner_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show somebody what was observed of her own role-plays, and how to go on."""
    entered = participant_entered(request)
    person = entered.person if entered else Person.objects.filter(user=request.user.pk).first()
    rows = RolePlay.objects.filter(person=person) if person else RolePlay.objects.none()
    body = checklist_body()
    context = {
        "frame": frame_of(request),
        "person": person,
        "found": seen(rows),
        "needed": needed(body),
        "all": len(body["behaviour"]),
    }
    return render(request, "training/practice/roleplay_mine.html", context)


@require_safe
@organiser_required
def sheet(_request: HttpRequest) -> HttpResponse:
    """Give the observer's checklist for paper, in the language of the page."""
    body = pdf_render("roleplay", observation_sheet())
    return attached(body, "application/pdf", "lembar-pengamatan.pdf")


def entry(
    request: HttpRequest,
    form: RolePlayForm,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a form to tick, with the rule by which its result is computed."""
    body = checklist_body()
    shown = context | {"form": form, "needed": needed(body), "all": len(body["behaviour"])}
    if form.is_bound and not form.is_valid():
        status = 422
    return render(request, template, shown, status=status)


def refuse(form: RolePlayForm, fault: Refused) -> None:
    """Put what a service said at its field."""
    field = FIELDS[fault.field] if isinstance(fault, RolePlayFault) else None
    form.add_error(field, str(fault.message))


def say_result(request: HttpRequest, row: RolePlay) -> None:
    """Say what the rule made of the ticks, and whether another observer saw it differently."""
    own = met(row.shown, row.errors, checklist_body())
    if row.passed:
        said = _("Tercatat: lulus menurut aturan lembar pengamatan.")
    elif own:
        said = _(
            "Tercatat. Menurut Anda lulus, tetapi pengamat lain dari permainan ini "
            "melihatnya berbeda."
        )
    else:
        said = _("Tercatat: belum lulus. Bicarakan dengan tenang, lalu coba lagi.")
    messages.success(request, said)


def _begin() -> dict[str, Any]:
    return {"hari": timezone.localdate(), "percobaan": "1"}


def _own(request: HttpRequest, pk: uuid.UUID) -> RolePlay:
    found = RolePlay.objects.filter(pk=pk, observer=user_of(request))
    row = found.select_related("person", "event").first()
    if row is None:
        raise Http404
    return row


def _overtaken(request: HttpRequest, row: RolePlay, context: dict[str, Any]) -> HttpResponse:
    """Show the entry as it is now: it was changed or removed on another page."""
    now = RolePlay.objects.filter(pk=row.pk).select_related("person", "event").first()
    if now is None:
        raise Http404
    form = RolePlayChangeForm(None, initial=ticked(now))
    failed = _("Catatan ini baru saja diubah di halaman lain. Ini isinya sekarang.")
    return entry(
        request,
        form,
        "training/practice/roleplay_correct.html",
        context | {"row": now, "failed": failed},
        status=409,
    )


def _back(row: RolePlay) -> HttpResponse:
    if row.event_id is not None:
        return redirect("training:roleplays", row.event_id)
    return redirect("training:observers")
