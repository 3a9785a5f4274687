"""``/api/``: for people who write programs, what can be asked, from the OpenAPI document itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.api.scopes import Scope
from ruangaman.api.services.calls import PER_MINUTE


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Show every address with its parameters, to everybody: there is nothing of anybody in it."""
    from ruangaman.api.views.v1 import document  # reads the framework

    paths: dict[str, Any] = document()["paths"]
    context = {
        "endpoints": [_endpoint(path, one["get"]) for path, one in paths.items()],
        "address": settings.STAFF_ADDRESS.rstrip("/"),
        "most": PER_MINUTE,
    }
    return render(request, "api/reference.html", context)


def _endpoint(path: str, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": path,
        "scope": one["tags"][0],
        "scope_label": Scope(one["tags"][0]).label,
        "summary": one["summary"],
        "parameters": [asked["name"] for asked in one["parameters"]],
    }
