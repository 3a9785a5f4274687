"""Whom a draft names, and their declarations: on paper, or each with her own account."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.documents.pdf import pdf_render
from ruangaman.network.forms.decrees import DeclarationForm, DutyForm, PaperForm, PersonForm
from ruangaman.network.models import Appointment, Decree
from ruangaman.network.permissions import coordinator_required
from ruangaman.network.selectors.declarations import declaration_paper_data, own_away, own_lines
from ruangaman.network.selectors.people_of_unit import people_to_choose
from ruangaman.network.services import appointments as services
from ruangaman.network.services.decree_changes import Changed
from ruangaman.network.views.decree_files import attached
from ruangaman.network.views.decrees import decree_of, shown
from ruangaman.network.views.people import add_address
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@coordinator_required
def person_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name somebody of the unit."""
    mine = decree_of(request, pk)
    sought, searches = request.POST.get("cari", "")[:100], "cari_orang" in request.POST
    people = people_to_choose(mine, sought)
    given = None if searches else posted(request)
    form = PersonForm(given, people=people, initial={"versi": mine.version})
    if form.is_valid():
        chosen = next(one for one, _job in people if str(one.pk) == form.cleaned_data["orang"])
        try:
            services.appointment_add(
                decree=mine,
                version=form.version,
                person=chosen,
                duty=form.duty,
                by=user_of(request),
            )
        except Changed as fault:
            form = PersonForm(_newer(form, fault.decree), people=people)
            form.add_error(None, changed_words())
        except Refused as fault:
            form.add_error("orang", fault.message)
        else:
            messages.success(request, _("%(name)s ditambahkan.") % {"name": chosen.name})
            return redirect("network:decree", pk)
    context = {"form": form, "decree": mine, "people": people, "sought": sought}
    context["record"] = add_address(mine.unit_code, mine)
    context["named"] = mine.appointments.exists()
    return render(
        request, "network/decree_person_add.html", context, status=422 if form.is_bound else 200
    )


@_forms
@coordinator_required
def person_change(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Change as what somebody is named."""
    mine = decree_of(request, pk)
    one = _line(mine, line)
    initial = {"versi": mine.version, "peran": one.role, "tempat": one.site}
    initial |= {"giliran": one.shift, "rangkap": one.elsewhere}
    form = DutyForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            services.appointment_change(
                appointment=one, version=form.version, duty=form.duty, by=user_of(request)
            )
        except Changed as fault:
            form = DutyForm(_newer(form, fault.decree))
            form.add_error(None, changed_words())
        except Refused as fault:
            form.add_error("peran", fault.message)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("network:decree", pk)
    context = {"form": form, "decree": mine, "line": one}
    return render(
        request, "network/decree_person.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@coordinator_required
def person_remove(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Take somebody out of the draft."""
    mine = decree_of(request, pk)
    one = _line(mine, line)
    try:
        version = int(request.POST.get("versi", "0")[:10] or 0)
        services.appointment_remove(appointment=one, version=version, by=user_of(request))
    except (Changed, ValueError):
        return shown(request, decree_of(request, pk), failed=changed_words(), status=409)
    except Refused as fault:
        return shown(request, mine, failed=fault.message, status=422)
    messages.success(request, _("%(name)s dikeluarkan dari usulan.") % {"name": one.person.name})
    return redirect("network:decree", pk)


@_forms
@coordinator_required
def declaration(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Note a declaration that was signed on paper."""
    mine = decree_of(request, pk)
    one = _line(mine, line)
    form = PaperForm(posted(request))
    if form.is_valid():
        try:
            services.declaration_note(
                appointment=one,
                answers=form.answers,
                signed_on=form.cleaned_data["tanggal"],
                by=user_of(request),
            )
        except Refused as fault:
            form.add_error("tanggal", fault.message)
        else:
            messages.success(request, _("Pernyataan dicatat."))
            return redirect("network:decree", pk)
    context = {"form": form, "decree": mine, "line": one}
    return render(
        request, "network/decree_declaration.html", context, status=422 if form.is_bound else 200
    )


@require_safe
@coordinator_required
def declaration_paper(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Give the form of a declaration, to print and sign."""
    one = _line(decree_of(request, pk), line)
    data = declaration_paper_data(one, get_language() or "id")
    return attached(pdf_render("declaration", data), "application/pdf", "pernyataan.pdf")


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Show somebody where she is named, and let her declare."""
    return _own(request)


@_forms
@login_required
def own_answer(request: HttpRequest, line: uuid.UUID) -> HttpResponse:
    """Take a declaration; whoever is not named there finds nothing."""
    if request.method != "POST":
        return redirect("network:own_declarations")
    user = user_of(request)
    if not Appointment.objects.filter(pk=line, person__user=user).exists():
        raise Http404
    form = DeclarationForm(request.POST, auto_id=f"{line.hex}-%s")
    if form.is_valid():
        try:
            services.declaration_make(appointment_id=line, answers=form.answers, by=user)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, _("Pernyataan Anda disimpan. Terima kasih."))
            return redirect("network:own_declarations")
    return _own(request, {line: form})


def _own(
    request: HttpRequest, bound: Mapping[uuid.UUID, DeclarationForm] | None = None
) -> HttpResponse:
    bound = bound or {}
    rows = []
    for one in own_lines(user_of(request)):
        pk = one.appointment.pk
        form = bound.get(pk) or DeclarationForm(auto_id=f"{pk.hex}-%s")
        rows.append({"line": one, "form": form if one.asks else None})
    context: dict[str, Any] = {"rows": rows, "forms": list(bound.values())}
    context |= own_away(user_of(request))
    return render(request, "network/own_declarations.html", context, status=422 if bound else 200)


def _line(mine: Decree, line: uuid.UUID) -> Appointment:
    return get_object_or_404(
        Appointment.objects.select_related("person", "decree"), pk=line, decree=mine
    )


def _newer(form: DutyForm, decree: Decree) -> Any:
    data = dict(form.data.items())
    data["versi"] = str(decree.version)
    return data


def changed_words() -> str:
    """Say that somebody else was quicker."""
    return _(
        "SK ini baru saja diubah orang lain. Yang Anda isi masih ada; periksa, lalu simpan lagi."
    )
