"""``/layanan/``: all services, one of them, and what is recorded of it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.directory.entries import service_entries
from ruangaman.directory.forms import upkeep as forms
from ruangaman.directory.forms.finding import ServiceFilter, ServiceSearch
from ruangaman.directory.freshness import freshness, oldest_check
from ruangaman.directory.history import change_lines, offer_lines
from ruangaman.directory.models import Service
from ruangaman.directory.permissions import keeper_required
from ruangaman.directory.selectors import hotlines
from ruangaman.directory.selectors.upkeep import service_changes, services_kept, share_fresh
from ruangaman.directory.services import upkeep
from ruangaman.directory.services.upkeep import ServiceChanged, ServiceFault
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted

PAGE_SIZE = 50
_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@keeper_required
def services(request: HttpRequest) -> HttpResponse:
    """List services by need, region and check; by POST those in which certain words stand."""
    form, search = ServiceFilter(request.GET), ServiceSearch(posted(request))
    valid = form.is_valid() and (not search.is_bound or search.is_valid())
    asked = {name: form.cleaned_data.get(name, "") for name in ("jenis", "daerah", "umur")}
    if search.is_bound and search.is_valid():
        rows = services_kept(words=search.cleaned_data["cari"])
    else:
        rows = services_kept(need=asked["jenis"], region=asked["daerah"], age=asked["umur"])
    size = max(len(rows), 1) if search.is_bound else PAGE_SIZE
    context = {
        "form": form,
        "search": search,
        "both": [form, search] if search.is_bound else [form],
        "page": Paginator(rows, size).get_page(request.GET.get("page")),
        "filtered": any(asked.values()),
        "share": share_fresh(),
    }
    return render(request, "directory/list.html", context, status=200 if valid else 422)


@require_safe
@keeper_required
def service(request: HttpRequest, code: str) -> HttpResponse:
    """Show a service as everybody sees it, and what was done to it."""
    return shown(request, service_of(code))


@_forms
@keeper_required
def service_add(request: HttpRequest) -> HttpResponse:
    """Record a service."""
    form = forms.ServiceForm(posted(request))
    context: dict[str, Any] = {"form": form}
    if form.is_valid() and not _doubts(form, context):
        try:
            made = upkeep.service_add(by=user_of(request), **_said(form))
        except ServiceFault as fault:
            _say(form, fault)
        else:
            messages.success(request, _("%(name)s dicatat.") % {"name": made.name})
            return redirect("directory:service", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "directory/add.html", context, status=status)


@_forms
@keeper_required
def service_change(request: HttpRequest, code: str) -> HttpResponse:
    """Change a service; the second of two editors sees what the first one wrote."""
    mine = service_of(code)
    initial = forms.typed(mine) | {"ditanya": "telepon" in request.GET}
    form = forms.ServiceChangeForm(posted(request), initial=initial)
    context: dict[str, Any] = {"form": form, "service": mine}
    if form.is_valid() and not _doubts(form, context):
        try:
            upkeep.service_change(
                code=code, version=form.version, by=user_of(request), **_said(form)
            )
        except ServiceFault as fault:
            _say(form, fault)
        except ServiceChanged as fault:
            context |= _differing(fault.service, form)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("directory:service", code)
    status = 409 if "differing" in context else 422 if form.is_bound else 200
    return render(request, "directory/change.html", context, status=status)


def service_of(code: str) -> Service:
    """Return a service, shown or not, or 404."""
    return get_object_or_404(Service, pk=code)


def shown(
    request: HttpRequest, mine: Service, *, failed: str = "", status: int = 200
) -> HttpResponse:
    """Show a service, with what went wrong with a step."""
    [entry] = service_entries([mine], hotlines())
    context = {
        "service": mine,
        "entry": entry,
        "freshness": freshness(mine, oldest_check()),
        "changes": change_lines(service_changes(mine)),
        "offer": offer_lines(mine),
        "failed": failed,
    }
    return render(request, "directory/service.html", context, status=status)


def changed_sentence() -> str:
    """Say that somebody else was faster."""
    return _("Layanan ini baru saja diubah orang lain. Lihat dulu yang sekarang, lalu ulangi.")


def _said(form: forms.ServiceForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "entry": form.entry,
        "asked": said["ditanya"],
        "cost_asked": said["ditanya"] and said["biaya_ditanya"],
    }


def _doubts(form: forms.ServiceForm, context: dict[str, Any]) -> bool:
    """Put doubts on the page; none where somebody has already looked again."""
    if form.cleaned_data["yakin"]:
        return False
    context["doubts"] = form.doubts
    return bool(context["doubts"])


def _say(form: forms.ServiceForm, fault: ServiceFault) -> None:
    names = forms.FIELDS | {"contact": "saluran", "address": "alamat"}
    for field, message in fault.faults:
        form.add_error(names[field], message)


def _differing(now: Service, form: forms.ServiceChangeForm) -> dict[str, Any]:
    """Return the form as it was typed over the newest version, and where the two differ."""
    stands = forms.typed(now)
    data = cast(QueryDict, form.data).copy()
    data["versi"] = str(now.version)
    again = forms.ServiceChangeForm(data)
    again.is_valid()
    differing = [
        {
            "label": again[name].label,
            "now": _shown(again, name, stands[name]),
            "typed": _shown(again, name, again.cleaned_data[name]),
        }
        for name in again.cleaned_data
        if name in stands and name != "versi" and again.cleaned_data[name] != stands[name]
    ]
    return {"form": again, "differing": differing, "service": now}


def _shown(form: forms.ServiceForm, name: str, value: Any) -> str:
    """Return what a field holds in the words of its choices."""
    words = dict(getattr(form.fields[name], "choices", ()))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(one, one)) for one in values)
