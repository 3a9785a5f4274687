"""``/jejaring/poster/``: posters for offices, pocket cards for focal points."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.storage import sealed_files
from ruangaman.network.forms.posters import CARD, PosterForm, PosterSetForm
from ruangaman.network.models import PosterSet, Unit
from ruangaman.network.permissions import is_coordinator, units_of
from ruangaman.network.poster_files import ready_by_unit
from ruangaman.network.posters import card_pdf, poster_pdf
from ruangaman.network.selectors.units import units_in_force
from ruangaman.network.services.posters import poster_set_ask
from ruangaman.people.access import role_required, user_of
from ruangaman.people.models import Role, User

LOOK_AGAIN = 2
"""Seconds after which the page about a set that is being made is asked for again."""

_printers = role_required(Role.COORDINATOR, Role.HEAD_OF_UNIT, Role.FOCAL_POINT)


@require_safe
@_printers
def posters(request: HttpRequest) -> HttpResponse:
    """Choose what to print."""
    user = user_of(request)
    return _page(request, user, PosterForm(units=_units(user)), PosterSetForm())


@require_safe
@_printers
def poster(request: HttpRequest) -> HttpResponse:
    """Return one document, to be looked at and printed."""
    user = user_of(request)
    form = PosterForm(request.GET, units=_units(user))
    if not form.is_valid():
        return _page(request, user, form, PosterSetForm(), status=422)
    with translation.override(form.cleaned_data["bahasa"]):
        content = card_pdf() if form.cleaned_data["jenis"] == CARD else _poster(form)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{form.cleaned_data["jenis"]}.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@_printers
def set_ask(request: HttpRequest) -> HttpResponse:
    """Ask for a whole set."""
    if request.method != "POST":
        return redirect("network:posters")
    user = user_of(request)
    form = PosterSetForm(request.POST)
    if not form.is_valid():
        return _page(request, user, PosterForm(units=_units(user)), form, status=422)
    codes = [] if is_coordinator(user) else [unit.code for unit in _units(user)]
    if not codes and not is_coordinator(user):
        raise Http404
    asked = poster_set_ask(choices=form.chosen(codes), by=user)
    return redirect("network:poster_set", asked.pk)


@require_safe
@_printers
def set_progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show how far a set is; the page looks again by itself until it is there."""
    asked = get_object_or_404(PosterSet, pk=pk, asked_by=user_of(request))
    going = asked.state in (PosterSet.State.WAITING, PosterSet.State.MAKING)
    ready = asked.state == PosterSet.State.READY
    gone = ready and not sealed_files().exists(asked.place)
    context = {"set": asked, "going": going, "ready": ready and not gone, "gone": gone}
    answer = render(request, "network/poster_set.html", context)
    if going:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


@require_safe
@_printers
def set_download(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Return the finished ZIP."""
    asked = get_object_or_404(
        PosterSet, pk=pk, asked_by=user_of(request), state=PosterSet.State.READY
    )
    try:
        content = sealed_files().open(asked.place)
    except FileNotFoundError:
        return redirect("network:poster_set", asked.pk)
    answer = FileResponse(
        content, as_attachment=True, filename="poster.zip", content_type="application/zip"
    )
    return cast("HttpResponse", answer)


def _poster(form: PosterForm) -> bytes:
    unit = form.unit
    ready = ready_by_unit([unit.code]) if unit and form.cleaned_data["kontak"] else {}
    return poster_pdf(
        size=form.cleaned_data["ukuran"] or "A4",
        unit_name=unit.name if unit else "",
        contacts=ready.get(unit.code, ()) if unit else (),
    )


def _units(user: User) -> QuerySet[Unit]:
    """Return the units that somebody prints for: all, or the own."""
    found = units_in_force()
    return found if is_coordinator(user) else found.filter(code__in=units_of(user))


def _page(
    request: HttpRequest, user: User, form: PosterForm, form_set: PosterSetForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "form_set": form_set,
        "units": form.count,
        "latest": PosterSet.objects.filter(asked_by=user).order_by("-asked_at").first(),
        "error_form": form_set if form_set.is_bound else form,
    }
    return render(request, "network/posters.html", context, status=status)
