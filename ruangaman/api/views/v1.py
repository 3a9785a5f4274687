"""``/api/v1/`` as a whole, and the OpenAPI document of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from django.views.decorators.http import require_safe

from ruangaman.api.framework import api_make, document_of
from ruangaman.api.views import coverage, indicators, releases, reports, sdmx, units

DESCRIPTION = (
    "What programs of partners may read, and nothing that could be changed. Figures about "
    "reports come from releases alone: what a release hides is hidden here too. Every text comes "
    "in both languages (`…_id`, `…_en`)."
)
API = api_make(
    title="Ruang Aman",
    description=DESCRIPTION,
    routers=[one.router for one in (indicators, coverage, releases, reports, units, sdmx)],
)


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document; made when it is first asked for."""
    return document_of(API)


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document, without a key."""
    return JsonResponse(document())


@cache
def views() -> dict[str, Callable[..., Any]]:
    """Return what answers, by the name of its address."""
    made = [one for one in API.urls[0] if isinstance(one, URLPattern)]
    return {str(one.name): one.callback for one in made} | {"openapi": openapi}
