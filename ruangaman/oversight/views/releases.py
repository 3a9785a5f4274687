"""``/pantau/rilis/``: the publication gate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.oversight import gate_words as words
from ruangaman.oversight.forms.releases import (
    DiscardForm,
    GateForm,
    GiveForm,
    ProposeForm,
    ReleaseForm,
    ReturnForm,
)
from ruangaman.oversight.models import Draft
from ruangaman.oversight.permissions import (
    WATCHES,
    gate_required,
    holder_required,
    keeper_required,
    releaser_required,
)
from ruangaman.oversight.released_tables import few_shown, tables_shown
from ruangaman.oversight.released_values import values_shown
from ruangaman.oversight.selectors.drafts import Standing, holders_of, standing_of, standings
from ruangaman.oversight.selectors.releases import document, genuine
from ruangaman.oversight.services.gate import (
    draft_discard,
    draft_propose,
    draft_release,
    draft_return,
)
from ruangaman.oversight.services.opening import WrongPaper, half_give
from ruangaman.oversight.services.turns import Changed
from ruangaman.people.access import reader_of, reader_required, user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import Role
from ruangaman.people.permissions import roles_of

LOOK_AGAIN = 2
"""Seconds after which the page of a semester that is being counted is asked for again."""

_steps = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@gate_required
def releases(request: HttpRequest) -> HttpResponse:
    """Show the semesters; to a partner only released ones."""
    inside = _inside(request)
    rows = [one for one in standings() if inside or one.release]
    return render(request, "oversight/releases.html", {"rows": rows, "inside": inside})


@require_safe
@gate_required
def release(request: HttpRequest, semester: str) -> HttpResponse:
    """Show one semester: what was released, or how far it is."""
    standing = _standing(semester)
    if standing.release is None and not _inside(request):
        raise Http404
    roles = roles_of(user_of(request))
    holders = holders_of(standing, user_of(request))
    context = {
        "one": standing,
        "holders": holders,
        "mine": next((one for one in holders if one.mine), None),
        "holds": Role.STATISTICS in roles,
        "keeps": Role.COORDINATOR in roles,
        "releases": Role.HEAD_OF_DINAS in roles,
        "watches": bool(roles & set(WATCHES)),
        "own": bool(standing.draft and standing.draft.proposed_by == user_of(request)),
        **(_figures(standing) if standing.release or roles & set(WATCHES) else {}),
    }
    answer = render(request, "oversight/release.html", context)
    if standing.working:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


@sensitive_post_parameters()
@_steps
@holder_required
@reader_required
def release_half(request: HttpRequest, semester: str) -> HttpResponse:
    """Give one's half of the statistics key, with the vault open."""
    standing = _standing(semester)
    if shut := _shut(request, standing, words.GIVE):
        return shut
    form, status = GiveForm(posted(request)), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                if _given(request, standing, form):
                    return redirect("oversight:release", semester)
            except Changed as fault:
                if shut := _shut(request, _standing(semester), words.GIVE):
                    return shut
                form.add_error(None, str(fault.message))
                status = 409
    context = {"form": form, "one": standing}
    return render(request, "oversight/release_half.html", context, status=status)


@_steps
@keeper_required
def release_propose(request: HttpRequest, semester: str) -> HttpResponse:
    """Propose what was counted."""
    said = _("Rilis ini diusulkan. Sekarang kepala Dinas membaca dan merilisnya.")
    return _step(request, semester, words.PROPOSE, said)


@_steps
@keeper_required
def release_discard(request: HttpRequest, semester: str) -> HttpResponse:
    """Throw a draft away."""
    said = _("Rancangan dibuang. Pemegang kunci dapat membuka semester ini lagi.")
    return _step(request, semester, words.DISCARD, said)


@_steps
@releaser_required
def release_return(request: HttpRequest, semester: str) -> HttpResponse:
    """Give a proposal back."""
    return _step(request, semester, words.RETURN, _("Usulan dikembalikan kepada koordinator."))


@_steps
@releaser_required
def release_publish(request: HttpRequest, semester: str) -> HttpResponse:
    """Release a proposal."""
    return _step(request, semester, words.PUBLISH, _("Angka semester ini dirilis."))


def _given(request: HttpRequest, standing: Standing, form: GiveForm) -> bool:
    try:
        both = half_give(
            reader=reader_of(request), semester=standing.semester, older=form.cleaned_data["lama"]
        )
    except WrongPaper as fault:
        form.add_error("lama", str(fault.message))
        return False
    except Changed:
        raise
    except Refused as fault:
        form.add_error(None, str(fault.message))
        return False
    said = _("Bagian Anda sudah diberikan. Sekarang pemegang yang lain.")
    messages.success(request, _("Kedua bagian ada. Penghitungan dimulai.") if both else said)
    return True


class _Step(NamedTuple):
    form: type[GateForm]
    do: Callable[..., Any]
    template: str


_STEPS = {
    words.PROPOSE: _Step(ProposeForm, draft_propose, "oversight/propose.html"),
    words.DISCARD: _Step(DiscardForm, draft_discard, "oversight/discard.html"),
    words.RETURN: _Step(ReturnForm, draft_return, "oversight/give_back.html"),
    words.PUBLISH: _Step(ReleaseForm, draft_release, "oversight/publish.html"),
}


def _step(request: HttpRequest, semester: str, name: str, said: str) -> HttpResponse:
    """Take a step, or show its page again with what is wrong; 409 where it cannot be taken now."""
    standing, step = _standing(semester), _STEPS[name]
    draft = standing.draft
    shut = _shut(request, standing, name)
    if shut or draft is None:
        return shut or redirect("oversight:release", semester)
    form, status = step.form(posted(request), initial={"revisi": draft.revision}), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                step.do(draft=draft, by=user_of(request), revision=form.revision)
            except Changed as fault:
                standing, status = _standing(semester), 409
                if shut := _shut(request, standing, name):
                    return shut
                form = _anew(request, step.form, draft, fault)
            except Refused as fault:
                form.add_error(None, str(fault.message))
            else:
                messages.success(request, said)
                return redirect("oversight:release", semester)
    context = {"form": form, "one": standing, **_figures(standing)}
    return render(request, step.template, context, status=status)


def _shut(request: HttpRequest, standing: Standing, name: str) -> HttpResponse | None:
    """Return the page that says why a step cannot be taken, and what comes next; or None."""
    closed = words.closed(standing, name, user_of(request))
    if closed is None:
        return None
    context = {"one": standing, "closed": closed, "missed": request.method == "POST"}
    return render(request, "oversight/gate_closed.html", context, status=409)


def _anew(request: HttpRequest, kind: type[GateForm], draft: Draft, fault: Changed) -> GateForm:
    """Return the form as it was sent, over the revision of now."""
    now = Draft.objects.filter(pk=draft.pk).first()
    data = request.POST.copy()
    data["revisi"] = str(now.revision if now else draft.revision)
    again = kind(data)
    again.is_valid()
    again.add_error(None, str(fault.message))
    return again


def _figures(standing: Standing) -> dict[str, Any]:
    """Return the tables of a release or of a draft that is as the worker wrote it."""
    if standing.release:
        body = document(standing.release)
        found = {"genuine": genuine(standing.release), "report": standing.release.report}
    elif standing.sound and standing.draft:
        body, found = standing.draft.document, {"report": standing.draft.report}
    else:
        return {}
    values = values_shown(body) if body["tables"] else []
    return {"tables": tables_shown(body), "few": few_shown(body), "values": values, **found}


def _standing(semester: str) -> Standing:
    found = standing_of(semester)
    if found is None:
        raise Http404
    return found


def _inside(request: HttpRequest) -> bool:
    """Say whether this person takes part in the gate, and is more than a reader of releases."""
    return bool(roles_of(user_of(request)) & {*WATCHES, Role.STATISTICS})
