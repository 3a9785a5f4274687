"""Pages that fail in every way, for the tests of the middleware."""

from __future__ import annotations

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import include, path, re_path
from django.views.decorators.http import require_POST

from ruangaman.core import views
from ruangaman.core.faults import TooMany

FAULTS = {
    "too-many": lambda: TooMany(17),
    "missing": lambda: Http404("secret"),
    "denied": lambda: PermissionDenied("secret"),
    "bad": lambda: BadRequest("secret"),
    "down": lambda: OperationalError("secret"),
    "broken": lambda: ValueError("secret"),
}


def fail(_request: HttpRequest, name: str) -> HttpResponse:
    raise FAULTS[name]()


def read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} {request.get_host()}")


def leak(request: HttpRequest, rest: str) -> HttpResponse:
    secret = request.POST.get("cerita", "")
    try:
        int(secret)
    except ValueError as fault:
        raise RuntimeError(f"{rest} {secret} {request.headers.get('X-Secret')}") from fault
    return HttpResponse("unreachable")


def cookie(_request: HttpRequest) -> HttpResponse:
    response = HttpResponse("a page")
    response.set_cookie("sesi", "value")
    response["Vary"] = "Accept-Encoding, Cookie"
    return response


def bare(_request: HttpRequest) -> HttpResponse:
    return HttpResponseNotFound()


def database(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("database")


_named = [path("", bare, name="landing"), path("privasi/", bare, name="privacy")]

urlpatterns = [
    path("", bare, name="home"),
    path("", include((_named, "public"))),
    re_path(r"^(?:en/)?fail/(?P<name>[a-z-]+)$", fail),
    path("read", read),
    path("leak/<path:rest>", leak),
    path("cookie", cookie),
    path("bare", bare),
    path("post", require_POST(read)),
    path("database", database),
    path("healthz", views.healthz),
]
handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
