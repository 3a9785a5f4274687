"""``/jejaring/impor/``: a list of participants is uploaded, looked at, and recorded."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.progress import count_told
from ruangaman.core.uploads import LAST_FIELD, Upload, takes_file
from ruangaman.lib.table import TableRefused
from ruangaman.network.forms.rosters import RosterForm, UploadForm
from ruangaman.network.models import RosterDraft
from ruangaman.network.next_steps import page_of
from ruangaman.network.permissions import coordinator_required
from ruangaman.network.roster_drafts import Content, DraftLost, content_open
from ruangaman.network.roster_page import roster_page
from ruangaman.network.roster_sample import roster_sample
from ruangaman.network.roster_words import roster_refused_status, roster_refused_words
from ruangaman.network.selectors.rosters import roster_preview
from ruangaman.network.services.person_checks import PeopleRefused
from ruangaman.network.services.roster_drafts import (
    DraftChanged,
    draft_ask,
    draft_choose,
    draft_confirm,
    draft_forget,
)
from ruangaman.network.services.rosters import RosterRefused
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import user_of
from ruangaman.people.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOK_AGAIN = 2
"""Seconds after which the page about a list that is being worked on is asked for again."""

_State = RosterDraft.State
_GOING = {_State.WAITING, _State.READING, _State.CONFIRMED, _State.WRITING}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def upload(request: HttpRequest) -> HttpResponse:
    """Take a list."""
    form, status = UploadForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                draft = draft_ask(raw=uploaded(request), choices=form.choices, by=user_of(request))
            except TableRefused as refused:
                form.add_error("file", roster_refused_words(refused.reason, refused.text))
                status = roster_refused_status(refused.reason)
            else:
                return redirect("network:roster_draft", draft.pk)
    return _upload_page(request, form, status)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show how far a list is; take what is decided about it."""
    mine = get_object_or_404(RosterDraft, pk=pk, asked_by=user_of(request))
    if request.method == "POST" and request.POST.get("langkah") == "batal":
        draft_forget(draft=mine)
        messages.success(request, _("Daftar itu dibuang. Tidak ada yang dicatat."))
        return redirect("network:roster_import")
    try:
        content = content_open(mine)
    except DraftLost as fault:
        raise Http404 from fault
    if mine.state in _GOING:
        return _progress(request, mine)
    if mine.state == _State.REFUSED:
        form = UploadForm({})
        form.add_error("file", roster_refused_words(*content.refused))
        return _upload_page(request, form, 200)
    if mine.state == _State.DONE:
        return _outcome(request, mine, content)
    if request.method == "POST":
        return _decide(request, mine, content)
    return _preview(request, mine, content)


@require_safe
@coordinator_required
def sample(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give an empty list with headings."""
    return attached(roster_sample(), XLSX, _("daftar-peserta.xlsx"))


def _decide(request: HttpRequest, mine: RosterDraft, content: Content) -> HttpResponse:
    """Keep what was decided, or record the list."""
    assert content.table is not None
    page = roster_page(roster_preview(content.table, content.choices), content.table)
    confirms = request.POST.get("langkah") == "catat"
    form = RosterForm(request.POST, page=page, confirms=confirms)
    if not form.is_valid():
        return _preview(request, mine, content, form=form, status=422)
    step = draft_confirm if confirms else draft_choose
    try:
        step(draft=mine, version=form.version, choices=form.choices)
    except DraftChanged:
        messages.error(request, _("Halaman ini sudah lama. Ini keadaannya sekarang."))
    except PeopleRefused as refused:
        messages.error(request, str(refused))
    except RosterRefused:
        messages.error(request, _("Belum ada yang dicatat: masih ada yang perlu diputuskan."))
    return redirect("network:roster_draft", mine.pk)


def _preview(
    request: HttpRequest,
    mine: RosterDraft,
    content: Content,
    *,
    form: RosterForm | None = None,
    status: int = 200,
) -> HttpResponse:
    assert content.table is not None
    page = roster_page(roster_preview(content.table, content.choices), content.table)
    form = form or RosterForm(initial={"versi": mine.version}, page=page)
    context = {"page": page, "form": form, "draft": mine}
    return render(request, "network/roster_preview.html", context, status=status)


def _progress(request: HttpRequest, mine: RosterDraft) -> HttpResponse:
    writing = mine.state in (_State.CONFIRMED, _State.WRITING)
    context = {"draft": mine, "going": True, "writing": writing, "done": count_told(mine.pk)}
    answer = render(request, "network/roster_outcome.html", context)
    answer["Refresh"] = str(LOOK_AGAIN)
    return answer


def _outcome(request: HttpRequest, mine: RosterDraft, content: Content) -> HttpResponse:
    context = {
        "draft": mine,
        "outcome": content.outcome,
        "people_url": page_of("network:people"),
    }
    return render(request, "network/roster_outcome.html", context)


def _upload_page(request: HttpRequest, form: UploadForm, status: int) -> HttpResponse:
    context = {"form": form, "latest": _latest(user_of(request))}
    return render(request, "network/roster_upload.html", context, status=status)


def _latest(user: User) -> RosterDraft | None:
    """Return the list that somebody has not finished with."""
    open_ones = RosterDraft.objects.filter(asked_by=user)
    return open_ones.exclude(state__in=[_State.DONE, _State.REFUSED]).first()


def uploaded(request: HttpRequest) -> bytearray:
    """Return what was uploaded, or raise ``TableRefused``."""
    file = request.FILES.get("file")
    if takes_file(request) and LAST_FIELD not in request.POST:
        raise TableRefused("cut")
    if not isinstance(file, Upload):
        raise TableRefused("none")
    if file.refused:
        raise TableRefused(file.refused)
    return file.raw
