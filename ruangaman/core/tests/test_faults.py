"""Every fault gets a page with the right status, in the right language, never stored."""

from __future__ import annotations

import io

import pytest
from django.db import OperationalError
from django.template import TemplateDoesNotExist

from ruangaman.core import faults
from ruangaman.core.middleware.faults import FaultPages

CODES = {
    "missing": 404, "denied": 403, "bad": 400, "too-many": 429, "broken": 500, "down": 503,
}  # fmt: skip


def _is_page(response, code: int) -> str:
    assert response.status_code == code
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"].startswith("text/html")
    page = response.content.decode()
    assert "secret" not in page
    assert "<title>" in page
    return page


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_an_exception_of_a_view_becomes_a_page(either, name, code):
    page = _is_page(either.get(f"/fail/{name}"), code)
    assert '<html lang="id"' in page


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_under_en_the_page_is_english(either, name, code):
    page = _is_page(either.get(f"/en/fail/{name}"), code)
    assert '<html lang="en"' in page


def test_no_error_page_asks_the_database(either, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        for name in CODES:
            either.get(f"/fail/{name}")
        either.get("/nowhere")


def test_who_was_too_quick_is_told_when_to_try_again(either):
    assert either.get("/fail/too-many").headers["Retry-After"] == "17"


def test_a_database_that_does_not_answer_is_said_to_come_back(either):
    assert either.get("/fail/down").headers["Retry-After"] == "30"


def test_an_address_nobody_has(either):
    _is_page(either.get("/nowhere"), 404)


def test_too_large_a_request(either, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    _is_page(either.post("/read", {"cerita": "x" * 100}), 413)


def test_too_many_fields(either, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    _is_page(either.post("/read", {"a": 1, "b": 2, "c": 3}), 400)


def test_a_broken_multipart_body(either):
    response = either.generic("POST", "/read", b"x", content_type="multipart/form-data")
    _is_page(response, 400)


def test_another_host(either):
    _is_page(either.get("/read", HTTP_HOST="evil.example"), 400)


def test_a_wrong_method_gets_a_page_and_the_right_one(either):
    response = either.get("/post")
    _is_page(response, 405)
    assert response.headers["Allow"] == "POST"
    assert response.headers["Content-Length"] == str(len(response.content))


ONLY_READ = {
    "public": ["/", "/hak/", "/privasi/"],
    "staff": ["/", "/kasus/", "/pengguna/"],
}
LANGUAGES = {"": "id", "/en": "en"}


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize(
    ("surface", "path"), [(name, path) for name, paths in ONLY_READ.items() for path in paths]
)
def test_a_page_that_is_only_read_answers_a_form_with_a_page(request, world, surface, path, prefix):
    client = request.getfixturevalue(surface)
    if surface == "staff":
        world.sign_in(client, "anton")
    response = client.post(f"{prefix}{path}", {"cerita": "secret"})
    page = _is_page(response, 405)
    assert response.headers["Allow"] == "GET, HEAD"
    assert ("take anything" if prefix else "tidak bisa menerima kiriman") in page
    assert f'<html lang="{LANGUAGES[prefix]}"' in page
    assert "<h1" in page
    assert ("data-exit" in page) is (surface == "public")
    assert f'href="{prefix}/"' in page


@pytest.mark.parametrize("path", ["/lapor/", "/pesan/", "/bantuan/", "/fokal-point/"])
def test_a_page_with_a_form_answers_other_methods_with_a_page(public, db, path):
    for method in ("put", "patch", "delete", "options"):
        response = getattr(public, method)(path)
        _is_page(response, 405)
        assert response.headers["Allow"] == "GET, HEAD, POST"


def test_a_button_that_is_opened_as_an_address_is_a_page(staff, world):
    response = world.sign_in(staff, "maria").get("/kunci/tutup/")
    _is_page(response, 405)
    assert response.headers["Allow"] == "POST"


def test_an_empty_answer_of_a_view_is_filled(either):
    _is_page(either.get("/bare"), 404)


def test_an_error_page_that_fails_is_two_words(either, monkeypatch):
    def fail(*_args, **_kwargs):
        raise TemplateDoesNotExist("errors")

    monkeypatch.setattr(faults, "render_to_string", fail)
    response = either.get("/fail/missing")
    assert (response.status_code, response.content) == (404, b"Layanan Informasi")


def test_a_handler_that_fails_is_answered_all_the_same(rf):
    def fail(_request):
        raise OperationalError("secret")

    assert FaultPages(fail)(rf.get("/")).status_code == 503


def test_the_public_page_is_not_the_staff_page(reporter, settings):
    public = reporter.get("/nowhere").content
    settings.SURFACE = "staff"
    assert reporter.get("/nowhere").content != public
    assert b"<title>Layanan Informasi</title>" in public


def test_a_client_that_goes_away_is_not_our_fault(either):
    class Gone(io.BytesIO):
        def read(self, *_args):
            raise OSError("connection reset")

    response = either.request(
        PATH_INFO="/read", REQUEST_METHOD="POST", CONTENT_LENGTH="9",
        CONTENT_TYPE="application/x-www-form-urlencoded", **{"wsgi.input": Gone()},
    )  # fmt: skip
    _is_page(response, 400)
