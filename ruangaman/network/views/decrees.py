"""``/jejaring/sk/``: the list of decrees, one decree, and its draft."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.rules import RuleMissing, rule, shifted, weak
from ruangaman.network.forms.decrees import FilterForm, TermsForm
from ruangaman.network.forms.finder import UnitSearch
from ruangaman.network.models import Decree, Unit
from ruangaman.network.permissions import coordinator_required, is_coordinator, network_required
from ruangaman.network.private import private_open
from ruangaman.network.selectors.decree_page import decree_page
from ruangaman.network.selectors.decree_paper import default_title, nip_words
from ruangaman.network.selectors.decrees import (
    DecreeNotFound,
    decree_rows,
    decree_seen,
    decrees_found,
    steps_of,
    unit_names,
)
from ruangaman.network.selectors.units import unit_by_code, unit_search
from ruangaman.network.services import decrees as services
from ruangaman.network.services.decree_changes import Changed
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted

PAGE_SIZE, MOST_UNITS = 25, 20
TERM = "appointment_term"
_forms = require_http_methods(["GET", "HEAD", "POST"])


def decree_of(request: HttpRequest, pk: uuid.UUID) -> Decree:
    """Return a decree this person may see; for all others there is none (404)."""
    try:
        return decree_seen(user_of(request), pk)
    except DecreeNotFound as missing:
        raise Http404 from missing


@require_safe
@network_required
def decree_list(request: HttpRequest) -> HttpResponse:
    """List decrees by state, unit, and what waits for me."""
    user, form = user_of(request), FilterForm(request.GET)
    valid = form.is_valid()
    state, unit = (form.cleaned_data.get(name, "") for name in ("keadaan", "unit"))
    waiting = state == "menunggu"
    found = decrees_found(user, standing="" if waiting else state, unit=unit, waiting=waiting)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": decree_rows(page.object_list),
        "searched": bool(state or unit),
        "keeps": is_coordinator(user),
    }
    return render(request, "network/decrees.html", context, status=200 if valid else 422)


@_forms
@coordinator_required
def decree_new(request: HttpRequest) -> HttpResponse:
    """Choose a unit, then begin the draft of its decree."""
    unit = unit_by_code(request.GET.get("unit", ""))
    if unit is None:
        return _choose_unit(request)
    form = TermsForm(posted(request), initial=_proposed(unit))
    if form.is_valid():
        made = services.decree_create(unit=unit, terms=form.terms, by=user_of(request))
        messages.success(request, _("Draf disimpan. Sekarang pilih orangnya."))
        return redirect("network:decree", made.pk)
    held = decrees_found(user_of(request), standing=Decree.State.ISSUED).filter(unit_code=unit.code)
    context = {"form": form, "unit": unit, "held": held.first(), **_term()}
    return render(request, "network/decree_new.html", context, status=422 if form.is_bound else 200)


@require_safe
@network_required
def decree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a decree: its people, what stands against it, its files and its history."""
    return shown(request, decree_of(request, pk))


@_forms
@coordinator_required
def decree_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a draft; the second of two editors sees what the first one wrote."""
    mine = decree_of(request, pk)
    form = TermsForm(posted(request), initial=_typed(mine))
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            services.decree_edit(
                decree=mine, version=form.version, terms=form.terms, by=user_of(request)
            )
        except Changed as fault:
            mine, context = fault.decree, changed(fault.decree, form)
            form = context["form"]
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("network:decree", pk)
    unit = unit_names([mine.unit_code]).get(mine.unit_code, mine.unit_code)
    context = {"form": form, "decree": mine, "unit": unit, **context}
    status = 409 if "before" in context else 422 if form.is_bound else 200
    return render(request, "network/decree_edit.html", context, status=status)


def shown(request: HttpRequest, mine: Decree, **context: Any) -> HttpResponse:
    """Return the page of a decree, with what went wrong in ``failed``."""
    page = decree_page(user_of(request), mine)
    status = context.pop("status", 200)
    context = {"page": page, "keeps": is_coordinator(user_of(request)), **context}
    return render(request, "network/decree.html", context, status=status)


def changed(mine: Decree, form: TermsForm) -> dict[str, Any]:
    """Return the form as it was typed over the newest version, and where the two differ."""
    now, data = _typed(mine), dict(form.data.items())
    data["versi"] = str(mine.version)
    again = TermsForm(data)
    again.is_valid()
    differing = [
        {"label": again[name].label, "now": _words(now[name]), "typed": again[name].value()}
        for name in again.cleaned_data
        if name != "versi" and again.cleaned_data[name] != now[name]
    ]
    return {"form": again, "before": differing, "last": steps_of(mine).first()}


def _choose_unit(request: HttpRequest) -> HttpResponse:
    asked = "cari" in request.GET
    form = UnitSearch(request.GET if asked else None)
    units = unit_search(form.cleaned_data["cari"], limit=MOST_UNITS) if form.is_valid() else []
    context = {"form": form, "units": units, "asked": asked}
    status = 422 if asked and form.errors else 200
    return render(request, "network/decree_unit.html", context, status=status)


def _proposed(unit: Unit) -> dict[str, Any]:
    """Return what a new draft proposes; the term is a rule value of the pack."""
    today = timezone.localdate()
    ends = None
    try:
        later = shifted(today, rule(TERM))
    except RuleMissing:
        later = None
    if later:
        ends = later - dt.timedelta(days=1)
    head = f"Kepala {unit.name}" if unit.kind in ("dinas", "badan", "biro") else ""
    return {
        "versi": 1,
        "judul": default_title(unit.name),
        "wewenang": Decree.Authority.HEAD,
        "jabatan": head,
        "mulai": today,
        "sampai": ends,
    }


def _term() -> dict[str, Any]:
    try:
        value = rule(TERM)
    except RuleMissing:
        return {}
    return {"term": value, "term_weak": weak(value)}


def _typed(mine: Decree) -> dict[str, Any]:
    nip = private_open(mine.official_nip, owner=mine.pk, field=services.NIP)
    return {
        "versi": mine.version,
        "judul": mine.title,
        "wewenang": mine.authority,
        "jabatan": mine.official_title,
        "pejabat": mine.official_name,
        "nip": nip,
        "mulai": mine.starts,
        "sampai": mine.ends,
        "perhatikan": mine.noted,
        "anggaran": mine.budget,
    }


def _words(value: Any) -> str:
    if value in Decree.Authority.values:
        return str(Decree.Authority(value).label)
    return nip_words(str(value or ""))
