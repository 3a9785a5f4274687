"""``/survei/jangkauan/…/catat/``: note, correct and withdraw what the own unit held."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import unit_by_code
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted
from ruangaman.surveys.forms.briefings import BriefingForm
from ruangaman.surveys.models import Briefing
from ruangaman.surveys.permissions import briefs_required, may_note
from ruangaman.surveys.selectors import briefings as seen
from ruangaman.surveys.selectors.campaigns import campaign_titles, campaigns_near
from ruangaman.surveys.services.briefings import (
    BriefingChanged,
    briefing_change,
    briefing_note,
    briefing_withdraw,
)

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@briefs_required
def note(request: HttpRequest, code: str) -> HttpResponse:
    """Note a briefing or an activity; a page sent twice counts once."""
    unit = _unit(request, code)
    campaigns = _campaigns()
    wanted = {"kampanye": request.GET.get("kampanye", ""), "jenis": request.GET.get("jenis", "")}
    form = BriefingForm(posted(request), campaigns=campaigns, initial=wanted)
    alike, other = _alike(form, code), None
    if form.is_valid():
        try:
            briefing_note(unit_code=code, noted=form.noted, once=form.once, by=user_of(request))
        except BriefingChanged as fault:
            other = fault.entry
        else:
            messages.success(request, _("Tercatat. Terima kasih."))
            return redirect("surveys:briefing_unit", code)
    return _page(request, form, unit=unit, alike=alike, other=other)


@_forms
@briefs_required
def change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct an entry; the second of two editors sees what the first one wrote."""
    entry = _entry(request, pk)
    unit = _unit(request, entry.unit_code)
    if entry.withdrawn:
        messages.error(request, _("Catatan ini sudah ditarik. Catat lagi bila perlu."))
        return redirect("surveys:briefing_unit", unit.code)
    campaigns, other = _campaigns(entry.campaign), None
    form = BriefingForm(posted(request), campaigns=campaigns, entry=entry)
    if form.is_valid():
        try:
            briefing_change(
                entry=entry, revision=form.revision, noted=form.noted, by=user_of(request)
            )
        except BriefingChanged as fault:
            other = fault.entry
            renewed = {**request.POST.dict(), "versi": other.revision}
            form = BriefingForm(renewed, campaigns=campaigns, entry=other)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("surveys:briefing_unit", unit.code)
    return _page(request, form, unit=unit, entry=entry, other=other)


@require_POST
@briefs_required
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let an entry count nowhere."""
    entry = _entry(request, pk)
    version = request.POST.get("versi", "")
    revision = int(version) if version.isdecimal() and len(version) < 10 else -1
    try:
        briefing_withdraw(entry=entry, revision=revision, by=user_of(request))
    except BriefingChanged as fault:
        if not fault.entry.withdrawn:
            messages.error(request, _("Catatan ini baru saja diubah orang lain. Lihat dulu."))
            return redirect("surveys:briefing_change", pk)
    messages.success(request, _("Catatan ditarik dan tidak dihitung lagi."))
    return redirect("surveys:briefing_unit", entry.unit_code)


def _alike(form: BriefingForm, code: str) -> list[Briefing]:
    """Return what may be the same, noted before by somebody else, and ask about it."""
    if not form.is_bound or not form.is_valid() or form.cleaned_data["lain"]:
        return []
    noted, once = form.noted, form.once
    alike = seen.entries_like(code, noted.kind, noted.day)
    found = [] if any(bytes(one.once) == once for one in alike) else alike
    if found:
        form.add_error("lain", _("Pada hari itu sudah ada catatan. Apakah ini kegiatan yang lain?"))
    return found


def _page(
    request: HttpRequest, form: BriefingForm, *, other: Briefing | None = None, **more: Any
) -> HttpResponse:
    status = 409 if other else 422 if form.is_bound else 200
    asks = bool(form["lain"].errors) or bool(form.is_bound and form["lain"].value())
    context = {"form": form, "other": other, "asks": asks, **more}
    return render(request, "surveys/briefing_form.html", context, status=status)


def _unit(request: HttpRequest, code: str) -> Unit:
    """Return a unit whose briefings this person notes; for others it is not there."""
    found = unit_by_code(code) if may_note(user_of(request), code) else None
    if found is None:
        raise Http404
    return found


def _entry(request: HttpRequest, pk: uuid.UUID) -> Briefing:
    found = seen.entry_one(pk)
    if found is None or not may_note(user_of(request), found.unit_code):
        raise Http404
    return found


def _campaigns(kept: str = "") -> list[tuple[str, str]]:
    """Return campaigns to choose from; the entry's own stays on the list."""
    found = [(one.key, one.title) for one in campaigns_near(timezone.localdate())]
    if kept and kept not in dict(found):
        found.append((kept, campaign_titles().get(kept, kept)))
    return found
