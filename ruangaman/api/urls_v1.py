"""Addresses of ``/api/v1/``: those of the framework, each answered as ``views.answers`` says."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.api.views.answers import answered
from ruangaman.api.views.v1 import API, openapi


def _patterns() -> list[URLPattern]:
    found = [one for one in API.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in found:
        one.callback = answered(one.callback, str(one.name))
    return found


urlpatterns = (
    [path("openapi.json", answered(openapi, "openapi"), name="openapi"), *_patterns()],
    "v1",
)
