"""``/jejaring/mutasi/``: a list of officials who moved is looked at, recorded, and followed up."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.carry import carrier
from ruangaman.lib.carry import MAX_CHARACTERS, CarryError
from ruangaman.lib.table import TableRefused, read_table
from ruangaman.network.forms.rotation import OUT, RotationChoices, RotationUpload
from ruangaman.network.models import Decree
from ruangaman.network.permissions import coordinator_required
from ruangaman.network.roster_words import roster_refused_status
from ruangaman.network.rotation_list import (
    HEADINGS,
    MOST_LINES,
    MOST_QUESTIONS,
    lines_pack,
    lines_unpack,
)
from ruangaman.network.rotation_words import (
    rotation_faults,
    rotation_refused_words,
    rotation_sample,
)
from ruangaman.network.selectors.open_places import open_places
from ruangaman.network.selectors.rotation import (
    Moves,
    Moving,
    Reading,
    rotation_moves,
    rotation_reading,
)
from ruangaman.network.services.decree_changes import Changed
from ruangaman.network.services.rotation import (
    Move,
    RotationRefused,
    replacement_begin,
    rotation_record,
)
from ruangaman.network.views.decree_files import attached
from ruangaman.network.views.imports import XLSX, uploaded
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@coordinator_required
def rotation(request: HttpRequest) -> HttpResponse:
    """Take a list and show what it would do; below it the places that are empty by moves."""
    form = RotationUpload(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _read(request, form)
            except TableRefused as refused:
                form.add_error("file", rotation_refused_words(refused.reason, refused.text))
                status = roster_refused_status(refused.reason)
    context = {"form": form, "places": open_places(timezone.localdate())}
    return render(request, "network/rotation.html", context, status=status)


@_forms
@coordinator_required
def rotation_check(request: HttpRequest) -> HttpResponse:
    """Record what was looked at, with what was decided; everything is checked again."""
    if request.method != "POST":
        return redirect("network:rotation")
    try:
        body = carrier().open(
            request.POST.get("isi", "")[:MAX_CHARACTERS], step=_step(request), now=timezone.now()
        )
    except CarryError:
        messages.error(request, _("Halaman ini sudah lama. Unggah daftarnya sekali lagi."))
        return redirect("network:rotation")
    lines, versions = lines_unpack(body)
    moves = rotation_moves(lines, {})
    form = RotationChoices(request.POST, moves=moves)
    if not form.is_valid() or rotation_faults(None, moves):
        return _shown(request, moves, form, status=422)
    try:
        moved = rotation_record(moves=_moves(moves, form, versions), by=user_of(request))
    except RotationRefused as refused:
        form.add_error(None, refused.message)
        return _again(request, form, status=409)
    said = ngettext("%(count)d perpindahan dicatat.", "%(count)d perpindahan dicatat.", moved)
    messages.success(request, said % {"count": moved})
    return redirect("network:rotation")


@_forms
@coordinator_required
def rotation_draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin the draft that changes a decree whose focal point moved, and choose who comes."""
    if request.method != "POST":
        return redirect("network:rotation")
    mine = get_object_or_404(Decree, pk=pk)
    try:
        version = int(request.POST.get("versi", "0")[:10] or 0)
        made = replacement_begin(decree=mine, version=version, by=user_of(request))
    except (Changed, ValueError):
        messages.error(request, _("SK ini baru saja diubah orang lain. Periksa, lalu coba lagi."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Draf disimpan. Sekarang pilih orangnya."))
        return redirect("network:decree_person_add", made.pk)
    return redirect("network:rotation")


@require_safe
@coordinator_required
def sample(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give an empty list with headings."""
    return attached(rotation_sample(), XLSX, _("daftar-mutasi.xlsx"))


def _read(request: HttpRequest, form: RotationUpload) -> HttpResponse:
    table = read_table(
        uploaded(request), headings=HEADINGS, folder=settings.EPHEMERAL_HOME / "tables"
    )
    given = form.cleaned_data
    reading = rotation_reading(table, day=given["hari"], source=given["sumber"])
    moves = rotation_moves(reading.lines, {})
    if len(reading.lines) > MOST_LINES or moves.questions > MOST_QUESTIONS:
        raise TableRefused("many")
    state = ""
    if not rotation_faults(reading, moves):  # what must be mended first goes no further
        body = lines_pack(reading.lines, moves.versions)
        state = carrier().seal(body, step=_step(request), now=timezone.now())
    choices = RotationChoices(initial={"isi": state}, moves=moves)
    return _shown(request, moves, choices, reading=reading)


def _shown(
    request: HttpRequest,
    moves: Moves,
    form: RotationChoices,
    *,
    reading: Reading | None = None,
    status: int = 200,
) -> HttpResponse:
    faults = rotation_faults(reading, moves)
    context = {
        "form": form,
        "moves": moves,
        "faults": faults,
        "reading": reading,
        "ready": not faults and bool(moves.sure or moves.unsure),
    }
    return render(request, "network/rotation_check.html", context, status=status)


def _again(request: HttpRequest, form: RotationChoices, *, status: int) -> HttpResponse:
    """Show a list as things are now, after somebody else was faster; what was chosen stays."""
    body = carrier().open(form.data["isi"], step=_step(request), now=timezone.now())
    lines, _versions = lines_unpack(body)
    moves = rotation_moves(lines, {})
    state = carrier().seal(
        lines_pack(lines, moves.versions), step=_step(request), now=timezone.now()
    )
    again = RotationChoices(dict(form.data.items()) | {"isi": state}, moves=moves)
    again.is_valid()
    for message in form.non_field_errors():
        again.add_error(None, str(message))
    return _shown(request, moves, again, status=status)


def _moves(moves: Moves, form: RotationChoices, versions: dict[str, int]) -> list[Move]:
    return [
        _move(one, form.unit_of(one), versions)
        for one in (*moves.sure, *moves.unsure)
        if form.taken(one)
    ]


def _move(one: Moving, unit: str, versions: dict[str, int]) -> Move:
    return Move(
        row=one.line.row,
        person=one.line.pk,
        version=versions.get(one.line.person, 0),
        day=one.line.on or timezone.localdate(),
        unit_code="" if unit == OUT else unit,
        position=one.line.position,
        source=one.line.source,
    )


def _step(request: HttpRequest) -> str:
    return f"rotation {user_of(request).pk}"
