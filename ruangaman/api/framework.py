"""The only module that knows django-ninja and pydantic: routes, checked parameters, OpenAPI.

What a view of ``/api/v1/`` needs is here: ``Document`` for what it answers, ``reads`` for where.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from ninja import NinjaAPI, Path, Query, Router, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from ruangaman.api.access import NotInScope, key_let_in
from ruangaman.api.words import FIELDS, ORDER, UNKNOWN, UNREADABLE
from ruangaman.core.faults import TooMany
from ruangaman.core.problems import MACHINES, Words, problem

__all__ = ["CSV", "Contradicts", "Document", "Path", "Query", "Router", "api_make", "reads"]

View = Callable[..., Any]
CSV = "application/vnd.sdmx.data+csv"


class Document(Schema):
    """Something that the API answers."""


class Fault(Document):
    """What is wrong with one field."""

    at: str
    message_id: str
    message_en: str


class Problem(Document):
    """Why there is no answer, in both languages."""

    status: int
    code: str
    message_id: str
    message_en: str
    faults: list[Fault]


class Unknown(Exception):
    """A parameter that there is not."""


class Contradicts(Exception):
    """Two parameters, named in the arguments, that cannot both be meant."""


class Bearer(HttpBearer):
    """Lets a key in that has the scope, has not asked too often, and asks what there is."""

    openapi_description = "Kunci mitra: `Authorization: Bearer ruangaman_…`"

    def __init__(self, scope: str, asked: frozenset[str]) -> None:
        """Ask for ``scope``, and for no other parameters than ``asked``."""
        super().__init__()
        self._scope, self._asked = scope, asked

    def authenticate(self, request: HttpRequest, token: str) -> object | None:
        """Return the key, or None for one that opens nothing."""
        key = key_let_in(request, token, self._scope)
        if key is not None and (unknown := sorted(set(request.GET) - self._asked)):
            raise Unknown(unknown[0])
        return key


def reads(
    router: Router, path: str, *, scope: str, name: str, answer: Any, csv: bool = False
) -> Callable[[View], View]:
    """Let a view answer GET at ``path``; ``name`` is its name in addresses and in the log."""

    def decorate(view: View) -> View:
        asked = frozenset(inspect.signature(view).parameters) - {"request"}
        refusals = dict.fromkeys((400, 401, 403, 404, 422, 429), Problem)
        extra = {"responses": {200: {"content": {CSV: {"schema": {"type": "string"}}}}}}
        return router.get(
            path,
            auth=Bearer(scope, asked),
            response={200: answer, **refusals},
            url_name=name,
            operation_id=name,
            summary=(inspect.getdoc(view) or name).splitlines()[0],
            tags=[scope],
            openapi_extra=extra if csv else None,
        )(view)

    return decorate


def api_make(*, title: str, description: str, routers: Sequence[Router]) -> NinjaAPI:
    """Return the API: without pages of its own, with our answers where something is wrong."""
    api = NinjaAPI(
        title=title,
        version="1",
        description=description,
        urls_namespace="v1",
        docs_url=None,
        openapi_url=None,
        openapi_extra={"info": {"license": {"name": "AGPL-3.0-or-later"}}},
    )
    for router in routers:
        api.add_router("", router)
    for kind, answer in _ANSWERS.items():
        api.add_exception_handler(kind, answer)
    return api


def document_of(api: NinjaAPI) -> dict[str, Any]:
    """Return the OpenAPI document."""
    return dict(api.get_openapi_schema(path_prefix=MACHINES))


def _no_key(_request: HttpRequest, _fault: Any) -> HttpResponse:
    answer = problem(401)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _too_many(_request: HttpRequest, fault: Any) -> HttpResponse:
    answer = problem(429)
    answer.headers["Retry-After"] = str(fault.retry_after)
    return answer


def _unreadable(_request: HttpRequest, fault: Any) -> HttpResponse:
    names = dict.fromkeys(str(one["loc"][-1]) for one in fault.errors)
    faults: list[Words] = [(name, _words(name)) for name in names]
    return problem(422, faults)


def _words(name: str) -> Promise | str:
    return FIELDS.get(name, UNREADABLE)


_ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    AuthenticationError: _no_key,
    NotInScope: lambda _request, _fault: problem(403),
    TooMany: _too_many,
    Http404: lambda _request, _fault: problem(404),
    ValidationError: _unreadable,
    Contradicts: lambda _request, fault: problem(422, [(one, ORDER) for one in fault.args]),
    Unknown: lambda _request, fault: problem(422, [(str(fault), UNKNOWN)]),
}
