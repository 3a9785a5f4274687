"""Files of a decree: its draft as PDF and DOCX, and the signed one as it came back."""

from __future__ import annotations

import uuid
from typing import cast

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.uploads import LAST_FIELD, Upload, takes_file
from ruangaman.documents.pdf import pdf_render
from ruangaman.documents.word import MEDIA_TYPE, decree_docx
from ruangaman.lib.cleaning.kinds import ENDINGS, MEDIA_TYPES
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.network.decree_words import scan_refused_status, scan_refused_words
from ruangaman.network.forms.decrees import ScanForm
from ruangaman.network.permissions import network_required
from ruangaman.network.scans import ScanMissing, scan_pieces
from ruangaman.network.selectors.decree_page import decree_page
from ruangaman.network.selectors.decree_paper import decree_paper
from ruangaman.network.services.decree_files import scan_keep
from ruangaman.network.views.decrees import decree_of, shown
from ruangaman.people.access import user_of

_NOTHING_RUNS = "sandbox; default-src 'none'"
_SHOWS_PROGRESS = {"connect-src": ["'self'"]}


@require_safe
@network_required
def paper(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponse:
    """Give the decree as PDF, or as a Word file that the office finishes."""
    mine = decree_of(request, pk)
    if form == "pdf":
        return attached(pdf_render("decree", decree_paper(mine)), "application/pdf", "sk.pdf")
    if form == "docx":
        return attached(decree_docx(decree_paper(mine)), MEDIA_TYPE, "sk.docx")
    raise Http404


@csp_update(_SHOWS_PROGRESS)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def scan_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take the signed decree."""
    mine, form, status = decree_of(request, pk), ScanForm(), 200
    if request.method == "POST":
        try:
            scan_keep(decree=mine, raw=_raw(request), by=user_of(request))
        except Refused as refused:
            form = ScanForm({})
            form.add_error("file", scan_refused_words(refused.reason))
            status = scan_refused_status(refused.reason)
        else:
            messages.success(request, _("SK bertanda tangan disimpan."))
            return redirect("network:decree", pk)
    context = {"form": form, "page": decree_page(user_of(request), mine)}
    return render(request, "network/decree_scan.html", context, status=status)


@require_safe
@network_required
def scan(request: HttpRequest, pk: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """Give the signed decree, byte for byte as it came."""
    mine = decree_of(request, pk)
    file = get_object_or_404(mine.files, pk=file_id)
    try:
        pieces = scan_pieces(file)
    except ScanMissing:
        failed = _("File ini tidak ada lagi di server kami, atau rusak. Unggah lagi.")
        return shown(request, mine, failed=failed, status=404)
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[file.kind])
    response.headers["Content-Length"] = str(file.size)
    return sealed_off(cast(HttpResponse, response), f"sk-bertanda-tangan.{ENDINGS[file.kind]}")


def attached(body: bytes, media_type: str, name: str) -> HttpResponse:
    """Return a document to be saved, never shown under our address."""
    return sealed_off(HttpResponse(body, content_type=media_type), name)


def sealed_off(response: HttpResponse, name: str) -> HttpResponse:
    """Return a file to be saved under ``name``, in which nothing runs."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = _NOTHING_RUNS
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def _raw(request: HttpRequest) -> bytearray:
    """Return what was uploaded, or raise ``Refused``."""
    upload = request.FILES.get("file")
    if takes_file(request) and LAST_FIELD not in request.POST:
        raise Refused("cut")
    if not isinstance(upload, Upload):
        raise Refused("none")
    if upload.refused:
        raise Refused(upload.refused)
    return upload.raw
