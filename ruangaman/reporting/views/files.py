"""``/pesan/file/``: a message with files, one file a request; and her files back again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from csp.decorators import csp_update
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.core.storage import is_room_for_files
from ruangaman.lib.carry import CarryError
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.lib.sealing import SealError
from ruangaman.reporting.attached import MOST_FILES, Attached
from ruangaman.reporting.file_forms import FilesForm
from ruangaman.reporting.file_words import file_gone_words, file_rows, places_left, refused_words
from ruangaman.reporting.forms import MessageForm
from ruangaman.reporting.models import Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.seals import item_id
from ruangaman.reporting.selectors.files import FileMissing, file_named, file_read
from ruangaman.reporting.selectors.mailbox import Mailbox, mailbox_open, messages_of
from ruangaman.reporting.services import mailbox as services
from ruangaman.reporting.services.files import FilesGone, files_wait_on
from ruangaman.reporting.views.carried import Door, door_read
from ruangaman.reporting.views.door import door_show
from ruangaman.reporting.views.download import SHOWS_PROGRESS, download
from ruangaman.reporting.views.mailbox_page import mailbox_context
from ruangaman.reporting.views.parcel import (
    PARCEL,
    parcel_read,
    parcel_sealed,
    parcel_with_upload,
    refused_status,
)
from ruangaman.reporting.views.refused import altered, carried_refused, disposed


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows: the files so far, the form, and what went well or wrong."""

    files: list[Attached]
    form: FilesForm
    done: str = ""
    failed: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Writing:
    """A message being written: whose mailbox, through which form, with which files."""

    door: Door
    opened: Mailbox
    files: list[Attached] = field(default_factory=list)


@csp_update(SHOWS_PROGRESS)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox_files(request: HttpRequest) -> HttpResponse:
    """Add a file, take one away, send the message, or give a file back."""
    if request.method != "POST":
        return door_show(request)
    try:
        return _inside(request, door_read(request))
    except CarryError as fault:
        return carried_refused(request, fault)


def _inside(request: HttpRequest, door: Door) -> HttpResponse:
    try:
        opened = mailbox_open(door.code)
        if opened is None:
            if gone := disposed(request, door.code):
                return gone
            raise CarryError("mailbox")
        if "unduh" in request.POST:
            with rows_opened(door.code):
                return _give_back(request, door, opened)
        writing = Writing(door, opened, parcel_read(request, opened.report))
    except SealError:
        return disposed(request, door.code) or altered(request)
    page = _step(request, writing)
    return page if isinstance(page, HttpResponse) else _shown(request, writing, page)


def _give_back(request: HttpRequest, door: Door, opened: Mailbox) -> HttpResponse:
    """Give the reporter a file of her own mailbox, or the mailbox and a word about the file."""
    try:
        wanted = uuid.UUID(request.POST["unduh"])
        file = file_named(messages_of(opened), wanted)
        return download(file, file_read(opened.report, file))
    except (ValueError, FileMissing):
        return _mailbox(request, door, opened, status=404, failed=file_gone_words())


def _step(request: HttpRequest, writing: Writing) -> Page | HttpResponse:
    files = writing.files
    if "hapus" in request.POST:
        kept = [one for one in files if one.id.hex != request.POST["hapus"]]
        return Page(kept, _form(request), done=_("File dihapus dari pesan ini."))
    if "unggah" in request.POST or "kirim" in request.POST:
        return _add(request, writing)
    return Page(files, _form(request))


def _add(request: HttpRequest, writing: Writing) -> Page | HttpResponse:
    """Take the file that this form brought, and send the message where that was asked."""
    files = writing.files
    if writing.opened.report.state == Report.State.WITHDRAWN:
        return Page(files, _form(request), failed=_("Laporan ini sudah ditarik."), status=409)
    try:
        more = parcel_with_upload(
            request,
            writing.opened.report,
            files,
            needed="unggah" in request.POST,
            opened=lambda: rows_opened(writing.door.code),
        )
    except Refused as refused:
        return _refused(request, files, refused.reason)
    except DatabaseError:
        failed = _("Belum terkirim karena gangguan. Tekan sekali lagi.")
        return Page(files, _form(request), failed=failed, status=503)
    if "kirim" in request.POST:
        return _send(request, writing, more)
    return Page(more, _form(request), done=_("File sudah siap. Tekan “Kirim pesan” bila selesai."))


def _form(request: HttpRequest) -> FilesForm:
    return FilesForm(initial={"pesan": request.POST.get("pesan", "")})


def _refused(request: HttpRequest, files: list[Attached], reason: str) -> Page:
    form = FilesForm(request.POST)
    form.add_error("file", refused_words(reason))
    return Page(files, form, status=refused_status(reason))


def _send(request: HttpRequest, writing: Writing, files: list[Attached]) -> Page | HttpResponse:
    form = FilesForm(request.POST)
    if form.is_valid() and not form.cleaned_data["pesan"] and not files:
        form.add_error("pesan", _("Tulis pesan Anda atau pilih file dulu."))
    if form.errors:
        return Page(files, form, status=422)
    text, item = form.cleaned_data["pesan"], item_id(writing.door.nonce, "message")
    try:
        services.mailbox_change(
            writing.door.code,
            writing.opened.report.pk,
            lambda box: services.message_add(box, text=text, item_id=item, files=files),
        )
    except FilesGone:
        return _refused(request, [], "gone")
    except (services.NotPossible, SealError):
        if gone := disposed(request, writing.door.code):
            return gone
        failed = _("Keadaan sudah berubah. Coba kirim lagi.")
        return Page(files, form, failed=failed, status=409)
    except DatabaseError:
        failed = _("Belum terkirim karena gangguan. Tekan sekali lagi.")
        return Page(files, form, failed=failed, status=503)
    return _sent(request, writing)


def _sent(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Show the mailbox with the new message; it may be deleted between the two."""
    code = writing.door.code
    try:
        opened = mailbox_open(code)
    except SealError:
        opened = None
    if opened is None:
        return disposed(request, code) or altered(request)
    with rows_opened(code):
        return _mailbox(request, writing.door, opened, done=_("Pesan Anda terkirim."))


def _mailbox(
    request: HttpRequest, door: Door, opened: Mailbox, *, status: int = 200, **words: str
) -> HttpResponse:
    context = mailbox_context(opened, form=MessageForm()) | words
    context |= {"isi": Door(door.code).sealed(), "other_language_url": ""}
    return render(request, "public/mailbox/mailbox.html", context, status=status)


def _shown(request: HttpRequest, writing: Writing, page: Page) -> HttpResponse:
    report = writing.opened.report
    with rows_opened(writing.door.code):
        files_wait_on(report, page.files)
    context = {
        "form": page.form,
        "files": file_rows(page.files),
        "room": is_room_for_files(),
        "places": len(page.files) < MOST_FILES,
        "left": places_left(page.files),
        "isi": writing.door.sealed(),
        PARCEL: parcel_sealed(report, page.files),
        "done": page.done,
        "failed": page.failed,
        "other_language_url": "",
    }
    return render(request, "public/mailbox/files.html", context, status=page.status)
