"""A unit's staff list, and whom signatures stand for: pages for its head and focal points."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ruangaman.lib.table import TableRefused
from ruangaman.network.models import Unit
from ruangaman.network.roster_words import roster_refused_status
from ruangaman.network.views.imports import uploaded
from ruangaman.people.access import user_of
from ruangaman.policy.forms.pledges import PaperForm, StaffFileForm, StaffForm
from ruangaman.policy.models import Group
from ruangaman.policy.permissions import unit_required
from ruangaman.policy.selectors.pledges import pledge_content
from ruangaman.policy.services.pledges import pledge_drop, pledge_match, pledges_on_paper
from ruangaman.policy.services.staff import staff_add, staff_leave
from ruangaman.policy.staff_list import StaffRead, staff_read, staff_refused_words
from ruangaman.policy.views.pledges import own_unit_of, unit_page

_forms = require_http_methods(["GET", "HEAD", "POST"])
_UNIT = "policy:pledge_unit"
_MOST_NAMED = 100
"""Faults that a page lists; further ones are counted."""


@_forms
@unit_required
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Take a list of names: first show what it says, then keep it."""
    mine = own_unit_of(request, code)
    form = StaffForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, mine, form, status=422 if form.is_bound else 200)
    people = form.cleaned_data["people"]
    if "simpan" not in request.POST:
        return _page(request, mine, form, people=people)
    number = staff_add(unit=mine, people=people, by=user_of(request))
    words = ngettext("%(number)s nama ditambahkan.", "%(number)s nama ditambahkan.", number)
    messages.success(request, words % {"number": number})
    return redirect(_UNIT, mine.code)


@_forms
@unit_required
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Read a list from a file, and show it as if it had been pasted; nothing is kept yet."""
    mine = own_unit_of(request, code)
    form = StaffFileForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, mine, form, status=422 if form.is_bound else 200)
    group, folder = form.cleaned_data["kelompok"], settings.EPHEMERAL_HOME / "tables"
    try:
        read = staff_read(uploaded(request), otherwise=group, folder=folder)
    except TableRefused as refused:
        form.add_error("file", staff_refused_words(refused))
        return _asked(request, mine, form, status=roster_refused_status(refused.reason))
    if read.wrong:
        return _asked(request, mine, form, read=read, status=422)
    pasted = StaffForm({"kelompok": group, "daftar": read.lines})
    return _page(request, mine, pasted, people=list(read.people), read=read)


def _asked(
    request: HttpRequest,
    mine: Unit,
    form: StaffFileForm,
    *,
    read: StaffRead | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = read.wrong if read else ()
    context = {
        "unit": mine,
        "form": form,
        "wrong": wrong[:_MOST_NAMED],
        "more_wrong": max(len(wrong) - _MOST_NAMED, 0),
    }
    return render(request, "policy/staff_upload.html", context, status=status)


def _page(
    request: HttpRequest,
    mine: Unit,
    form: StaffForm,
    *,
    people: list[tuple[str, str]] | None = None,
    read: StaffRead | None = None,
    status: int = 200,
) -> HttpResponse:
    labels = dict(Group.choices)
    context = {
        "unit": mine,
        "form": form,
        "read": read,
        "people": [(name, labels[group]) for name, group in people or []],
    }
    return render(request, "policy/staff.html", context, status=status)


@_forms
@unit_required
def leave(request: HttpRequest, code: str, pk: uuid.UUID) -> HttpResponse:
    """Take somebody off the list. A GET leads to the unit."""
    mine = own_unit_of(request, code)
    if request.method == "POST" and staff_leave(unit=mine, member=pk, by=user_of(request)):
        messages.success(request, _("Nama itu tidak lagi di daftar."))
    return redirect(_UNIT, mine.code)


@_forms
@unit_required
def on_paper(request: HttpRequest, code: str) -> HttpResponse:
    """Note who signed on paper. A GET leads to the unit."""
    mine, content = own_unit_of(request, code), pledge_content()
    if request.method != "POST" or content is None:
        return redirect(_UNIT, mine.code)
    form = PaperForm(request.POST)
    ticked = [found for one in request.POST.getlist("orang") if (found := _key(one))]
    if not form.is_valid() or not ticked:
        if form.is_valid():
            form.add_error(None, _("Centang siapa yang sudah menandatangani."))
        return unit_page(request, mine, form, status=422)
    number = pledges_on_paper(
        unit=mine,
        content=content,
        members=ticked,
        day=form.cleaned_data["hari"],
        by=user_of(request),
    )
    words = ngettext("%(number)s tanda tangan dicatat.", "%(number)s tanda tangan dicatat.", number)
    messages.success(request, words % {"number": number})
    return redirect(_UNIT, mine.code)


@_forms
@unit_required
def match(request: HttpRequest, code: str, pk: uuid.UUID) -> HttpResponse:
    """Say for whom a signature stands, or that it belongs to nobody here."""
    mine = own_unit_of(request, code)
    if request.method != "POST":
        return redirect(_UNIT, mine.code)
    if "buang" in request.POST:
        if pledge_drop(unit=mine, signature=pk, by=user_of(request)):
            messages.success(request, _("Tanda tangan itu dihapus."))
        return redirect(_UNIT, mine.code)
    member = _key(request.POST.get("orang", ""))
    done = member and pledge_match(unit=mine, signature=pk, member=member, by=user_of(request))
    if done:
        messages.success(request, _("Tanda tangan itu kini milik nama di daftar."))
    else:
        messages.error(request, _("Pilih nama dari daftar yang belum menandatangani."))
    return redirect(_UNIT, mine.code)


def _key(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None
