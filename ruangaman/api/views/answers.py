"""Around every answer of ``/api/v1/``: HEAD, ETag, JSON for every refusal, the log of the key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from ruangaman.api.access import key_of
from ruangaman.api.services.calls import call_note
from ruangaman.core.problems import problem

View = Callable[..., HttpResponse]


def answered(view: View, endpoint: str) -> View:
    """Return a view that answers as ``endpoint`` of the API."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **given: Any) -> HttpResponse:
        method = request.method
        request.method = "GET" if method == "HEAD" else method  # the framework knows no HEAD
        response = view(request, **given)
        request.method = method  # whoever sends a body away looks here
        if response.status_code == 405:
            response = problem(405)
            response.headers["Allow"] = "GET, HEAD"
        response = _compared(request, response)
        key = key_of(request)
        if key is not None:
            call_note(key_id=key.pk, endpoint=endpoint, status=response.status_code)
        return response

    return answer


def _compared(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer, or 304 to a program that has it already."""
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    compared = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(compared, HttpResponse)
    compared.asked_again = True  # type: ignore[attr-defined]
    return compared
