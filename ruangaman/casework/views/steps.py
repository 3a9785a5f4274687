"""The steps on an opened case. Each one answers with the opened page and what it did."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ruangaman.casework.forms import (
    AcknowledgementForm,
    ConclusionForm,
    MessageForm,
    MoveForm,
    ReaderRequestForm,
    ReopeningForm,
    StepForm,
)
from ruangaman.casework.held import Case
from ruangaman.casework.permissions import case_role_required
from ruangaman.casework.selectors.readers import reader_choices
from ruangaman.casework.views.page import DEFAULT_PARTS, Outcome, case_of, opened_page
from ruangaman.lib.sealing import SealError
from ruangaman.people.selectors import recipient
from ruangaman.reporting.services import desk, moves

KEPT = ("butir", "bagian", "penerima", "minta", "alasan", "langkah")
"""The fields of a step beside its text."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its form, what carries it out, and the sentence that says it is done."""

    form: Callable[[Case, Any], StepForm]
    run: Callable[[Case, Mapping[str, Any]], bool]
    done: Any


@require_http_methods(["GET", "HEAD", "POST"])
@case_role_required
def step(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Do one step and show the opened case. A GET leads to the sealed page."""
    if request.method != "POST":
        return redirect("cases:detail", number)
    if getattr(request, "reader", None) is None:
        return _locked(request)
    case = case_of(request, number)
    outcome = _outcome(case, STEPS[name], request.POST)
    wanted = {*DEFAULT_PARTS, *request.POST.getlist("bagian")}
    return opened_page(request, case_of(request, number), wanted, outcome)


def _locked(request: HttpRequest) -> HttpResponse:
    """Give back what was typed when the vault closed meanwhile: long texts take long."""
    kept = [(name, value) for name in KEPT for value in request.POST.getlist(name)]
    context = {"kept": kept, "text": request.POST.get("teks", "")}
    return render(request, "casework/locked.html", context, status=403)


def _outcome(case: Case, chosen: Step, data: Any) -> Outcome:
    form = chosen.form(case, data)
    if not form.is_valid():
        return Outcome(form=form, status=422)
    text = str(form.cleaned_data.get("teks", ""))
    try:
        added = chosen.run(case, form.cleaned_data)
    except (desk.NotAllowed, SealError):
        failed = _("Keadaan kasus ini sudah berubah. Ini yang terbaru. Teks Anda belum dikirim.")
        return Outcome(failed=failed, text=text, status=409)
    except DatabaseError:
        failed = _("Belum terkirim karena gangguan. Tekan sekali lagi.")
        return Outcome(failed=failed, form=form, status=503)
    if added:
        return Outcome(done=str(chosen.done))
    if not text:
        return Outcome(done=_("Sudah terkirim. Tidak dikirim dua kali."))
    return Outcome(text=text, repeated=form.cleaned_data["butir"])


def _about(case: Case) -> dict[str, Any]:
    return {"reader": case.reader, "report": case.report, "box": case.box}


def _acknowledge(case: Case, data: Mapping[str, Any]) -> bool:
    return desk.report_acknowledge(**_about(case), text=data["teks"], item_id=data["butir"])


def _message(case: Case, data: Mapping[str, Any]) -> bool:
    return desk.staff_message_add(**_about(case), text=data["teks"], item_id=data["butir"])


def _conclude(case: Case, data: Mapping[str, Any]) -> bool:
    return desk.report_conclude(
        **_about(case), reason=data["alasan"], text=data["teks"], item_id=data["butir"]
    )


def _reopen(case: Case, data: Mapping[str, Any]) -> bool:
    return moves.report_reopen(
        **_about(case), reason=data["alasan"], text=data["teks"], item_id=data["butir"]
    )


def _move(case: Case, data: Mapping[str, Any]) -> bool:
    to, reason = data["langkah"]
    return moves.report_move(
        **_about(case), to=to, reason=reason, text=data["teks"], item_id=data["butir"]
    )


def _ask_reader(case: Case, data: Mapping[str, Any]) -> bool:
    person = recipient(uuid.UUID(data["penerima"]))
    if person is None:
        raise desk.NotAllowed("recipient")
    return desk.reader_request_add(
        **_about(case),
        recipient=person,
        parts=data["minta"],
        reason=data["alasan"],
        request_id=data["butir"],
    )


def _reader_form(case: Case, data: Any) -> StepForm:
    people = reader_choices(reader=case.reader, conflicts=())
    return ReaderRequestForm(data, people=people, parts=case.box.parts)


STEPS: Mapping[str, Step] = {
    "acknowledge": Step(
        lambda _case, data: AcknowledgementForm(data),
        _acknowledge,
        gettext_lazy("Jawaban pertama terkirim. Pelapor akan membacanya dengan kodenya."),
    ),
    "message": Step(
        lambda _case, data: MessageForm(data),
        _message,
        gettext_lazy("Pesan terkirim. Pelapor akan membacanya dengan kodenya."),
    ),
    "reader": Step(
        _reader_form,
        _ask_reader,
        gettext_lazy("Permintaan terkirim. Pelapor yang memutuskan di kotak pesannya."),
    ),
    "conclude": Step(
        lambda _case, data: ConclusionForm(data),
        _conclude,
        gettext_lazy("Kasus ditutup. Pelapor membaca alasannya dan tetap bisa menulis."),
    ),
    "move": Step(
        lambda case, data: MoveForm(data, state=case.report.state),
        _move,
        gettext_lazy("Keadaan kasus diperbarui. Pelapor melihatnya."),
    ),
    "reopen": Step(
        lambda _case, data: ReopeningForm(data),
        _reopen,
        gettext_lazy("Kasus dibuka kembali."),
    ),
}
