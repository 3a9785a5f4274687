"""``/kebijakan/bukti/``: files of anything in this room: add, give, take away."""

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
from ruangaman.lib.cleaning.kinds import ENDINGS, MEDIA_TYPES
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.network.decree_words import scan_refused_status, scan_refused_words
from ruangaman.network.views.decree_files import sealed_off
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted
from ruangaman.policy.evidence import (
    ABOUT,
    MOST_OF_SUBJECT,
    EvidenceMissing,
    Subject,
    evidence_pieces,
    subject_of,
)
from ruangaman.policy.forms.evidence import EvidenceForm
from ruangaman.policy.models import Evidence
from ruangaman.policy.permissions import may_write, unit_required
from ruangaman.policy.selectors.lineage import sees
from ruangaman.policy.services.evidence import evidence_add, evidence_remove

_forms = require_http_methods(["GET", "HEAD", "POST"])
_SHOWS_PROGRESS = {"connect-src": ["'self'"]}


@csp_update(_SHOWS_PROGRESS)  # type: ignore[untyped-decorator]
@_forms
@unit_required
def add(request: HttpRequest, about: str, pk: uuid.UUID) -> HttpResponse:
    """Add a file to a document, an answer, an action."""
    if about not in ABOUT:
        raise Http404
    subject = _writable(request, ABOUT[about], pk)
    form, status = EvidenceForm(posted(request)), 200
    if form.is_bound:
        if not subject.closed and form.is_valid() and _kept(request, about, pk, subject, form):
            messages.success(request, _("Bukti disimpan."))
            return redirect(subject.href)
        status = form.refused_status
    context = {"form": form, "subject": subject}
    return render(request, "policy/evidence_add.html", context, status=status)


@require_safe
@unit_required
def give(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give a file to be saved; nothing in it runs."""
    file = get_object_or_404(Evidence, pk=pk)
    if not sees(user_of(request), file.unit_code):
        raise Http404
    try:
        pieces = evidence_pieces(file)
    except EvidenceMissing:
        return _missing(request, file)
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[file.media])
    response.headers["Content-Length"] = str(file.size)
    return sealed_off(cast(HttpResponse, response), f"bukti.{ENDINGS[file.media]}")


@_forms
@unit_required
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask, then take a file away."""
    file = get_object_or_404(Evidence, pk=pk)
    subject = _writable(request, file.about, file.subject)
    if request.method == "POST" and not subject.closed:
        evidence_remove(file=file, by=user_of(request))
        messages.success(request, _("Bukti dihapus."))
        return redirect(subject.href)
    status = 422 if request.method == "POST" else 200
    context = {"file": file, "subject": subject}
    return render(request, "policy/evidence_remove.html", context, status=status)


def _missing(request: HttpRequest, file: Evidence) -> HttpResponse:
    """Lead back to what the file belongs to and say there that its bytes are gone."""
    subject = subject_of(file.about, file.subject)
    if subject is None:
        raise Http404
    messages.error(request, _("File ini tidak ada lagi di server kami, atau rusak. Unggah lagi."))
    return redirect(subject.href)


def _writable(request: HttpRequest, about: str, pk: uuid.UUID) -> Subject:
    """Return what the files belong to, for who writes there; for all others there is none (404)."""
    subject = subject_of(about, pk)
    if subject is None or not may_write(user_of(request), subject.unit_code):
        raise Http404
    return subject


def _kept(
    request: HttpRequest, about: str, pk: uuid.UUID, subject: Subject, form: EvidenceForm
) -> bool:
    try:
        evidence_add(
            about=ABOUT[about],
            subject=pk,
            unit_code=subject.unit_code,
            what=form.cleaned_data["apa"],
            raw=_raw(request),
            by=user_of(request),
        )
    except Refused as refused:
        form.add_error("file", _refused_words(refused.reason))
        form.refused_status = scan_refused_status(refused.reason)
    return not form.errors


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


def _refused_words(reason: str) -> str:
    if reason == "known":
        return _("File yang sama sudah ada di sini.")
    if reason == "many":
        return _("Sudah %(most)s file. Hapus dulu yang tidak dipakai lagi.") % {
            "most": MOST_OF_SUBJECT
        }
    return scan_refused_words(reason)
