"""Addresses of ``/api/v1/``, each answered as ``views.answers`` says.

They stand here by hand, for the framework behind them is read with the first question of a program:
most processes are never asked one, and it takes as long to read as all of Django's forms.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from ruangaman.api.views.answers import View, answered

_NAMES = {
    "openapi.json": "openapi",
    "indicators": "indicators",
    "indicators/<code>": "indicator",
    "coverage": "coverage",
    "releases": "releases",
    "releases/<semester>": "release",
    "reports": "reports",
    "reports/<report>": "report",
    "units": "units",
    "finder": "finder",
    "sdmx/indicators": "sdmx_indicators",
    "sdmx/releases/<semester>": "sdmx_release",
}


def _read_when_asked(name: str) -> View:
    def view(request: HttpRequest, **given: Any) -> HttpResponse:
        from ruangaman.api.views import v1

        answer: HttpResponse = v1.views()[name](request, **given)
        return answer

    return view


def _pattern(route: str, name: str) -> URLPattern:
    return path(route, answered(_read_when_asked(name), name), name=name)


urlpatterns = ([_pattern(route, name) for route, name in _NAMES.items()], "v1")
