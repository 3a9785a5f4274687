"""Health, context, demo and carrier."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.utils import translation

from ruangaman.core.carry import carrier
from ruangaman.core.clock import now
from ruangaman.core.context import other_language, page
from ruangaman.core.instance import is_demo
from ruangaman.core.models import Instance
from ruangaman.core.views import csrf_failure, too_many


@pytest.mark.django_db
def test_health_asks_the_database_and_sets_no_cookie(either, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = either.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "delete", "trace"])
def test_health_is_only_read(either, method):
    assert getattr(either, method)("/healthz").status_code == 405


@pytest.mark.django_db
def test_health_without_a_database_is_503(either, monkeypatch):
    def refuse():
        raise OperationalError("secret")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert either.get("/healthz").status_code == 503


def test_too_many_tries_get_a_page(rf):
    assert too_many(rf.post("/masuk/")).status_code == 429


def test_a_form_without_its_token_gets_a_page(rf, settings):
    settings.ROOT_URLCONF = "ruangaman.urls_staff"
    response = csrf_failure(rf.post("/masuk/"), reason="secret")
    assert response.status_code == 403
    assert b"secret" not in response.content


@pytest.mark.parametrize(
    ("path", "url", "label"),
    [
        ("/", "/en/", "English"),
        ("/kasus/?q=a", "/en/kasus/?q=a", "English"),
        ("/en/", "/", "Bahasa Indonesia"),
        ("/en/lapor/", "/lapor/", "Bahasa Indonesia"),
        ("/end/", "/en/end/", "English"),
        ("/en//evil.example/", "/evil.example/", "Bahasa Indonesia"),
        ("/en/\\evil.example/", "/evil.example/", "Bahasa Indonesia"),
    ],
)
def test_the_way_to_the_other_language(path, url, label):
    assert other_language(path) == {"other_language_url": url, "other_language_label": label}


@pytest.mark.django_db
def test_every_page_knows_its_language_and_the_exit(rf, settings, django_assert_num_queries):
    with translation.override("en"), django_assert_num_queries(0):
        told = page(rf.get("/en/lapor/"))
    assert told["LANGUAGE_CODE"] == "en"
    assert told["exit_url"] == settings.EXIT_URL
    assert told["demo"] is False


@pytest.mark.django_db
def test_demo_needs_the_file_and_the_database(settings, tmp_path):
    settings.DEMO_MARK = tmp_path / "demo"
    Instance.objects.update_or_create(pk=1, defaults={"demo": True})
    assert not is_demo()
    settings.DEMO_MARK.touch()
    assert is_demo()
    Instance.objects.update(demo=False)
    assert not is_demo()


def test_what_travels_with_a_form_comes_back(settings, tmp_path):
    settings.EPHEMERAL_HOME = tmp_path
    sealed = carrier().seal(b"answers", step="2", now=now())
    assert carrier().open(sealed, step="2", now=now()) == b"answers"
