"""Materials of an event: added by who organises, read by who takes part."""

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
from ruangaman.lib.cleaning.limits import Refused as FileRefused
from ruangaman.network.decree_words import scan_refused_status, scan_refused_words
from ruangaman.network.views.decree_files import sealed_off
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.access import participant_of
from ruangaman.training.forms.parts import MaterialForm
from ruangaman.training.models import Event, Material, Session
from ruangaman.training.permissions import events_for, organiser_required
from ruangaman.training.services import materials as services
from ruangaman.training.views.events import event_of, shown

_forms = require_http_methods(["GET", "HEAD", "POST"])
_SHOWS_PROGRESS = {"connect-src": ["'self'"]}


@csp_update(_SHOWS_PROGRESS)  # type: ignore[untyped-decorator]
@_forms
@organiser_required
def material_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add a link or a file."""
    mine = event_of(request, pk)
    sessions = list(mine.sessions.all())
    bound = request.POST if request.method == "POST" else None
    form, status = MaterialForm(bound, sessions=sessions), 200
    if form.is_bound:
        if form.is_valid() and _added(request, mine, form, sessions):
            messages.success(request, _("Bahan ditambahkan."))
            return redirect("training:event", pk)
        status = form.refused_status
    context = {"event": mine, "form": form}
    return render(request, "training/material_add.html", context, status=status)


@_forms
@organiser_required
def material_remove(request: HttpRequest, pk: uuid.UUID, material: uuid.UUID) -> HttpResponse:
    """Take a material away. A GET leads to the event."""
    mine = event_of(request, pk)
    one = get_object_or_404(mine.materials.select_related("event"), pk=material)
    if request.method == "POST":
        services.material_remove(material=one, by=user_of(request))
        messages.success(request, _("Bahan dihapus."))
    return redirect("training:event", pk)


@require_safe
def material(request: HttpRequest, pk: uuid.UUID, material: uuid.UUID) -> HttpResponse:
    """Give a file to those who organise the event or take part in it; 404 for everybody else."""
    one = get_object_or_404(Material.objects.select_related("event"), pk=material, event=pk)
    if not one.blob or not _may_read(request, one.event):
        raise Http404
    try:
        pieces = services.material_pieces(one)
    except services.MaterialMissing:
        failed = _("File ini tidak ada lagi di server kami, atau rusak. Unggah lagi.")
        return shown(request, event_of(request, pk), failed=failed, status=404)
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[one.kind])
    response.headers["Content-Length"] = str(one.size)
    return sealed_off(cast(HttpResponse, response), f"bahan.{ENDINGS[one.kind]}")


def _may_read(request: HttpRequest, event: Event) -> bool:
    if participant_of(request, event) is not None:
        return event.state != Event.State.DRAFT
    user = request.user
    return isinstance(user, User) and events_for(user).filter(pk=event.pk).exists()


def _added(request: HttpRequest, mine: Event, form: MaterialForm, sessions: list[Session]) -> bool:
    data = form.cleaned_data
    session = next((one for one in sessions if str(one.pk) == data["sesi"]), None)
    upload, cut = request.FILES.get("file"), takes_file(request) and LAST_FIELD not in request.POST
    if cut or (bool(upload) == bool(data["tautan"])):
        words = _("Isi tautan atau pilih file: salah satu.")
        form.add_error("file", scan_refused_words("cut") if cut else words)
        return False
    try:
        if isinstance(upload, Upload):
            if upload.refused:
                raise FileRefused(upload.refused)
            services.file_add(
                event=mine,
                session=session,
                title=data["judul"],
                raw=upload.raw,
                by=user_of(request),
            )
        else:
            services.link_add(
                event=mine,
                session=session,
                title=data["judul"],
                link=data["tautan"],
                by=user_of(request),
            )
    except FileRefused as refused:
        form.add_error("file", scan_refused_words(refused.reason))
        form.refused_status = scan_refused_status(refused.reason)
    except Refused as fault:
        form.add_error(None, fault.message)
    return not form.errors
