"""The outermost middleware: whatever happens inside, a person gets a page."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError

from ruangaman.core.faults import TooMany, fault_page, status_of

logger = logging.getLogger(__name__)


class FaultPages:
    """Error pages for what Django would answer bare, wrongly, or not at all.

    404, 403, 400 and 500 come from the handlers of the URL configuration; here stand
    429 and 413 raised by a view, and every empty error answer (405 among them).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the inner response, or with an error page in its place."""
        try:
            response = self._get_response(request)
        except Exception as exception:
            logger.exception("error handler failed")
            return fault_page(status_of(exception), request.path)
        if response.status_code >= 400 and not response.streaming and not response.content:
            self._fill(response, request.path)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what is the client's doing; leave faults of ours to Django, which logs them."""
        if isinstance(exception, TooMany | RequestDataTooBig | UnreadablePostError):
            return fault_page(status_of(exception), request.path, exception=exception)
        return None

    @staticmethod
    def _fill(response: HttpResponse, path: str) -> None:
        page = fault_page(response.status_code, path)
        response.content = page.content
        for name, value in page.headers.items():
            response.headers[name] = value
        response.headers["Content-Length"] = str(len(page.content))
