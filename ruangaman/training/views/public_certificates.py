"""``/sertifikat/``: whether a certificate holds, for everybody, and the keys that sign them."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.lib.credentials import did_key, jwk
from ruangaman.training.forms.numbers import NumberForm
from ruangaman.training.labels import course_shown
from ruangaman.training.selectors.public import Shown, issuer_keys, shown_by_id, shown_by_number


@require_http_methods(["GET", "HEAD", "POST"])
def certificate_check(request: HttpRequest) -> HttpResponse:
    """Ask for a number, and answer at once: no address tells what was asked."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = shown_by_number(form.cleaned_data["nomor"], timezone.localdate())
        if found is not None:
            return _answer(request, found)
        form.unknown()
    status = 422 if form.is_bound else 200
    return render(request, "public/certificate_check.html", {"form": form}, status=status)


@require_safe
def certificate_public(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say whether the certificate of this address holds, and no more."""
    found = shown_by_id(pk, timezone.localdate())
    if found is None:
        context = {"form": NumberForm(), "unknown": True}
        return render(request, "public/certificate_check.html", context, status=404)
    return _answer(request, found)


@require_safe
def certificate_keys(request: HttpRequest) -> HttpResponse:
    """Show every key that ever signed certificates."""
    rows = [{"key": one, "did": did_key(bytes(one.public))} for one in issuer_keys()]
    return render(request, "public/certificate_keys.html", {"rows": rows})


@require_safe
def certificate_keys_json(_request: HttpRequest) -> HttpResponse:
    """Return the keys as a JSON Web Key set, for programs."""
    return JsonResponse({"keys": [jwk(bytes(one.public)) for one in issuer_keys()]})


def _answer(request: HttpRequest, found: Shown) -> HttpResponse:
    context = {"found": found, "course": course_shown(found.course)}
    return render(request, "public/certificate.html", context)
