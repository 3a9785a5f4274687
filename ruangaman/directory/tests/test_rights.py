"""``/hak/`` and ``/privasi/``."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ruangaman.core.models import PackText, RuleValue
from tests.pages import assert_private, text_of

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("prefix", ["", "/en"])


@BOTH
@pytest.mark.parametrize("page", ["hak", "privasi"])
def test_stands_with_and_without_a_pack(public, db, prefix, page):
    response = public.get(f"{prefix}/{page}/")
    assert response.status_code == 200
    assert_private(response)


@BOTH
def test_every_right_has_its_article_and_its_mark(public, pack, prefix):
    words = text_of(public.get(f"{prefix}/hak/"))
    for right in PackText.objects.filter(section="rights"):
        assert right.body["article"] in words
        assert right.body["source"] in words
        assert right.body[f"text_{prefix[1:] or 'id'}"] in words


def test_says_what_nobody_has_checked(public, pack):
    words = text_of(public.get("/hak/"))
    assert "belum diperiksa Biro Hukum" in words
    assert "Tulisan ini belum diperiksa Biro Hukum." in words


def test_a_checked_right_says_who_and_when(public, pack):
    right = PackText.objects.get(section="rights", key="informasi")
    right.body |= {"verified_by": "Biro Hukum", "verified_on": "2026-11-02"}
    right.save()
    assert "Diperiksa Biro Hukum, 2 Nov 2026." in text_of(public.get("/hak/"))


def test_a_weak_right_is_marked(public, pack):
    right = PackText.objects.get(section="rights", key="informasi")
    right.body |= {"mark": "K-m"}
    right.save()
    assert "Sumber: peraturan.info, UU 12/2022 bab V. belum diverifikasi" in text_of(
        public.get("/hak/")
    )


def test_says_what_reporting_sets_in_motion_and_that_nothing_is_mediated(public, pack):
    words = text_of(public.get("/hak/"))
    assert "UPTD PPA wajib memberi tahu polisi dalam 3×24 jam" in words
    assert "Kami tidak mengubahnya menjadi laporan." in words
    assert "masih kami pastikan" in words
    assert "Pasal 23 UU 12/2022" in words
    assert "laporan palsu" not in words


def test_the_days_come_from_the_rule(public, pack):
    RuleValue.objects.filter(key="police_notice").update(
        value=48, verified_by="Biro Hukum", verified_on=dt.date(2026, 11, 1)
    )
    words = text_of(public.get("/hak/"))
    assert "dalam 2×24 jam" in words
    assert "Diperiksa Biro Hukum, 1 Nov 2026." in words


def test_a_constant_number_of_questions(public, pack):
    with CaptureQueriesContext(connection) as queries:
        public.get("/hak/")
    assert len(queries) <= 7


def test_privacy_names_the_limits(public, pack):
    words = text_of(public.get("/privasi/"))
    for promise in (
        "jangan menulis kejadian nyata di sini",
        "Kami tidak mencatat alamat internet (IP) Anda.",
        "kami tidak bisa menggantinya",
        "aplikasi pengintai",
        "orang yang menguasai server",
        "Pemerintah Provinsi Nusa Tenggara Timur.",
        "Kunci cadangan belum ada.",
    ):
        assert promise in words
