"""``…/periksa/``: the coordinator verifies a self-assessment, or gives it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.policy.assessment_words import capacity_sentence, thresholds_told
from ruangaman.policy.forms.assessments import VerifyForm
from ruangaman.policy.models import Assessment
from ruangaman.policy.permissions import keeper_required
from ruangaman.policy.selectors.assessments import OPEN, may_verify
from ruangaman.policy.services.verifying import assessment_return, assessment_verify
from ruangaman.policy.views.assessments import files_of, page_of

RETURN = "kembalikan"


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def verify(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Look at every answer and its evidence; verify, or return with reasons."""
    page = page_of(request, code, year)
    mine = page.assessment
    if not may_verify(user_of(request), code):
        raise PermissionDenied
    closed = mine is None or mine.state in OPEN
    if mine is None or (closed and request.method != "POST"):
        messages.error(request, _("Penilaian ini belum dikirim, atau sedang diperbaiki unitnya."))
        return redirect("policy:assessment", code, year)
    initial = {"versi": mine.revision, "alasan": mine.reason}
    form = VerifyForm(posted(request), lines=page.lines, initial=initial)
    if form.is_valid() and _done(request, mine, form):
        return redirect("policy:assessment", code, year)
    context = {
        "page": page,
        "form": form,
        "rows": form.rows(files_of(page.lines)),
        "verified": mine.state == Assessment.State.VERIFIED,
        "capacity": capacity_sentence(page),
        "thresholds": thresholds_told(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "policy/assessment_verify.html", context, status=status)


def _done(request: HttpRequest, mine: Assessment, form: VerifyForm) -> bool:
    user, returns = user_of(request), request.POST.get("langkah") == RETURN
    reason = form.cleaned_data["alasan"]
    if returns and not reason:
        form.add_error("alasan", _("Tulis apa yang perlu diperbaiki."))
        return False
    try:
        if returns:
            assessment_return(
                assessment=mine,
                version=form.version,
                reason=reason,
                findings=form.findings,
                by=user,
            )
        else:
            assessment_verify(
                assessment=mine, version=form.version, findings=form.findings, by=user
            )
    except Refused as refused:
        form.add_error(None, refused.message)
        mine.refresh_from_db()
        form.data = {**request.POST.dict(), "versi": mine.revision}
        return False
    done = _("Dikembalikan ke unit.") if returns else _("Diverifikasi. Unit melihat hasilnya.")
    messages.success(request, done)
    return True
