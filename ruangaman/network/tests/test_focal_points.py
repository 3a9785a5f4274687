"""``/fokal-point/``: an office is found by POST, and nobody's name is shown."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ruangaman.network.models import Unit
from ruangaman.network.selectors import ready
from ruangaman.people.models import RecipientKey, User
from tests.pages import ODD, assert_private, text_of

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("prefix", ["", "/en"])


def search(public, text, prefix=""):
    return public.post(f"{prefix}/fokal-point/", {"tombol": "cari", "cari": text})


def unit_page(public, code, prefix=""):
    return public.post(f"{prefix}/fokal-point/", {"kantor": code})


@BOTH
def test_asks_and_shows_nothing_before(public, world, prefix):
    response = public.get(f"{prefix}/fokal-point/?cari=kesehatan&kantor=dinas-kesehatan")
    assert response.status_code == 200
    assert "Dinas Kesehatan" not in text_of(response)
    assert f'action="{prefix}/fokal-point/"' in response.content.decode()
    assert_private(response)


def test_finds_by_a_part_of_the_name(public, pack):
    words = text_of(search(public, "kesehatan"))
    assert "Dinas Kesehatan" in words
    assert "Dinas Sosial" not in words
    assert "Belum ada kantor di daftar ini yang punya fokal point yang siap." in words


def test_says_which_offices_are_ready(public, world):
    page = public.post("/fokal-point/", {"semua": "1"}).content.decode()
    assert page.count(">fokal point siap<") == 2


def test_nothing_found_leads_on(public, pack):
    words = text_of(search(public, "kantor pos"))
    assert "Tidak ada kantor dengan nama “kantor pos”." in words
    assert "129" in words


def test_all_offices(public, pack):
    page = public.post("/fokal-point/", {"semua": "1"}).content.decode()
    assert page.count('name="kantor"') == 42


def test_an_empty_search_gets_a_sentence(public, world):
    for text in ("", "  ", "\x00\x07", "\u202e\u2066"):
        response = search(public, text)
        assert response.status_code == 422
        assert "Tulis nama kantor, atau sebagian namanya." in text_of(response)


def test_a_long_search_gets_a_sentence_and_keeps_the_text(public, world):
    response = search(public, "dinas " * 40)
    assert response.status_code == 422
    assert "Terlalu panjang. Tulis paling banyak 100 huruf." in text_of(response)
    assert "dinas dinas" in response.content.decode()


@BOTH
@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_odd_input_never_breaks_the_page(public, pack, prefix, value):
    for response in (search(public, value, prefix), unit_page(public, value, prefix)):
        page = response.content.decode()
        assert response.status_code in (200, 422)
        assert "<script>alert" not in page
        assert "<img" not in page
        assert_private(response)


def test_control_and_direction_marks_do_not_hide_a_word(public, world):
    assert "Dinas Kesehatan" in text_of(search(public, "\u202ekesehatan\x00"))


def test_an_office_with_focal_points_leads_to_writing(public, world):
    response = unit_page(public, "dinas-kesehatan")
    words = text_of(response)
    assert "Kantor ini punya fokal point yang siap." in words
    assert "Jumlahnya 2 orang." in words
    assert 'href="/lapor/"' in response.content.decode()
    assert "Dinas Sosial" in words


def test_an_office_without_one_says_so_and_offers_others(public, world):
    response = unit_page(public, "biro-umum")
    words = text_of(response)
    assert "Kantor ini belum punya fokal point yang siap." in words
    assert "Tulis kepada UPTD PPA lewat halaman ini" in words
    assert "Dinas Kesehatan" in words
    assert 'href="tel:129"' in response.content.decode().partition("<main")[2]


@BOTH
def test_before_anybody_is_ready_the_page_is_never_empty(public, pack, prefix):
    response = unit_page(public, "biro-hukum", prefix)
    main = response.content.decode().partition("<main")[2]
    assert response.status_code == 200
    assert f'href="{prefix}/lapor/"' not in main
    assert f'href="{prefix}/bantuan/"' in main
    assert 'href="tel:129"' in main


def test_a_key_that_ended_is_not_ready(public, world):
    RecipientKey.objects.all().delete()
    assert "belum punya fokal point yang siap" in text_of(unit_page(public, "dinas-kesehatan"))


@BOTH
def test_the_way_round_is_on_every_page(public, world, prefix):
    pages = [
        public.get(f"{prefix}/fokal-point/"),
        search(public, "dinas", prefix),
        unit_page(public, "dinas-kesehatan", prefix),
        unit_page(public, "biro-umum", prefix),
    ]
    for response in pages:
        assert f'href="{prefix}/bantuan/"' in response.content.decode().partition("<main")[2]
        if not prefix:
            assert "Bila masalahnya justru fokal point kantor Anda" in text_of(response)


def test_nobody_is_named(public, world):
    pages = [
        public.get("/fokal-point/"),
        public.post("/fokal-point/", {"semua": "1"}),
        *[unit_page(public, code) for code in world.units],
    ]
    for user in User.objects.all():
        for response in pages:
            assert f">{user.name}<" not in response.content.decode()
            assert user.email not in response.content.decode()
            assert user.name not in text_of(response).split()


def test_an_unknown_office_gets_a_sentence(public, world):
    response = unit_page(public, "tidak-ada")
    assert response.status_code == 422
    assert "Kantor itu tidak ada dalam daftar. Cari lagi." in text_of(response)


def test_an_office_that_was_closed_is_not_shown(public, world):
    Unit.objects.filter(code="biro-umum").update(valid_to="2026-01-01")
    assert unit_page(public, "biro-umum").status_code == 422


@BOTH
def test_stands_before_a_pack_is_loaded(public, db, prefix):
    assert public.get(f"{prefix}/fokal-point/").status_code == 200
    assert search(public, "dinas", prefix).status_code == 200
    assert public.post(f"{prefix}/fokal-point/", {"semua": "1"}).status_code == 200
    assert unit_page(public, "dinas-kesehatan", prefix).status_code == 422


def test_more_offices_ask_no_more_questions(public, world):
    counts = []
    public.get("/fokal-point/")  # the manifest is verified once
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            public.post("/fokal-point/", {"semua": "1"})
            unit_page(public, "dinas-kesehatan")
        counts.append(len(queries))
        Unit.objects.bulk_create(
            Unit(
                code=f"kantor-{turn}-{i}",
                kind="dinas",
                name=f"Kantor {i}",
                short_name="k",
                search="k",
            )
            for i in range(40)
        )
    assert counts[0] == counts[1]


def test_thirty_thousand_offices_come_in_pages(public, world):
    Unit.objects.bulk_create(
        Unit(
            code=f"sd-{i}",
            kind="sekolah",
            name=f"SD Negeri {i}",
            short_name="k",
            search=f"sd negeri {i}",
        )
        for i in range(120)
    )
    first = public.post("/fokal-point/", {"semua": "1"})
    page = first.content.decode()
    assert "Kantor 1 sampai 50 dari 123." in text_of(first)
    assert page.count('name="kantor"') == 50
    assert re.search(r'name="semua" value="2">Berikutnya', page)
    assert "Sebelumnya" not in page
    assert 'name="cari"' in page
    for asked, shown in (("3", "Kantor 101 sampai 123"), ("9" * 20, "101"), ("x\0", "1 sampai 50")):
        assert shown in text_of(public.post("/fokal-point/", {"semua": asked}))


@pytest.mark.parametrize("few", [0, 500])
def test_a_ready_office_is_offered_though_many_others_have_its_words(world, monkeypatch, few):
    """It was looked for among the first ten that match; now among those that are ready."""
    monkeypatch.setattr(ready, "FEW", few)
    names = [unit.code for unit in ready.ready_units(10)]
    assert names
    words = Unit.objects.get(code=names[0]).name
    Unit.objects.bulk_create(
        Unit(code=f"a-{i}", kind="dinas", name=f"A {words}", short_name="k", search=words.lower())
        for i in range(30)
    )
    assert ready.ready_units(10, text=words)[0].code == names[0]
    assert ready.ready_units(10, text=words, without=[names[0], None]) == []
    assert len(ready.ready_units(1)) == 1
