"""``/insiden/``: the register, for the data protection officer whose key is open."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.incidents.forms import (
    AuthorityForm,
    ContainedForm,
    IncidentForm,
    LessonsForm,
    PersonsForm,
    ReopenForm,
)
from ruangaman.incidents.selectors.register import (
    IncidentNotFound,
    Opened,
    incident_opened,
    incidents_opened,
    officers_lacking,
)
from ruangaman.incidents.services import register as services
from ruangaman.incidents.views.report import rule_context
from ruangaman.incidents.words import HISTORY, KINDS, LABELS, MISSING, words_of
from ruangaman.people.access import View, reader_of, reader_required, role_required
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role
from ruangaman.people.readers import Reader

STEPS: dict[str, tuple[type[IncidentForm], str]] = {
    "tahan": (ContainedForm, "contained"),
    "lembaga": (AuthorityForm, "authority"),
    "orang": (PersonsForm, "persons"),
    "pelajaran": (LessonsForm, "lessons"),
    "tutup": (ReopenForm, "closed"),
    "buka-lagi": (ReopenForm, "reopened"),
    "bagikan": (ReopenForm, "shared"),
}


def _officer(view: View) -> View:
    return role_required(Role.DPO)(reader_required(view))


@require_safe
@_officer
def incidents(request: HttpRequest) -> HttpResponse:
    """List incidents: late ones first."""
    rows = [
        {"one": one, "kind": KINDS.get(one.values.get("kind", ""), "–")}
        for one in incidents_opened(reader_of(request))
    ]
    return render(request, "incidents/list.html", {"rows": rows})


@require_safe
@_officer
def incident(request: HttpRequest, code: str) -> HttpResponse:
    """Show an incident and what can be done."""
    return _page(request, _found(request, code), _forms())


@require_safe
@_officer
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Show the record for printing: roles and times, no person and no case."""
    opened = _found(request, code)
    return render(request, "incidents/record.html", _context(opened))


@require_http_methods(["GET", "HEAD", "POST"])
@_officer
def step(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Do one step. A GET leads to the incident."""
    if name not in STEPS:
        raise Http404
    if request.method != "POST":
        return redirect("incidents:detail", code)
    opened = _found(request, code)
    shown = _forms()
    form = shown[name] = STEPS[name][0](request.POST)
    if form.is_valid():
        try:
            done = _run(reader_of(request), opened, name, form)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, done)
            return redirect("incidents:detail", code)
    return _page(request, opened, shown, form)


def _run(reader: Reader, opened: Opened, name: str, form: IncidentForm) -> str:
    item: uuid.UUID = form.cleaned_data["butir"]
    if name == "bagikan":
        services.incident_share(reader=reader, opened=opened)
        return _("Petugas lain sekarang dapat membacanya.")
    if name == "tutup":
        services.incident_close(reader=reader, opened=opened, item_id=item)
        return _("Insiden ditutup.")
    what = STEPS[name][1]
    services.incident_write(
        reader=reader, opened=opened, what=what, values=form.values(), item_id=item
    )
    return _("Tersimpan.")


def _found(request: HttpRequest, code: str) -> Opened:
    try:
        return incident_opened(reader_of(request), code)
    except IncidentNotFound as missing:
        raise Http404 from missing


def _forms() -> dict[str, IncidentForm]:
    return {name: form() for name, (form, _what) in STEPS.items()}


def _page(
    request: HttpRequest,
    opened: Opened,
    shown: dict[str, IncidentForm],
    refused: IncidentForm | None = None,
) -> HttpResponse:
    context = {
        "asked": {name.replace("-", "_"): form for name, form in shown.items()},
        "refused": refused,
        "lacking": len(officers_lacking(opened)),
        **_context(opened),
    }
    status = 422 if refused is not None else 200
    return render(request, "incidents/detail.html", context, status=status)


def _context(opened: Opened) -> dict[str, Any]:
    values = opened.values
    said = {name: words_of(name, values.get(name)) for name in LABELS}
    return {
        "one": opened,
        "said": said,
        "values": values,
        "links": opened.links,
        "history": [
            {"one": one, "what": HISTORY.get(one.what, HISTORY["altered"])}
            for one in opened.history
        ],
        "missing": [str(MISSING[name]) for name in opened.missing],
        "hours": services.notice_hours(),
        **rule_context(),
    }
