"""Files of a case: opened one at a time, recorded like any opening; and a message with files."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from csp.decorators import csp_update
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.casework.forms import FilesForm
from ruangaman.casework.held import Case
from ruangaman.casework.permissions import case_role_required
from ruangaman.casework.views.page import DEFAULT_PARTS, Outcome, case_of, opened_page
from ruangaman.core.storage import is_room_for_files
from ruangaman.lib.carry import CarryError
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.lib.sealing import SealError
from ruangaman.reporting.attached import MOST_FILES, Attached
from ruangaman.reporting.file_words import file_gone_words, file_rows, places_left, refused_words
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.files import FileMissing
from ruangaman.reporting.services import desk
from ruangaman.reporting.services.files import FilesGone, files_wait_on
from ruangaman.reporting.views.download import SHOWS_PROGRESS, download
from ruangaman.reporting.views.parcel import (
    PARCEL,
    parcel_read,
    parcel_sealed,
    parcel_with_upload,
    refused_status,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows: the files so far, the form, and what went well or wrong."""

    files: list[Attached]
    form: FilesForm
    done: str = ""
    failed: str = ""
    status: int = 200


@csp_update(SHOWS_PROGRESS)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
@case_role_required
def case_files(request: HttpRequest, number: str) -> HttpResponse:
    """Give a file, or write a message with files; to whoever may not, the case does not exist."""
    if request.method != "POST":
        return redirect("cases:detail", number)
    if getattr(request, "reader", None) is None:
        context = {"kept": [], "text": request.POST.get("teks", "")}
        return render(request, "casework/locked.html", context, status=403)
    case = case_of(request, number)
    if "messages" not in case.box.parts:
        raise Http404
    if "unduh" in request.POST:
        return _given(request, case)
    page = _step(request, case)
    return page if isinstance(page, HttpResponse) else _shown(request, case, page)


def _given(request: HttpRequest, case: Case) -> HttpResponse:
    """Open a file; the record is committed before its first byte leaves."""
    try:
        wanted = uuid.UUID(request.POST["unduh"])
        opened = desk.file_open(
            reader=case.reader, report=case.report, box=case.box, file_id=wanted
        )
    except ReportNotFound as missing:
        raise Http404 from missing
    except (ValueError, FileMissing):
        outcome = Outcome(failed=file_gone_words(), status=404)
        return opened_page(request, case, ["messages"], outcome)
    return download(*opened)


def _step(request: HttpRequest, case: Case) -> Page | HttpResponse:
    try:
        files = parcel_read(request, case.report)
    except CarryError:
        return _refused(request, [], "gone")
    if "hapus" in request.POST:
        kept = [one for one in files if one.id.hex != request.POST["hapus"]]
        return Page(kept, _form(request), done=_("File dihapus dari pesan ini."))
    if "unggah" in request.POST or "kirim" in request.POST:
        return _add(request, case, files)
    return Page(files, _form(request))


def _add(request: HttpRequest, case: Case, files: list[Attached]) -> Page | HttpResponse:
    try:
        more = parcel_with_upload(request, case.report, files, needed="unggah" in request.POST)
    except Refused as refused:
        return _refused(request, files, refused.reason)
    except DatabaseError:
        failed = _("Belum terkirim karena gangguan. Tekan sekali lagi.")
        return Page(files, _form(request), failed=failed, status=503)
    if "kirim" in request.POST:
        return _send(request, case, more)
    return Page(more, _form(request), done=_("File sudah siap. Tekan “Kirim pesan” bila selesai."))


def _send(request: HttpRequest, case: Case, files: list[Attached]) -> Page | HttpResponse:
    form = FilesForm(request.POST)
    if form.is_valid() and not form.cleaned_data["teks"] and not files:
        form.add_error("teks", _("Tulis pesannya dulu, atau pilih file."))
    if form.errors:
        return Page(files, form, status=422)
    try:
        added = desk.staff_message_add(
            reader=case.reader,
            report=case.report,
            box=case.box,
            text=form.cleaned_data["teks"],
            item_id=form.cleaned_data["butir"],
            files=files,
        )
    except FilesGone:
        return _refused(request, [], "gone")
    except (desk.NotAllowed, SealError):
        failed = _("Keadaan kasus ini sudah berubah. Pesan belum dikirim.")
        return Page(files, form, failed=failed, status=409)
    except DatabaseError:
        failed = _("Belum terkirim karena gangguan. Tekan sekali lagi.")
        return Page(files, form, failed=failed, status=503)
    done = _("Pesan terkirim. Pelapor akan membacanya dengan kodenya.")
    again = _("Sudah terkirim. Tidak dikirim dua kali.")
    outcome = Outcome(done=done if added else again)
    return opened_page(request, case_of(request, case.report.number), DEFAULT_PARTS, outcome)


def _form(request: HttpRequest) -> FilesForm:
    """Return the form with what was typed, and the random value of the form before it."""
    initial: dict[str, Any] = {"teks": request.POST.get("teks", "")}
    if request.POST.get("butir"):
        initial["butir"] = request.POST["butir"]
    return FilesForm(initial=initial)


def _refused(request: HttpRequest, files: list[Attached], reason: str) -> Page:
    form = FilesForm(request.POST)
    form.add_error("file", refused_words(reason))
    return Page(files, form, status=refused_status(reason))


def _shown(request: HttpRequest, case: Case, page: Page) -> HttpResponse:
    files_wait_on(case.report, page.files)
    context = {
        "number": case.report.number,
        "form": page.form,
        "files": file_rows(page.files),
        "room": is_room_for_files(),
        "places": len(page.files) < MOST_FILES,
        "left": places_left(page.files),
        PARCEL: parcel_sealed(case.report, page.files),
        "done": page.done,
        "failed": page.failed,
    }
    return render(request, "casework/files.html", context, status=page.status)
