"""``/kebijakan/aksi/provinsi/<tahun>/usul/``: what the province lacks, taken up or set aside."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.policy.forms.actions import DismissForm
from ruangaman.policy.permissions import keeper_required
from ruangaman.policy.selectors.documents import PROVINCE_SLUG
from ruangaman.policy.selectors.province_gaps import province_proposal
from ruangaman.policy.services import proposals as services
from ruangaman.policy.views.assessments import YEARS
from ruangaman.policy.views.plans import plan_shown


@require_POST
@keeper_required
def take(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Take a proposal into the plan with one press."""

    def do() -> str:
        services.proposal_take(year=year, key=key, by=user_of(request))
        return _("Masuk ke rencana provinsi. Buka tindakannya untuk mengubah siapa dan kapan.")

    return _stepped(request, year, do)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def dismiss(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Ask why a proposal is not taken up."""
    form = DismissForm(posted(request))

    def do() -> str:
        reason = form.cleaned_data["alasan"]
        services.proposal_dismiss(year=year, key=key, reason=reason, by=user_of(request))
        return _("Usulan diabaikan. Alasannya tampil di bawah rencana.")

    if form.is_valid():
        return _stepped(request, year, do)
    proposal = province_proposal(year, key)
    if proposal is None:
        raise Http404
    context = {"form": form, "proposal": proposal, "year": str(year), "place": PROVINCE_SLUG}
    status = 422 if form.is_bound else 200
    return render(request, "policy/proposal_dismiss.html", context, status=status)


@require_POST
@keeper_required
def restore(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Propose again what was set aside."""

    def do() -> str:
        services.proposal_restore(year=year, key=key, by=user_of(request))
        return _("Usulan tampil lagi.")

    return _stepped(request, year, do)


def _stepped(request: HttpRequest, year: int, do: Callable[[], str]) -> HttpResponse:
    """Take a step and go back to the plan; where it cannot be taken, say so above the plan."""
    if year not in YEARS:
        raise Http404
    try:
        messages.success(request, do())
    except Refused as refused:
        messages.error(request, str(refused.message))
        return plan_shown(request, PROVINCE_SLUG, year, status=409)
    return redirect("policy:plan", PROVINCE_SLUG, year)
