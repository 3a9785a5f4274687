"""Who is invited to an event: the list, inviting, answers, and letters with the own code."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.documents.pdf import pdf_render
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.forms.parts import InviteFilter
from ruangaman.training.models import Event, Participant
from ruangaman.training.papers import invitation_letters
from ruangaman.training.permissions import is_keeper, keeper_required, organiser_required
from ruangaman.training.selectors.participants import (
    MOST_SHOWN,
    participant_rows,
    participants_listed,
    people_chosen,
    people_to_invite,
)
from ruangaman.training.services import participants as services
from ruangaman.training.services.participants import Invited
from ruangaman.training.views.events import event_of

PAGE_SIZE = 100
_forms = require_http_methods(["GET", "HEAD", "POST"])
Step = Callable[[Participant, User], None]
STEPS: dict[str, Step] = {
    "hadir": lambda one, by: services.participant_answer(participant=one, comes=True, by=by),
    "berhalangan": lambda one, by: services.participant_answer(participant=one, comes=False, by=by),
    "batal": lambda one, by: services.participant_withdraw(participant=one, by=by),
}


@require_safe
@organiser_required
def participants(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """List who is invited, and what was answered."""
    return _list(request, event_of(request, pk))


@_forms
@keeper_required
def invite(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Look for people by POST, tick them, and invite them."""
    mine, user = event_of(request, pk), user_of(request)
    form = InviteFilter(request.POST if request.method == "POST" else None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    failed = ""
    if request.method == "POST" and "undang" in request.POST:
        chosen = people_chosen(user, _ids(request.POST.getlist("orang")))
        if not chosen:
            failed = _("Tandai dulu siapa yang diundang.")
        else:
            try:
                done = services.participants_invite(event=mine, people=chosen, by=user)
            except Refused as fault:
                failed = str(fault.message)
            else:
                messages.success(request, _said(done))
                return redirect("training:participants", pk)
    rows, found = people_to_invite(
        user,
        mine,
        name=asked.get("cari", ""),
        unit=asked.get("unit", ""),
        standing=asked.get("keadaan", ""),
    )
    context = {
        "event": mine,
        "form": form,
        "rows": rows,
        "found": found,
        "more": found > MOST_SHOWN,
        "failed": failed,
        "chosen": frozenset(request.POST.getlist("orang")),
    }
    wrong = failed or (form.is_bound and not form.is_valid())
    return render(request, "training/event_invite.html", context, status=422 if wrong else 200)


@_forms
@keeper_required
def step(request: HttpRequest, pk: uuid.UUID, participant: uuid.UUID, name: str) -> HttpResponse:
    """Note an answer for somebody, or take her off the list. A GET leads to the list."""
    mine = event_of(request, pk)
    one = get_object_or_404(mine.participants.select_related("person"), pk=participant)
    if name not in STEPS:
        raise Http404
    if request.method != "POST":
        return redirect("training:participants", pk)
    try:
        STEPS[name](one, user_of(request))
    except Refused as fault:
        return _list(request, mine, failed=str(fault.message), status=422)
    messages.success(request, _("Tersimpan."))
    return redirect("training:participants", pk)


@require_safe
@keeper_required
def letters(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give a PDF with a letter for each participant: when, where, the own code, who supports."""
    mine = event_of(request, pk)
    rows = participant_rows(participants_listed(mine))
    if not rows:
        failed = _("Belum ada yang diundang.")
        return _list(request, mine, failed=failed, status=422)
    body = pdf_render("training_invitation", invitation_letters(mine, rows))
    return attached(body, "application/pdf", "undangan.pdf")


def _list(
    request: HttpRequest, mine: Event, *, failed: str = "", status: int = 200
) -> HttpResponse:
    state = request.GET.get("keadaan", "")
    state = state if state in Participant.State.values else ""
    page = Paginator(participants_listed(mine, state=state), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "event": mine,
        "page": page,
        "rows": participant_rows(page.object_list),
        "states": Participant.State.choices,
        "state": state,
        "keeps": is_keeper(user_of(request)),
        "failed": failed,
    }
    return render(request, "training/participants.html", context, status=status)


def _ids(texts: list[str]) -> list[uuid.UUID]:
    found = []
    for text in texts[: services.MOST_PARTICIPANTS]:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found


def _said(done: Invited) -> str:
    said = [
        ngettext("%(count)d orang diundang.", "%(count)d orang diundang.", done.seated)
        % {"count": done.seated}
    ]
    if done.waiting:
        said.append(
            _("%(count)d menunggu kursi, karena kursi unitnya penuh.") % {"count": done.waiting}
        )
    if done.known:
        said.append(_("%(count)d sudah ada di daftar.") % {"count": done.known})
    return " ".join(said)
