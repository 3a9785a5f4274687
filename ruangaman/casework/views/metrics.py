"""``/metrik/``: figures for a monitoring program that has the token."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ruangaman.casework.selectors.metrics import metrics_text

_BEARER = "Bearer "


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with the figures; without the right token there is no such page."""
    given = request.headers.get("Authorization", "")
    token = settings.METRICS_TOKEN
    if not token or not secrets.compare_digest(given.encode(), f"{_BEARER}{token}".encode()):
        raise Http404
    return HttpResponse(metrics_text(), content_type="text/plain; version=0.0.4; charset=utf-8")
