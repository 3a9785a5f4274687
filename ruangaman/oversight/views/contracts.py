"""``/pantau/indikator/kontrak/``: samples of contracts, for indicator P3."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.oversight.forms.contracts import ContractForm
from ruangaman.oversight.models import ContractCheck
from ruangaman.oversight.permissions import keeper_required
from ruangaman.oversight.services.contracts import contract_check_note, contract_check_withdraw
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted

_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def contracts(request: HttpRequest) -> HttpResponse:
    """Note a sample, or withdraw one; a page sent twice counts once."""
    if "tarik" in request.POST:
        return _withdrawn(request, request.POST["tarik"])
    form = ContractForm(posted(request))
    if form.is_valid():
        contract_check_note(found=form.found, once=form.once, by=user_of(request))
        messages.success(request, _("Tercatat. Angka P3 dihitung malam ini."))
        return redirect("oversight:contracts")
    context = {
        "form": form,
        "checks": ContractCheck.objects.order_by("withdrawn", "-day", "pk")[:_SHOWN],
    }
    status = 422 if form.is_bound else 200
    return render(request, "oversight/contracts.html", context, status=status)


def _withdrawn(request: HttpRequest, typed: str) -> HttpResponse:
    try:
        pk = uuid.UUID(typed[:36])
    except ValueError:
        raise Http404 from None
    if contract_check_withdraw(pk=pk, by=user_of(request)):
        messages.success(request, _("Ditarik. Pemeriksaan itu tidak dihitung lagi."))
    return redirect("oversight:contracts")
