"""Headers of every dynamic answer."""

from __future__ import annotations

import pytest

ADDRESSES = ["/read", "/nowhere", "/fail/denied", "/fail/broken", "/fail/too-many", "/post"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_private(either, address):
    headers = either.get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_content_policy_knows_no_exception(either, address):
    policy = either.get(address).headers["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == parts["form-action"] == "'self'"
    assert parts["base-uri"] == parts["frame-ancestors"] == "'none'"
    for exception in ("unsafe", "data:", "nonce", "sha256", "*", "http", "blob:"):
        assert exception not in policy


def test_the_public_surface_permits_no_feature_at_all(reporter):
    policy = reporter.get("/read").headers["Permissions-Policy"]
    assert {part.split("=")[1] for part in policy.split(", ")} == {"()"}
    assert "camera=()" in policy
    assert "geolocation=()" in policy


@pytest.mark.parametrize("feature", ["ambient-light-sensor", "battery", "bluetooth", "vibrate"])
def test_no_feature_is_named_that_browsers_complain_of(either, feature):
    """Chromium logs "Unrecognized feature" for each of these, on every page."""
    assert feature not in either.get("/read").headers["Permissions-Policy"]


def test_staff_may_sign_in_with_a_passkey_and_nothing_more(worker):
    policy = worker.get("/read").headers["Permissions-Policy"]
    allowed = [part for part in policy.split(", ") if not part.endswith("=()")]
    assert allowed == [
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]


def test_no_cookie_ever_leaves_the_public_surface(reporter, caplog):
    response = reporter.get("/cookie")
    assert not response.cookies
    assert "Cookie" not in response.headers["Vary"]
    assert "Accept-Encoding" in response.headers["Vary"]
    assert "cookie" in caplog.text


def test_a_staff_cookie_leaves(worker):
    assert worker.get("/cookie").cookies["sesi"].value == "value"
