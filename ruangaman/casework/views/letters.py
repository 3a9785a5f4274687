"""The letter of a referral. Its code travels sealed in the page that made it, nowhere else."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.casework.held import Case
from ruangaman.casework.letters import letter_pdf
from ruangaman.casework.permissions import case_role_required
from ruangaman.casework.sections.referral_forms import LetterForm
from ruangaman.casework.sections.referrals import REFERRALS, about
from ruangaman.casework.views.sections import (
    Result,
    section_found,
    section_locked,
    section_page,
    section_sheet,
)
from ruangaman.core.carry import carrier
from ruangaman.lib.carry import CarryError
from ruangaman.lib.sealing import SealError
from ruangaman.reporting.selectors.letters import referrals_read
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.records import Overtaken
from ruangaman.reporting.services.referrals import Made, letter_make

FIELD = "surat"


@require_http_methods(["GET", "HEAD", "POST"])
@case_role_required
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """Make a letter, or give the one that the page carries."""
    if request.method != "POST":
        return redirect("cases:detail", number)
    if getattr(request, "reader", None) is None:
        return section_locked(request)
    case, _section = section_found(request, number, REFERRALS.slug)
    if FIELD in request.POST:
        return _given(request, case)
    return _made(request, case)


def _made(request: HttpRequest, case: Case) -> HttpResponse:
    form, status, carried = LetterForm(request.POST), 409, ""
    try:
        if form.is_valid():
            item = form.cleaned_data["butir"]
            made = letter_make(**about(case), thing=form.thing, item_id=item, seen=form.seen)
            carried, failed, status = _sealed(case, made), "", 200
        else:
            failed, status = _("Formulir ini tidak lengkap. Kirim sekali lagi."), 422
    except Overtaken:
        failed = _("Orang lain baru saja mengubah hal ini. Baca yang terbaru, lalu kirim lagi.")
    except (NotAllowed, SealError):
        failed = _("Surat tidak dibuat: izinnya tidak ada, atau keadaan kasus ini sudah berubah.")
    except DatabaseError:
        failed, status = _("Belum tersimpan karena gangguan. Tekan sekali lagi."), 503
    return _page(request, case, Result(failed=failed, status=status), carried)


def _given(request: HttpRequest, case: Case) -> HttpResponse:
    """Give the letter; only while her consent stands."""
    try:
        text = carrier().open(request.POST[FIELD], step=_step(case), now=timezone.now())
        code, thing, until = json.loads(text)
    except CarryError:
        failed = _("Surat ini tidak dapat diunduh lagi. Buat surat baru.")
        return _page(request, case, Result(failed=failed, status=409))
    sheet = section_sheet(request, case, REFERRALS)
    found = referrals_read(case.report, case.box, sheet.items[REFERRALS.part])
    mine = next((one for one in found if str(one.thing) == thing and one.allowed), None)
    if mine is None:
        failed = _("Surat tidak diberikan: izinnya sudah tidak ada.")
        return _page(request, case, Result(failed=failed, status=409))
    made = Made(code, dt.date.fromisoformat(until), mine)
    return _paper(letter_pdf(made, sender=case.reader.label))


def _sealed(case: Case, made: Made) -> str:
    body: list[Any] = [made.code, str(made.referral.thing), made.until.isoformat()]
    return carrier().seal(json.dumps(body).encode(), step=_step(case), now=timezone.now())


def _step(case: Case) -> str:
    return f"surat {case.report.number}"


def _page(request: HttpRequest, case: Case, result: Result, carried: str = "") -> HttpResponse:
    sheet = section_sheet(request, case, REFERRALS)
    return section_page(request, REFERRALS, sheet, result, carried=carried)


def _paper(body: bytes) -> HttpResponse:
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="surat-pengantar.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
