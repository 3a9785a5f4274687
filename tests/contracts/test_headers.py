"""The security headers of both surfaces, exactly; and templates that need no exception to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.sources import PACKAGE, ROOT, name_of
from tests.contracts.surface import Answer, answers

pytestmark = pytest.mark.once

PATHS = {
    "public": ("/pesan/", "/en/pesan/", "/nowhere/", "/healthz"),
    "staff": ("/masuk/", "/en/masuk/", "/nowhere/", "/kasus/"),
}
POLICY = {
    "public": "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "staff": "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; img-src 'self'",
}
COMMON = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
REFERRER = {"public": "no-referrer", "staff": "same-origin"}
TALKATIVE = {"server", "x-powered-by", "via", "etag", "last-modified", "x-request-id"}

INLINE = {
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*="),
    "a script without a file": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*\stype=\"application/json\")[^>]*>"
    ),
    "a script address": re.compile(r"(href|src|action)\s*=\s*[\"']?\s*(javascript|data|blob):"),
    "a nonce": re.compile(r"\bnonce="),
    "another server": re.compile(r"<(script|link|img|iframe|source)[^>]*(src|href)=\"(https?:)?//"),
}
Asked = dict[str, dict[str, Answer]]


@pytest.fixture(scope="module", params=["http", "https"])
def https(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "https")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, https: bool) -> Asked:
    home = tmp_path_factory.mktemp("headers")
    return {name: answers(home, name, *paths, https=https) for name, paths in PATHS.items()}


def every(asked: Asked) -> Iterator[tuple[str, str, Answer]]:
    for surface, found in asked.items():
        for path, answer in found.items():
            yield surface, path, answer


def policy(text: str) -> list[str]:
    """Return the directives; their order means nothing."""
    return sorted(text.split("; "))


def policy_of(answer: Answer) -> list[str]:
    return policy(answer.headers["Content-Security-Policy"])


def test_every_answer_has_the_headers_exactly(asked: Asked) -> None:
    for surface, path, answer in every(asked):
        expected = {
            **COMMON,
            "Referrer-Policy": REFERRER[surface],
        }
        assert policy_of(answer) == policy(POLICY[surface]), f"{surface} {path}"
        for name, value in expected.items():
            assert answer.headers.get(name) == value, f"{surface} {path} {name}"
        assert answer.status < 500


def test_the_policy_makes_no_exception(asked: Asked) -> None:
    for surface, path, answer in every(asked):
        policy = answer.headers["Content-Security-Policy"]
        for exception in ("unsafe", "nonce-", "sha256-", "sha384-", "sha512-", "*", "data:",
                          "blob:", "http", "strict-dynamic"):  # fmt: skip
            assert exception not in policy, f"{surface} {path}"


def test_no_power_of_the_browser_is_left_on(asked: Asked) -> None:
    for surface, path, answer in every(asked):
        parts = dict(part.split("=") for part in answer.headers["Permissions-Policy"].split(", "))
        allowed = {name for name, value in parts.items() if value != "()"}
        passkeys = {"publickey-credentials-create", "publickey-credentials-get"}
        assert allowed == (passkeys if surface == "staff" else set()), path
        assert {"camera", "microphone", "geolocation", "usb", "payment"} <= parts.keys()


def test_https_is_demanded_where_there_is_https(asked: Asked, https: bool) -> None:
    for surface, path, answer in every(asked):
        expected = "max-age=63072000; includeSubDomains" if https else None
        assert answer.headers.get("Strict-Transport-Security") == expected, f"{surface} {path}"


def test_the_public_surface_sets_no_cookie_and_does_not_depend_on_one(asked: Asked) -> None:
    for path, answer in asked["public"].items():
        assert answer.cookies == {}, path
        assert "set-cookie" not in {name.lower() for name in answer.headers}
        assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_a_staff_cookie_is_for_this_site_alone(asked: Asked, https: bool) -> None:
    cookies = {name: c for a in asked["staff"].values() for name, c in a.cookies.items()}
    assert ("__Host-csrf" if https else "csrf") in cookies
    for name, cookie in cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Strict"
        assert bool(cookie["secure"]) is https
        assert cookie["domain"] == ""
        assert cookie["path"] == "/"
        assert name.startswith("__Host-") is https


def test_a_style_sheet_cannot_be_framed(tmp_path: Path) -> None:
    sheet = next((ROOT / "build" / "static").glob("public.*.css")).name
    for surface in PATHS:
        answer = answers(tmp_path, surface, f"/static/{sheet}")[f"/static/{sheet}"]
        assert answer.status == 200
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_no_header_talks_about_the_machine(asked: Asked) -> None:
    for surface, path, answer in every(asked):
        assert not TALKATIVE & {name.lower() for name in answer.headers}, f"{surface} {path}"


def test_no_page_needs_an_exception(asked: Asked) -> None:
    for surface, path, answer in every(asked):
        for fault, pattern in INLINE.items():
            assert not pattern.search(answer.body), f"{surface} {path}: {fault}"


def test_no_template_needs_an_exception() -> None:
    faults = [
        f"{name_of(path)}: {fault}"
        for path in sorted(PACKAGE.rglob("templates/**/*.html"))
        for fault, pattern in INLINE.items()
        if pattern.search(path.read_text("utf-8"))
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<p style="color:red">', "a style attribute"),
        ("<style>p{}</style>", "a style element"),
        ('<body onload="x()">', "an event handler"),
        ("<script>x()</script>", "a script without a file"),
        ('<a href="javascript:x()">', "a script address"),
        ('<img src="data:image/png;base64,AA">', "a script address"),
        ('<script src="/a.js" nonce="b">', "a nonce"),
        ('<link rel="stylesheet" href="//cdn.example/a.css">', "another server"),
    ],
)
def test_the_search_finds_what_was_planted(planted: str, fault: str) -> None:
    assert INLINE[fault].search(planted)


def test_every_public_page_has_the_neutral_title() -> None:
    base = (PACKAGE / "templates" / "base_public.html").read_text("utf-8")
    assert re.findall(r"<title>(.*?)</title>", base) == ['{% translate "Layanan Informasi" %}']
    own = [
        name_of(path)
        for path in Path(PACKAGE / "templates" / "public").rglob("*.html")
        if "<title" in path.read_text("utf-8") or "block title" in path.read_text("utf-8")
    ]
    assert own == []
