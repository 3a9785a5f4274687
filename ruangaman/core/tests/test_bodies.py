"""A form is read whole or not at all, and only one that is cheap to read."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.test import Client

from ruangaman.core.middleware.bodies import MOST_ESCAPES

FORM = "application/x-www-form-urlencoded"


class Watched(io.BytesIO):
    """A body that tells how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        """Read, and take note."""
        read = super().read(size)
        self.taken += len(read)
        return read


def post(client: Client, body: bytes, *, announced: int | None = None, **more):
    """Send ``body`` under another length than it has."""
    length = str(len(body) if announced is None else announced)
    extra = {"CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(body), **more}
    return client.generic("POST", "/read", body, content_type=FORM, **extra)


def test_a_body_of_two_megabytes_is_refused_unread(reporter):
    body = Watched(b"cerita=" + b"a" * 2_000_000)
    response = post(reporter, b"", announced=len(body.getvalue()), **{"wsgi.input": body})
    assert response.status_code == 413
    assert body.taken == 0


@pytest.mark.parametrize(("escapes", "status"), [(MOST_ESCAPES, 200), (MOST_ESCAPES + 1, 413)])
def test_a_body_that_would_take_long_to_read_is_refused(reporter, escapes, status):
    assert post(reporter, b"cerita=" + b"%41" * escapes).status_code == status


def test_the_longest_story_in_the_longest_signs_is_read(reporter):
    response = reporter.post(
        "/read", "cerita=" + "%F0%9F%99%88" * 10_000 + "&isi=" + "a" * 120_000, content_type=FORM
    )
    assert response.status_code == 200


def test_a_body_cut_short_is_not_read_as_half_a_story(reporter):
    body = b"cerita=Ia%20memegang"
    assert post(reporter, body, announced=len(body) + 40).status_code == 400
    assert post(reporter, body, announced=len(body)).status_code == 200


def test_a_refused_body_asks_no_database(reporter, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        post(reporter, b"cerita=" + b"%41" * 100_000)
        post(reporter, b"a", announced=settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
