"""What every public page promises, and input that a page must bear."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse

ODD = {
    "script": "<script>alert(1)</script>",
    "quote": '"><img src=x onerror=alert(1)>',
    "nul": "dok\x00ter",
    "bidi": "\u202edokter\u2066",
    "emoji": "🙈" * 50,
    "long": "a" * 100_000,
    "surrogate": "\ud83d".encode("utf-8", "surrogatepass").decode("latin-1"),
    "blank": "   \n\t ",
}


def text_of(response: HttpResponse) -> str:
    """Return what a person reads: the body without tags, spaces made single."""
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", body).split()))


def assert_private(response: HttpResponse) -> None:
    """Check title, ways out, cookies, caching and third parties."""
    page = response.content.decode()
    assert re.search(r"<title>(Layanan Informasi|Information service)</title>", page, re.I)
    assert "data-exit" in page
    assert 'href="tel:129"' in page
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert not re.search(r'(?:src|action)="(?:https?:)?//', page)
    bare = re.sub(r'"[^"]*"', '""', page)
    assert not re.search(r"<style|<script>|<[^>]*\s(?:style|on\w+)=", bare)
