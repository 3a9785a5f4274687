"""The public pages that inform: landing, help, rights, privacy. Nothing chosen is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.notes import open_notes
from ruangaman.core.regions import regions
from ruangaman.directory.entries import Entry, service_entries
from ruangaman.directory.forms.help import HealthBand, HelpSearch
from ruangaman.directory.guide import Need, area_title, needs, police_notice, rights_groups
from ruangaman.directory.health import health_bands, health_hours
from ruangaman.directory.receivers import somebody_can_read
from ruangaman.directory.selectors import hotlines, services_for

DOCTOR = "dokter"


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """The first page: two requests, nothing else."""
    return render(request, "public/landing.html", {"can_be_read": somebody_can_read()})


@require_http_methods(["GET", "HEAD", "POST"])
def help_page(request: HttpRequest) -> HttpResponse:
    """Where help is. A POST asks for services, for the hours that matter, or for the whole list."""
    if request.method != "POST":
        return _help(request)
    if "jam" in request.POST:
        return _hours(request)
    if "semua" in request.POST:
        return _everything(request)
    return _services(request)


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Rights in plain words, each with its article and its mark."""
    context = {
        "groups": rights_groups(),
        "notes": open_notes("hak"),
        "asking_notes": open_notes("tujuan"),
        "police": police_notice(),
    }
    return render(request, "public/rights.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, who reads it, and what this site cannot protect against."""
    return render(request, "public/privacy.html", {"area": area_title()})


def _help(
    request: HttpRequest, *, search: HelpSearch | None = None, band: HealthBand | None = None
) -> HttpResponse:
    """Show the page with its two forms; one that was filled in wrongly is answered with 422."""
    wrong = search or band
    context = {
        "hotlines": hotlines(),
        "search": search or _search_form(needs()),
        "band": band or HealthBand(bands=health_bands()),
        "wrong": wrong,
    }
    return render(request, "public/help.html", context, status=422 if wrong else 200)


def _services(request: HttpRequest) -> HttpResponse:
    known = needs()
    form = _search_form(known, request.POST)
    if not form.is_valid():
        return _help(request, search=form)
    need = next(need for need in known if need.key == form.cleaned_data["kebutuhan"])
    region = form.cleaned_data["daerah"]
    lines = list(hotlines())
    context = {
        "need": need,
        "region": dict(form.fields["daerah"].choices)[region] if region else "",  # type: ignore[attr-defined]
        "hotlines": [line for line in lines if line.code in need.hotlines],
        "band": HealthBand(bands=health_bands()) if need.key == DOCTOR else None,
        **_listed(service_entries(services_for(need=need.key, region=region), lines)),
    }
    return render(request, "public/help_services.html", context)


def _hours(request: HttpRequest) -> HttpResponse:
    form = HealthBand(request.POST, bands=health_bands())
    if not form.is_valid():
        return _help(request, band=form)
    context = {
        "health": health_hours(form.cleaned_data["kapan"]),
        "doctor": DOCTOR,
        "search": _search_form([]),
    }
    return render(request, "public/help_hours.html", context)


def _everything(request: HttpRequest) -> HttpResponse:
    lines = list(hotlines())
    context = {"hotlines": lines, **_listed(service_entries(services_for(), lines))}
    return render(request, "public/help_all.html", context)


def _search_form(known: list[Need], data: Any = None) -> HelpSearch:
    return HelpSearch(
        data,
        needs=[(need.key, need.title) for need in known],
        regions=[(region.code, region.name) for region in regions()],
    )


def _listed(entries: list[Entry]) -> dict[str, Any]:
    """Return a list of services and what must be said before it: who tells the police."""
    return {
        "entries": entries,
        "tells_police": any(entry.duty == "yes" for entry in entries),
        "police": police_notice(),
        "notes": open_notes("layanan"),
    }
