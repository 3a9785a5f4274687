"""``/kasus/penghapusan/``: dispose of reports, hold them; always two people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.casework.forms import HoldForm
from ruangaman.casework.permissions import endings_required
from ruangaman.casework.selectors.endings import ending_case, ending_lines
from ruangaman.lib.clocks import months_later
from ruangaman.people.access import reader_of, user_of
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.ending import Actor, actor_for, ending_box, ending_report
from ruangaman.reporting.services import ending as services
from ruangaman.reporting.services.ending import NotDisposable
from ruangaman.reporting.services.holds import hold_lift, hold_place
from ruangaman.reporting.services.refusals import case_refused

WHY_NOT: dict[str, Any] = {
    NotDisposable.HELD: gettext_lazy("Laporan ini ditahan dari penghapusan."),
    NotDisposable.EARLY: gettext_lazy("Waktu simpannya belum habis."),
    NotDisposable.SAME: gettext_lazy("Orang kedua harus orang lain, bukan Anda."),
    NotDisposable.CHANGED: gettext_lazy("Keadaan sudah berubah. Ini yang terbaru."),
}


@require_safe
@endings_required
def endings(request: HttpRequest) -> HttpResponse:
    """List what is to be disposed of, or held."""
    return render(request, "casework/endings.html", {"lines": ending_lines(actor=_actor(request))})


@require_safe
@endings_required
def ending(request: HttpRequest, number: str) -> HttpResponse:
    """Show what may be done about the end of one report."""
    actor = _actor(request)
    case = ending_case(_report(actor, number), actor=actor)
    return render(request, "casework/ending.html", {"case": case})


@require_POST
@endings_required
def step(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Do one step and say what it did."""
    actor = _actor(request)
    report = _report(actor, number)
    try:
        done = STEPS[name](actor, report)
    except NotDisposable as fault:
        messages.error(request, str(WHY_NOT[fault.why]))
        return redirect("cases:ending", number)
    messages.success(request, done)
    gone = name == "setuju" or not _knows(actor, number)
    return redirect("cases:endings") if gone else redirect("cases:ending", number)


@require_http_methods(["GET", "HEAD", "POST"])
@endings_required
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why and for how long, then hold."""
    actor = _actor(request)
    report, reader = _report(actor, number), reader_of(request)
    form = HoldForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "number": number}
        status = 422 if form.is_bound else 200
        return render(request, "casework/hold.html", context, status=status)
    try:
        hold_place(
            actor=actor,
            reader=reader,
            report=report,
            box=ending_box(reader=reader, report=report),
            until=months_later(timezone.localdate(), int(form.cleaned_data["lama"])),
            reason=form.cleaned_data["alasan"],
        )
    except NotDisposable as fault:
        messages.error(request, str(WHY_NOT[fault.why]))
    else:
        messages.success(request, _("Ditahan. Pelapor melihatnya di kotak pesannya."))
    return redirect("cases:ending", number)


def _actor(request: HttpRequest) -> Actor:
    reader = getattr(request, "reader", None)
    return actor_for(user_id=user_of(request).pk, reader=reader)


def _report(actor: Actor, number: str) -> Report:
    """Return the report, or 404 and an event: unknown and not hers to know of look alike."""
    try:
        return ending_report(actor=actor, number=number)
    except ReportNotFound as missing:
        case_refused(actor=actor.user_id, number=number)
        raise Http404 from missing


def _knows(actor: Actor, number: str) -> bool:
    try:
        ending_report(actor=actor, number=number)
    except ReportNotFound:
        return False
    return True


def _propose(actor: Actor, report: Report) -> str:
    services.ending_propose(actor=actor, report=report)
    return _("Diusulkan. Orang kedua harus menyetujui.")


def _confirm(actor: Actor, report: Report) -> str:
    services.ending_confirm(actor=actor, report=report)
    return _("%(number)s sudah dihapus. Tidak ada yang dapat membukanya lagi.") % {
        "number": report.number
    }


def _refuse(actor: Actor, report: Report) -> str:
    services.ending_refuse(actor=actor, report=report)
    return _("Usul dibatalkan. Laporan tetap disimpan.")


def _lift(actor: Actor, report: Report) -> str:
    if hold_lift(actor=actor, report=report):
        return _("Penahanan dilepas.")
    return _("Tercatat. Orang kedua harus ikut melepas.")


STEPS: dict[str, Callable[[Actor, Report], str]] = {
    "usul": _propose,
    "setuju": _confirm,
    "batal": _refuse,
    "lepas": _lift,
}
