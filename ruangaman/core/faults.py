"""Error pages: which code an exception gets, and the page for it. Never needs the database."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.encoding import escape_uri_path

from ruangaman.core.context import other_language
from ruangaman.core.problems import MACHINES, problem
from ruangaman.core.surface import is_public
from ruangaman.core.uploads import is_upload_address

logger = logging.getLogger(__name__)
Kept = Sequence[tuple[str, str]]

RETRY_SECONDS = 30
_NEVER_SHOWN = frozenset({"password", "passphrase", "old", "again", "code", "login"})
_TYPED_AGAIN = frozenset({"kode"})
"""Opens a mailbox: the form comes back with this field empty."""

_PLAIN = "text/plain; charset=utf-8"


class TooMany(Exception):
    """Too many requests: answered with 429 and ``Retry-After``, in seconds."""

    def __init__(self, retry_after: int) -> None:
        """Say after how many seconds it may be tried again."""
        super().__init__(retry_after)
        self.retry_after = retry_after


_STATUS: tuple[tuple[type[BaseException], int], ...] = (
    (TooMany, 429),
    (RequestDataTooBig, 413),
    (Http404, 404),
    (PermissionDenied, 403),
    (SuspiciousOperation, 400),
    (BadRequest, 400),
    (MultiPartParserError, 400),
    (UnreadablePostError, 400),
    (OperationalError, 503),
    (InterfaceError, 503),
    (OSError, 503),
)


def status_of(exception: BaseException | None) -> int:
    """Return the HTTP status an exception is answered with; 500 where none is known."""
    return next((code for kind, code in _STATUS if isinstance(exception, kind)), 500)


def fault_page(
    code: int, path: str, *, exception: BaseException | None = None, kept: Kept = ()
) -> HttpResponse:
    """Return the error page ``code`` in the language of ``path``; for programs, JSON in both.

    ``kept`` is what ``form_kept`` gave: the form that could not be taken, to be sent once more.
    If even the template fails, two words of plain text are answered: an error page never errs.
    """
    if path.startswith(MACHINES):
        return _headed(problem(code), code, exception)
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            response = HttpResponse(_html(code, path, language, kept), status=code)
        except Exception:
            logger.exception("error page could not be rendered")
            response = HttpResponse("Layanan Informasi", status=code, content_type=_PLAIN)
    return _headed(response, code, exception)


def _headed(response: HttpResponse, code: int, exception: BaseException | None) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    if code in (429, 503):
        response.headers["Retry-After"] = str(getattr(exception, "retry_after", RETRY_SECONDS))
    return response


def form_kept(request: HttpRequest) -> Kept:
    """Return the fields of a form that a fault of ours kept from being taken.

    Nothing of a form with a password or a pass-phrase, or of one that cannot be read. A code is
    empty in what is returned: it has to be typed again.
    """
    try:
        given = [
            (name, "" if name in _TYPED_AGAIN else value)
            for name, values in request.POST.lists()
            for value in values
        ]
    except Exception:
        logger.exception("a form could not be read")
        return ()
    return () if _NEVER_SHOWN & {name for name, _ in given} else given


def _html(code: int, path: str, language: str, kept: Kept) -> str:
    template = "errors/public.html" if is_public() else "errors/staff.html"
    context = {"code": code, "LANGUAGE_CODE": language, "exit_url": settings.EXIT_URL}
    context |= {"upload": is_upload_address(path), "kept": kept, "path": path}
    context["typed_again"] = any(name in _TYPED_AGAIN for name, _ in kept)
    return render_to_string(template, {**context, **other_language(escape_uri_path(path))})
