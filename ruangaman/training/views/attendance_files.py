"""Attendance on paper and in files: the sheet to sign, the list to tick away from the line."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.documents.pdf import pdf_render
from ruangaman.lib.table import TableRefused
from ruangaman.network.roster_words import roster_refused_status, roster_refused_words
from ruangaman.network.views.decree_files import attached
from ruangaman.network.views.imports import XLSX, uploaded
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.training import attendance_list as lists
from ruangaman.training.attendance_carry import carried, carry
from ruangaman.training.forms.attendance import ListForm
from ruangaman.training.models import Attendance, Event, Session
from ruangaman.training.papers import attendance_sheet
from ruangaman.training.permissions import organiser_required
from ruangaman.training.selectors.attendance import attended
from ruangaman.training.selectors.participants import participant_rows, participants_listed
from ruangaman.training.services.attendance import attendance_mark
from ruangaman.training.views.attendance import marked_words
from ruangaman.training.views.events import event_of

_forms = require_http_methods(["GET", "HEAD", "POST"])
MOST_NAMED = 100
"""Faults that a page lists; further ones are counted."""


@require_safe
@organiser_required
def sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the sheet to sign: of a session (``?sesi=``), of a day (``?hari=``), or of all."""
    mine = event_of(request, pk)
    rows = participant_rows(participants_listed(mine))
    sessions = _sessions_asked(request, mine)
    body = pdf_render("training_attendance", attendance_sheet(mine, sessions, rows))
    return attached(body, "application/pdf", "daftar-hadir.pdf")


@require_safe
@organiser_required
def list_xlsx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the list to tick as XLSX."""
    return attached(lists.list_xlsx(event_of(request, pk)), XLSX, "kehadiran.xlsx")


@require_safe
@organiser_required
def list_csv(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the list to tick as CSV."""
    return attached(
        lists.list_csv(event_of(request, pk)), "text/csv; charset=utf-8", "kehadiran.csv"
    )


@_forms
@organiser_required
def upload(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a list that was ticked, and show what it says; nothing is recorded yet."""
    mine = event_of(request, pk)
    if request.method != "POST":
        return _page(request, mine, ListForm())
    form = ListForm({})
    try:
        read = lists.list_read(uploaded(request), mine)
    except TableRefused as refused:
        form.add_error("file", _refused_words(refused))
        return _page(request, mine, form, status=roster_refused_status(refused.reason))
    return _page(request, mine, ListForm(), **_preview(mine, read))


@_forms
@organiser_required
def confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record what the page showed. A GET leads to the upload."""
    mine = event_of(request, pk)
    if request.method != "POST":
        return redirect("training:attendance_upload", pk)
    form: django_forms.Form = ListForm({})
    try:
        ticks = carried(request.POST.get("centang", ""))
        done = attendance_mark(
            event=mine, ticks=ticks, how=Attendance.How.TRAINER, by=user_of(request)
        )
    except ValueError:
        form.add_error("file", _("Halaman ini tidak utuh lagi. Unggah daftarnya sekali lagi."))
    except Refused as fault:
        form.add_error("file", fault.message)
    else:
        messages.success(request, marked_words(done))
        return redirect("training:attendance", pk)
    return _page(request, mine, form, status=422)


def _preview(mine: Event, read: lists.ListRead) -> dict[str, Any]:
    here = attended(mine)
    fresh = {
        session: {who for who in people if (session, who) not in here}
        for session, people in read.ticks.items()
    }
    names = {row.participant.pk: row.name for row in participant_rows(participants_listed(mine))}
    found = [
        {
            "session": one,
            "names": sorted(names[who] for who in fresh[one.pk] if who in names),
            "known": len(read.ticks[one.pk]) - len(fresh[one.pk]),
        }
        for one in mine.sessions.all()
        if one.pk in read.ticks
    ]
    return {
        "read": read,
        "found": found,
        "wrong": read.wrong[:MOST_NAMED],
        "more_wrong": max(len(read.wrong) - MOST_NAMED, 0),
        "total": sum(len(people) for people in fresh.values()),
        "carried": carry({session: people for session, people in fresh.items() if people}),
    }


def _sessions_asked(request: HttpRequest, mine: Event) -> list[Session]:
    """Return the sessions a sheet is for; 404 where none is meant."""
    found = list(mine.sessions.all())
    if session := request.GET.get("sesi"):
        found = [one for one in found if str(one.pk) == session]
    elif day := request.GET.get("hari"):
        try:
            asked = dt.date.fromisoformat(day)
        except ValueError as fault:
            raise Http404 from fault
        found = [one for one in found if timezone.localdate(one.starts_at) == asked]
    if not found:
        raise Http404
    return found


def _refused_words(refused: TableRefused) -> str:
    if refused.reason == "headings":
        return _("Ini bukan daftar yang diunduh dari sini: kolom “Kunci” tidak ditemukan.")
    return roster_refused_words(refused.reason, refused.text)


def _page(
    request: HttpRequest, mine: Event, form: django_forms.Form, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"event": mine, "form": form, **more}
    return render(request, "training/attendance_upload.html", context, status=status)
