"""``/kebijakan/aksi/satu/<id>/``: one action, and what can be done with it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.people.access import user_of
from ruangaman.people.forms import posted
from ruangaman.policy.action_words import state_words
from ruangaman.policy.forms.actions import CarryForm, DoneForm, DropForm, PlanForm, initial_of
from ruangaman.policy.forms.assessments import SeenForm
from ruangaman.policy.models import Action, Evidence
from ruangaman.policy.permissions import may_write, unit_required
from ruangaman.policy.selectors import actions as seen
from ruangaman.policy.selectors.assessments import assessment_page
from ruangaman.policy.selectors.evidence import evidence_of
from ruangaman.policy.selectors.lineage import unit_of_year
from ruangaman.policy.services import actions as services

MOST_TYPED = 2000
_TEXTS = ("apa", "siapa", "catatan", "alasan")
_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@unit_required
def action(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one action, where it came from, and where it went on."""
    one = seen.action_seen(user_of(request), pk)
    page = assessment_page(one.unit_code, one.year) if one.view else None
    line = seen.lines_of([one], page)[0]
    context = {
        "line": line,
        "files": evidence_of(Evidence.About.ACTION, [one.pk])[one.pk],
        "proves": may_write(user_of(request), one.unit_code)
        and one.state in (Action.State.OPEN, Action.State.DONE),
        "action": one,
        "state": state_words(line),
        "unit": unit_of_year(one.unit_code, one.year),
        "writes": seen.may_plan(user_of(request), one.unit_code),
        "is_open": one.state == Action.State.OPEN,
        "closed": one.state in (Action.State.DONE, Action.State.DROPPED),
        "next_year": str(seen.carry_year(one)),
    }
    return render(request, "policy/action.html", context)


@_forms
@unit_required
def change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change what is planned."""
    one = seen.action_kept(user_of(request), pk)
    form = PlanForm(posted(request), initial=initial_of(one))
    return _asked(
        request,
        one,
        form,
        "ubah",
        lambda: services.action_change(
            action=one, version=form.version, plan=form.plan(), by=user_of(request)
        ),
    )


@_forms
@unit_required
def done(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that it is done."""
    one = seen.action_kept(user_of(request), pk)
    initial = {"versi": one.revision, "hari": timezone.localdate()}
    form = DoneForm(posted(request), initial=initial)
    return _asked(
        request,
        one,
        form,
        "selesai",
        lambda: services.action_done(
            action=one,
            version=form.version,
            day=form.cleaned_data["hari"],
            note=form.cleaned_data["catatan"],
            by=user_of(request),
        ),
    )


@_forms
@unit_required
def drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that it will not be done."""
    one = seen.action_kept(user_of(request), pk)
    form = DropForm(posted(request), initial={"versi": one.revision})
    return _asked(
        request,
        one,
        form,
        "henti",
        lambda: services.action_drop(
            action=one,
            version=form.version,
            reason=form.cleaned_data["alasan"],
            by=user_of(request),
        ),
    )


@_forms
@unit_required
def carry(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Carry it into the plan of a later year."""
    one = seen.action_kept(user_of(request), pk)
    units = seen.heirs_today(one.unit_code)
    if not units:
        messages.error(request, _("Tidak ada unit yang melanjutkan. Hentikan dengan alasan."))
        return redirect("policy:action", pk)
    initial = {"versi": one.revision, "apa": one.what, "siapa": one.who}
    form = CarryForm(posted(request), initial=initial, units=units)
    return _asked(
        request,
        one,
        form,
        "lanjut",
        lambda: services.action_carry(
            action=one,
            version=form.version,
            code=form.code,
            plan=form.plan(one.view, one.standard),
            by=user_of(request),
        ),
    )


@require_POST
@unit_required
def reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open again what was done or dropped by mistake."""
    one, form = seen.action_kept(user_of(request), pk), SeenForm(request.POST)
    if form.is_valid():
        try:
            services.action_reopen(action=one, version=form.version, by=user_of(request))
        except services.ActionChanged:
            messages.error(request, _("Tindakan ini baru saja diubah orang lain. Lihat dulu."))
        else:
            messages.success(request, _("Dibuka lagi."))
    return redirect("policy:action", pk)


def _asked(
    request: HttpRequest, one: Action, form: Any, step: str, act: Callable[[], object]
) -> HttpResponse:
    """Show a step's form, and do it; the second of two people sees what the first one did."""
    other, status = None, 422 if form.is_bound else 200
    if form.is_valid():
        try:
            act()
        except services.ActionChanged as fault:
            other, status = fault.action, 409
            form.data = {**request.POST.dict(), "versi": fault.action.revision}
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("policy:action", one.pk)
    shown = other or one
    line = seen.lines_of([shown])[0]
    context = {
        "action": shown,
        "form": form,
        "step": step,
        "other": other,
        "typed": [request.POST.get(name, "")[:MOST_TYPED] for name in _TEXTS] if other else [],
        "state": state_words(line),
        "is_open": shown.state == Action.State.OPEN,
        "next_year": str(seen.carry_year(shown)),
    }
    return render(request, "policy/action_step.html", context, status=status)
