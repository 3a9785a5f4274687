"""Forms from other sites are refused on the public surface."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("site", ["cross-site", "same-site", "CROSS-SITE", " cross-site "])
def test_a_form_another_site_sends_is_refused(reporter, site):
    assert reporter.post("/read", {"a": 1}, HTTP_SEC_FETCH_SITE=site).status_code == 403


@pytest.mark.parametrize("site", ["same-origin", "none", ""])
def test_our_own_form_is_taken(reporter, site):
    assert reporter.post("/read", {"a": 1}, HTTP_SEC_FETCH_SITE=site).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://testserver.evil.example", "http://[", "http://testserver:81"],
)
def test_another_origin_is_refused(reporter, origin):
    assert reporter.post("/read", {"a": 1}, HTTP_ORIGIN=origin).status_code == 403


@pytest.mark.parametrize("origin", ["http://testserver", "https://TESTSERVER", "null"])
def test_our_own_origin_is_taken_and_the_hidden_one(reporter, origin):
    assert reporter.post("/read", {"a": 1}, HTTP_ORIGIN=origin).status_code == 200


def test_an_old_browser_without_these_headers_is_served(reporter):
    assert reporter.post("/read", {"a": 1}).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_every_method_that_changes_something_is_looked_at(reporter, method):
    response = getattr(reporter, method)("/read", HTTP_SEC_FETCH_SITE="cross-site")
    assert response.status_code == 403


def test_a_link_from_another_site_may_lead_here(reporter):
    assert reporter.get("/read", HTTP_SEC_FETCH_SITE="cross-site").status_code == 200
