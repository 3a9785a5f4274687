"""``/penerima/``: who may receive, and the signatures by which others join or leave."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.lib.manifest import Kind
from ruangaman.people.access import reader_of, reader_required, role_required, user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import READER_ROLES, ReceiverProposal, Role, User
from ruangaman.people.receiver_forms import FingerprintForm, RemovalForm, TeamsForm
from ruangaman.people.selectors import receivers as selectors
from ruangaman.people.selectors.receiver_alarms import alarms
from ruangaman.people.selectors.recovery import recovery_key, recovery_waiting
from ruangaman.people.selectors.signed_teams import changes_of, team_changes
from ruangaman.people.selectors.statistics import statistics_key, statistics_waiting
from ruangaman.people.services import receivers as services
from ruangaman.people.services import signed_teams as team_services

_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@role_required(*READER_ROLES, Role.DPO, Role.ADMINISTRATOR)
def receivers(request: HttpRequest) -> HttpResponse:
    """List receivers by team, who waits, and what happened."""
    me = user_of(request).pk
    context = {
        "unsound": alarms().unsound,
        "candidates": selectors.candidates(),
        "proposals": selectors.proposals_further(),
        "teams": selectors.receivers_by_team(),
        "history": selectors.history(),
        "recovery": recovery_key(),
        "recovery_waiting": recovery_waiting(),
        "statistics": statistics_key(),
        "statistics_waiting": statistics_waiting(),
        "team_changes": team_changes(),
        "teams_proposal": selectors.teams_proposal(),
        "may_sign": selectors.is_receiver(me),
        "me": me,
    }
    return render(request, "people/receivers/list.html", context)


@_forms
@reader_required
def propose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign first for somebody's key."""
    user = get_object_or_404(User, pk=pk)
    candidate = selectors.candidate_of(user)
    if candidate is None:
        raise Http404
    if candidate.proposal is not None:
        return redirect("receivers:sign", candidate.proposal.pk)

    def finish(form: forms.Form) -> str:
        typed = form.cleaned_data["groups"]
        services.receiver_propose(reader=reader_of(request), candidate=user, typed=typed)
        return _("Tanda tangan pertama tersimpan. Sekarang satu penerima lain.")

    context = {"person": user, "candidate": candidate, "teams": candidate.teams}
    return step_of(request, FingerprintForm(posted(request)), finish, context)


@_forms
@reader_required
def recovery(request: HttpRequest) -> HttpResponse:
    """Sign first for the recovery key that waits."""
    waiting = recovery_waiting()
    if waiting is None:
        raise Http404

    def finish(form: forms.Form) -> str:
        services.recovery_propose(
            reader=reader_of(request),
            key_id=waiting.id,
            public=waiting.public.raw,
            holders=waiting.holders,
            typed=form.cleaned_data["groups"],
        )
        return _("Tanda tangan pertama tersimpan. Sekarang satu penerima lain.")

    context = {"holders": waiting.holders}
    return step_of(request, FingerprintForm(posted(request)), finish, context)


@_forms
@reader_required
def teams(request: HttpRequest) -> HttpResponse:
    """Sign first for the teams whose names, or what they are, nobody has signed as they are now."""
    waiting = selectors.teams_proposal()
    if waiting is not None:
        return redirect("receivers:sign", waiting.pk)
    changes = team_services.teams_shown(team_changes())
    if not changes:
        return redirect("receivers:list")
    rows = [one.row for one in changes]

    def finish(form: forms.Form) -> str:
        team_services.teams_propose(
            reader=reader_of(request), teams=rows, mark=form.cleaned_data["mark"]
        )
        return _("Tanda tangan pertama tersimpan. Sekarang satu penerima lain.")

    context = {"changes": changes, "mark": team_services.teams_mark(rows)}
    return step_of(request, TeamsForm(posted(request)), finish, context)


@_forms
@reader_required
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign first that somebody is a receiver no more."""
    user = get_object_or_404(User, pk=pk)
    if not selectors.is_receiver(pk):
        raise Http404

    def finish(_form: forms.Form) -> str:
        services.removal_propose(reader=reader_of(request), user=user)
        return _("Tanda tangan pertama tersimpan. Sekarang satu penerima lain.")

    context = {"person": user, "removal": True}
    return step_of(request, RemovalForm(posted(request)), finish, context)


@_forms
@reader_required
def sign(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign second what somebody else signed first."""
    proposal = get_object_or_404(ReceiverProposal.objects.select_related("about", "signer"), pk=pk)
    try:
        said = selectors.proposal_said(proposal)
    except ValueError as fault:
        raise Http404 from fault
    form_class: type[forms.Form] = FingerprintForm if proposal.public else RemovalForm
    if said.team_texts:
        form_class = TeamsForm

    def finish(form: forms.Form) -> str:
        services.proposal_sign(
            reader=reader_of(request),
            proposal_id=pk,
            typed=form.cleaned_data.get("groups", ""),
            mark=form.cleaned_data.get("mark", ""),
        )
        return _("Tanda tangan kedua tersimpan. Tim diberi tahu.")

    context = {
        "changes": changes_of(said.team_texts),
        "mark": team_services.teams_mark(said.team_texts),
        "proposal": proposal,
        "person": proposal.about,
        "removal": not proposal.public,
        "teams": said.teams,
        "holders": said.holders,
        "statistics": said.holders if proposal.kind == Kind.STATISTICS else "",
        "signed_by_me": proposal.signer_id == user_of(request).pk,
    }
    return step_of(request, form_class(posted(request)), finish, context)


@require_POST
@reader_required
def refuse(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw a first signature away."""
    try:
        services.proposal_refuse(reader=reader_of(request), proposal_id=pk)
    except Refused as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, _("Usulan ditolak. Tidak ada yang berubah."))
    return redirect("receivers:list")


def step_of(
    request: HttpRequest,
    form: forms.Form,
    finish: Callable[[forms.Form], str],
    context: dict[str, Any],
) -> HttpResponse:
    """Show the form of a signature, or sign and go back to the list."""
    if request.method == "POST" and form.is_valid():
        try:
            message = finish(form)
        except Refused as fault:
            form.add_error("groups" if "groups" in form.fields else None, fault.message)
        else:
            messages.success(request, message)
            return redirect("receivers:list")
    status = 422 if form.is_bound else 200
    context |= {"form": form}
    return render(request, "people/receivers/sign.html", context, status=status)
