"""``DATABASE_URL``: what it says is what the connection does."""

from __future__ import annotations

import os

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from ruangaman.settings import database


def test_every_part_is_read() -> None:
    read = database("postgresql://peran:k%40ta@db.contoh.id:5433/ruang?sslmode=verify-full")
    assert (read["USER"], read["PASSWORD"], read["HOST"]) == ("peran", "k@ta", "db.contoh.id")
    assert (read["PORT"], read["NAME"]) == ("5433", "ruang")
    assert read["OPTIONS"] == {"sslmode": "verify-full"}


def test_another_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        database("mysql://peran@db/ruang")


@pytest.mark.skipif("postgres" not in os.environ.get("DATABASE_URL", ""), reason="PostgreSQL only")
def test_a_server_without_tls_is_not_spoken_to_where_tls_is_asked_for() -> None:
    read = database(os.environ["DATABASE_URL"] + "?sslmode=require")
    with pytest.raises(psycopg.OperationalError, match="SSL"):
        psycopg.connect(
            host=read["HOST"], port=read["PORT"], user=read["USER"], password=read["PASSWORD"],
            dbname=read["NAME"], **read["OPTIONS"],
        )  # fmt: skip
