"""``/pantau/mitra/``: partners, who reads for them, agreements, and the reports they got."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.oversight.forms.partners import AgreementForm, MembersForm, PartnerForm, ReportForm
from ruangaman.oversight.models import Agreement, Partner
from ruangaman.oversight.partner_parts import Part
from ruangaman.oversight.permissions import keeper_required, released_required
from ruangaman.oversight.selectors import partners as seen
from ruangaman.oversight.services import partners as written
from ruangaman.oversight.services.partner_reports import NotDue, report_make
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted
from ruangaman.people.models import Role, User
from ruangaman.people.permissions import holds_role

_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@released_required
def partners(request: HttpRequest) -> HttpResponse:
    """List the partners whose reports this person may read."""
    return _list(request, PartnerForm())


@require_POST
@keeper_required
def add(request: HttpRequest) -> HttpResponse:
    """Add a partner."""
    form = PartnerForm(request.POST)
    if form.is_valid():
        try:
            made = written.partner_add(name=form.cleaned_data["nama"], by=user_of(request))
        except written.PartnerKnown:
            form.add_error("nama", _("Mitra dengan nama ini sudah ada."))
        else:
            messages.success(request, _("Mitra ditambahkan. Catat perjanjiannya."))
            return redirect("oversight:partner", made.pk)
    return _list(request, form, status=422)


@require_safe
@released_required
def partner(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a partner: its agreements, and its reports."""
    return _page(request, _partner(request, pk))


@require_POST
@keeper_required
def members(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say which accounts read for a partner."""
    found = _partner(request, pk)
    form = MembersForm(request.POST, partner=found)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    written.members_set(partner=found, users=form.users, by=user_of(request))
    messages.success(request, _("Pembaca atas nama mitra disimpan."))
    return redirect("oversight:partner", found.pk)


@_forms
@keeper_required
def agreement_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note an agreement."""
    found = _partner(request, pk)
    form = AgreementForm(posted(request))
    if form.is_valid():
        written.agreement_add(partner=found, agreed=form.agreed, by=user_of(request))
        messages.success(request, _("Perjanjian dicatat."))
        return redirect("oversight:partner", found.pk)
    return _form(request, form, partner=found)


@_forms
@keeper_required
def agreement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct an agreement; the second of two editors sees what the first one wrote."""
    found = _agreement(pk)
    if found.ended_on:
        messages.error(request, _("Perjanjian ini sudah diakhiri dan tidak bisa diubah."))
        return redirect("oversight:partner", found.partner_id)
    form, other = AgreementForm(posted(request), agreement=found), None
    if form.is_valid():
        try:
            written.agreement_change(
                agreement=found, revision=form.revision, agreed=form.agreed, by=user_of(request)
            )
        except written.AgreementChanged as fault:
            other = fault.present
            given = request.POST.copy()
            given["versi"] = str(other.revision)
            form = AgreementForm(given, agreement=other)
        else:
            messages.success(request, _("Perjanjian diubah. Laporan yang sudah dibuat tetap."))
            return redirect("oversight:partner", found.partner_id)
    return _form(request, form, partner=found.partner, agreement=found, other=other)


@require_POST
@keeper_required
def agreement_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End an agreement today."""
    found = _agreement(pk)
    if written.agreement_end(agreement=found, day=timezone.localdate(), by=user_of(request)):
        messages.success(request, _("Perjanjian diakhiri. Hari ini hari terakhirnya."))
    return redirect("oversight:partner", found.partner_id)


@require_POST
@keeper_required
def report_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the report of a semester."""
    found = _agreement(pk)
    form = ReportForm(request.POST, agreement=found)
    if not form.is_valid():
        messages.error(request, _("Pilih semester yang sudah lewat dari perjanjian ini."))
        return redirect("oversight:partner", found.partner_id)
    try:
        made, new = report_make(agreement=found, semester=form.chosen, by=user_of(request))
    except NotDue as fault:
        raise Http404 from fault
    if new:
        messages.success(request, _("Laporan dibuat. Mitra bisa membacanya sekarang."))
    else:
        messages.success(request, _("Tidak ada yang berubah sejak laporan ini dibuat."))
    return redirect("oversight:partner_report", made.pk)


def _list(request: HttpRequest, form: PartnerForm, *, status: int = 200) -> HttpResponse:
    user = user_of(request)
    context = {"form": form, "partners": seen.partners_listed(user), "keeps": _keeps(user)}
    context["told"] = holds_role(user, [Role.PARTNER])
    return render(request, "oversight/partners.html", context, status=status)


def _page(
    request: HttpRequest, found: Partner, *, form: MembersForm | None = None, status: int = 200
) -> HttpResponse:
    keeps = _keeps(user_of(request))
    context: dict[str, Any] = {"partner": found, "keeps": keeps}
    context["agreements"] = [_row(one, keeps) for one in found.agreements.all()]
    context["reports"] = seen.reports_of(found)
    context["form"] = form or (MembersForm(partner=found) if keeps else None)
    return render(request, "oversight/partner.html", context, status=status)


def _row(one: Agreement, keeps: bool) -> dict[str, Any]:
    due = seen.semesters_due(one) if keeps else []
    form = ReportForm(agreement=one, auto_id=f"{one.pk}-%s") if due else None
    return {
        "agreement": one,
        "last": seen.last_of(one),
        "holds": seen.holds_now(one),
        "parts": [part.label for part in Part if part in one.parts],
        "form": form,
    }


def _form(request: HttpRequest, form: AgreementForm, **context: Any) -> HttpResponse:
    status = 409 if context.get("other") else 422 if form.is_bound else 200
    other = context.get("other")
    if other:
        context["other_parts"] = ", ".join(str(one.label) for one in Part if one in other.parts)
    return render(
        request, "oversight/agreement_form.html", {"form": form, **context}, status=status
    )


def _keeps(user: User) -> bool:
    return holds_role(user, [Role.COORDINATOR])


def _partner(request: HttpRequest, pk: uuid.UUID) -> Partner:
    """Return a partner whose reports this person may read; for others it is not there."""
    found = seen.partners_for(user_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _agreement(pk: uuid.UUID) -> Agreement:
    found = seen.agreement_one(pk)
    if found is None:
        raise Http404
    return found
