"""An opened file on its way out: saved, never shown by the browser under our address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.http import HttpResponse, StreamingHttpResponse

from ruangaman.reporting.attached import Attached

SHOWS_PROGRESS = {"connect-src": ["'self'"]}
"""Added to the policy of the pages that choose a file: only so can a script say how far it is."""

_NOTHING_RUNS = "sandbox; default-src 'none'"


def download(file: Attached, pieces: Iterator[bytes]) -> HttpResponse:
    """Return a file as an attachment under a neutral name and a type of our own list."""
    response = StreamingHttpResponse(pieces, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.download_name}"'
    response.headers["Content-Length"] = str(file.size)
    response.headers["Content-Security-Policy"] = _NOTHING_RUNS
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return cast(HttpResponse, response)  # the decorators of views know only the one kind
