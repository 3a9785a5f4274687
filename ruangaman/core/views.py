"""Health, and the pages Django asks for when something went wrong."""

from __future__ import annotations

import sys

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ruangaman.core.faults import fault_page, form_kept, status_of


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer ``ok`` once the database has answered; a database that does not answer is a 503."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, and 413 for a request that is too large."""
    return fault_page(status_of(exception), request.path)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return fault_page(403, request.path, exception=exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return fault_page(404, request.path, exception=exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, and 503 while the database does not answer."""
    exception = sys.exc_info()[1]
    kept = form_kept(request) if request.method == "POST" else ()
    return fault_page(status_of(exception), request.path, exception=exception, kept=kept)


def too_many(request: HttpRequest) -> HttpResponse:
    """429 for too many tries to sign in."""
    return fault_page(429, request.path)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a staff form without its token. Django's ``reason`` is for logs, not for people."""
    del reason
    return fault_page(403, request.path)
