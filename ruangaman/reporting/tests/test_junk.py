"""Forms that are not ours are refused without a question to the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.test.utils import override_settings

from ruangaman.reporting.models import Report
from ruangaman.reporting.views import refused
from ruangaman.reporting.views.carried import FIELD, PAGE, Carried
from tests.clients import PublicClient
from tests.pages import assert_private, text_of
from tests.world import World

pytestmark = pytest.mark.django_db

FORGED = "AQ" + "A" * 700


def junk() -> dict[str, tuple[str, dict[str, str]]]:
    """Return posts of every kind that no page of ours would send."""
    ours = Carried("tujuan").sealed()
    return {
        "nothing": ("/lapor/", {}),
        "no sealed field": ("/lapor/", {"aman": "ya", "lanjut": "1"}),
        "no page": ("/lapor/", {FIELD: ours}),
        "unknown page": ("/lapor/", {FIELD: ours, PAGE: "wp-login"}),
        "another page": ("/lapor/", {FIELD: ours, PAGE: "periksa", "kirim": "1"}),
        "forged": ("/lapor/", {FIELD: FORGED, PAGE: "periksa", "kirim": "1"}),
        "not even base64": ("/lapor/", {FIELD: "%%%", PAGE: "aman"}),
        "long": ("/lapor/", {FIELD: "A" * 200_000, PAGE: "aman"}),
        "the mailbox, forged": ("/pesan/", {FIELD: FORGED, "tarik_ya": "1"}),
        "the mailbox, of another form": ("/pesan/", {FIELD: ours, "kirim": "1"}),
    }


@pytest.mark.parametrize("kind", junk())
def test_junk_is_refused_without_the_database(
    public: PublicClient, world: World, django_assert_num_queries: Any, kind: str
) -> None:
    path, fields = junk()[kind]
    refused._page_made.cache_clear()
    with django_assert_num_queries(0):
        for _ in range(3):
            response = public.post(path, fields)
    assert response.status_code == 400
    assert "Tidak ada yang terkirim" in text_of(response)
    assert_private(response)
    assert not Report.objects.exists()


def test_the_answer_is_small(public: PublicClient, world: World) -> None:
    response = public.post("/lapor/", {FIELD: FORGED}, HTTP_ACCEPT_ENCODING="gzip")
    assert len(response.content) + len(response.serialize_headers()) < 2560


def test_what_somebody_put_into_the_address_is_not_shown_to_the_next(
    public: PublicClient, world: World
) -> None:
    refused._page_made.cache_clear()
    public.post("/lapor/?kenari=1", {FIELD: FORGED})
    public.post("/en/lapor/?kenari=2", {FIELD: FORGED})
    for prefix, words in (("", "tidak bisa dilanjutkan"), ("/en", "This page cannot go on")):
        page = public.post(f"{prefix}/lapor/", {FIELD: FORGED})
        assert "kenari" not in page.content.decode()
        assert words in text_of(page)
        assert f'lang="{prefix[1:] or "id"}"' in page.content.decode()


@override_settings(EXIT_URL="https://contoh.example/")
def test_it_leads_out_and_to_the_other_language(public: PublicClient, world: World) -> None:
    refused._page_made.cache_clear()
    page = public.post("/pesan/", {FIELD: FORGED}).content.decode()
    assert 'href="https://contoh.example/"' in page
    assert 'href="/en/pesan/"' in page
    refused._page_made.cache_clear()


def test_what_somebody_typed_is_never_lost(public: PublicClient, world: World) -> None:
    for typed in ("Ia memegang <b>tangan</b> saya.", "a" * 5000):
        response = public.post("/lapor/", {FIELD: FORGED, PAGE: "apa", "cerita": typed})
        assert typed in text_of(response)
    assert "memegang" not in public.post("/lapor/", {FIELD: FORGED}).content.decode()
