"""The first page: what it offers, and how little it weighs."""

from __future__ import annotations

import gzip
import re

import pytest
from django.test.utils import CaptureQueriesContext

from ruangaman.people.models import RecipientKey
from tests.pages import assert_private, text_of

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("prefix", ["", "/en"])


@BOTH
def test_offers_help_asking_reporting_and_messages(public, world, prefix):
    page = public.get(f"{prefix}/").content.decode()
    for target in ("bantuan", "lapor", "pesan", "fokal-point", "hak"):
        assert f'href="{prefix}/{target}/"' in page
    assert page.count(f'href="{prefix}/lapor/"') == 2
    assert f'lang="{prefix[1:] or "id"}"' in page


def test_says_the_first_sentences(public, world):
    words = text_of(public.get("/"))
    assert words.startswith("Anda tidak sendiri.", words.index("Anda"))
    assert "Pakai HP sendiri dan paket data, bukan WiFi atau komputer kantor." in words


@BOTH
def test_without_a_receiver_offers_help_only_and_says_so(public, db, prefix):
    response = public.get(f"{prefix}/")
    assert response.status_code == 200
    assert f'href="{prefix}/lapor/"' not in response.content.decode()
    assert f'href="{prefix}/bantuan/"' in response.content.decode()
    if not prefix:
        assert "belum ada petugas yang bisa membaca" in text_of(response)


def test_a_receiver_without_a_key_is_no_receiver(public, world):
    RecipientKey.objects.all().delete()
    assert 'href="/lapor/"' not in public.get("/").content.decode()


@BOTH
def test_loads_only_the_page_and_one_style_sheet(public, world, prefix):
    response = public.get(f"{prefix}/")
    page = response.content.decode()
    assert "<script" not in page
    assert re.findall(r'<link rel="(\w+)" href="([^"#]+)', page) == [
        ("stylesheet", re.search(r'href="([^"]*public[^"]*\.css)"', page)[1])
    ]
    assert len(gzip.compress(response.content)) <= 3_000
    assert_private(response)


def test_asks_the_database_the_same_few_questions(public, world, connection_queries):
    public.get("/")  # the manifest is verified once
    with connection_queries() as few:
        public.get("/")
    assert len(few) <= 2


def test_takes_no_post(public, db):
    assert public.post("/", {"nama": "x"}).status_code == 405


@pytest.fixture
def connection_queries():
    """Return the way to count queries."""
    from django.db import connection

    return lambda: CaptureQueriesContext(connection)
