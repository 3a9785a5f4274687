"""Conversations to practise alone: turn by turn, without a trace, with an account or a code."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from django.apps import apps

from ruangaman.core.models import AuditEvent
from ruangaman.training.models import Content
from ruangaman.training.practice.review import review
from ruangaman.training.tests.talking import (
    checklist_of_pack,
    content_load,
    talks_of_pack,
    walked,
)
from tests.pages import text_of

LIST = "/pelatihan/praktik/"
FIRST = f"{LIST}grup-obrolan/"
HIDDEN = re.compile(r'<input type="hidden" name="(versi|jalan|acak)" value="([^"]*)">')
HEAVIEST = 6 * 1024


@pytest.fixture
def loaded(db: None) -> None:
    content_load()


def carried(page: Any) -> dict[str, str]:
    return dict(HIDDEN.findall(page.content.decode()))


def rows() -> dict[str, int]:
    """How many rows there are of everything but sessions."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.label != "sessions.Session"
    }


@pytest.mark.django_db
def test_the_list_warns_and_names_who_supports_and_says_what_no_expert_has_read(
    world, staff, loaded
) -> None:
    hasan = world.sign_in(staff, "hasan")
    said = text_of(hasan.get(LIST))
    assert said.count("Belum ditinjau ahli.") == 10
    assert "mengingatkan pada pengalaman sendiri" in said
    assert "129" in said
    assert "Tidak ada yang disimpan" in said
    Content.objects.filter(key="grup-obrolan").update(reviewed=True)
    assert text_of(hasan.get(LIST)).count("Belum ditinjau ahli.") == 9
    assert "Jokes in the office chat group" in text_of(hasan.get(f"/en{LIST}"))


@pytest.mark.django_db
def test_playing_goes_turn_by_turn_and_leaves_no_trace(world, staff, loaded) -> None:
    hasan = world.sign_in(staff, "hasan")
    hasan.get(FIRST)
    before = rows()
    form = carried(hasan.get(FIRST))
    turn = hasan.post(FIRST, form | {"langkah": "mulai"})
    assert turn.status_code == 200
    assert "Kak, soal formulir cuti ini" in text_of(turn)
    form = carried(turn)
    again = hasan.post(FIRST, form | {"langkah": "mulai"})
    assert text_of(again) == text_of(turn), "the same order after a reload"
    nothing = hasan.post(FIRST, form | {"langkah": "jawab"})
    assert nothing.status_code == 422
    assert "Pilih satu jawaban." in text_of(nothing)
    assert carried(nothing) == form
    told = hasan.post(FIRST, form | {"langkah": "jawab", "jawab": "c"})
    assert "Anda memberi tempat, waktu, dan pilihan" in text_of(told)
    assert "Menyiapkan tempat, waktu, bahasa, dan teman" in text_of(told)
    assert carried(told)["jalan"] == "c"
    back = hasan.post(FIRST, carried(told) | {"langkah": "kembali"})
    assert carried(back)["jalan"] == ""
    wrong = hasan.post(FIRST, form | {"jalan": "b", "langkah": "jawab", "jawab": "c"})
    assert "Yang perlu dihindari: Mengorek cerita." in text_of(wrong)
    assert "Maaf, saya bertanya terlalu jauh" in text_of(wrong)
    assert rows() == before
    assert not AuditEvent.objects.filter(action__startswith="training_").exists()


@pytest.mark.django_db
def test_the_end_shows_the_way_with_better_answers_and_no_score(world, staff, loaded) -> None:
    hasan = world.sign_in(staff, "hasan")
    form = carried(hasan.get(FIRST))
    talk = talks_of_pack()[0]
    chance, good = random.Random(7), ""
    while not good:
        walk = talk.walk(walked(talk, chance.choice))
        told = review(walk, checklist_of_pack())
        if told.mended and walk.ending and walk.ending["kind"] == "good":
            good = walk.way
    page = hasan.post(FIRST, form | {"jalan": good, "langkah": "lanjut"})
    said = text_of(page)
    assert "Rani pulang dengan pilihan di tangannya" in said
    assert "berakhir baik walaupun ada yang keliru" in said
    assert "Sesudahnya Anda memperbaikinya" in said
    assert "Lebih menolong:" in said
    assert "Yang belum terlihat" in said
    assert not re.search(r"\d+\s*%|skor|peringkat", said)
    english = text_of(hasan.post(f"/en{FIRST}", form | {"jalan": good, "langkah": "lanjut"}))
    assert "Rani leaves with the choice in her own hands" in english


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"jalan": "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a"},
        {"jalan": "x"},
        {"jalan": "<script>"},
        {"jalan": "a" * 100_000},
        {"jalan": "\x00"},
        {"versi": ""},
        {"versi": "0" * 64},
        {"versi": "\x00"},
    ],
    ids=range(8),
)
def test_an_impossible_way_gets_a_clear_answer(world, staff, loaded, changed) -> None:
    hasan = world.sign_in(staff, "hasan")
    form = carried(hasan.get(FIRST))
    page = hasan.post(FIRST, form | {"langkah": "lanjut"} | changed)
    assert page.status_code == 422
    assert "mulailah lagi dari awal" in text_of(page)


@pytest.mark.django_db
def test_whoever_began_before_the_pack_changed_goes_on_with_the_words_she_read(
    world, staff, loaded
) -> None:
    hasan = world.sign_in(staff, "hasan")
    form = carried(hasan.get(FIRST))
    old = Content.objects.get(key="grup-obrolan")
    Content.objects.filter(pk=old.pk).update(current=False)
    body = {**old.body, "title_id": "Judul yang baru"}
    Content.objects.create(kind=old.kind, key=old.key, digest="f" * 64, body=body)
    assert "Candaan di grup" in text_of(hasan.post(FIRST, form | {"langkah": "mulai"}))
    assert "Judul yang baru" in text_of(hasan.get(FIRST))
    assert hasan.get(f"{LIST}tiada/").status_code == 404
    assert hasan.post(f"{LIST}tiada/", form).status_code == 404


@pytest.mark.django_db
def test_every_page_of_a_way_through_each_of_the_ten_is_light(world, staff, loaded) -> None:
    hasan = world.sign_in(staff, "hasan")
    faults = []
    for talk in talks_of_pack():
        here = f"{'' if talk.body['number'] % 2 else '/en'}{LIST}{talk.key}/"
        way = walked(talk, random.Random(talk.key).choice).split(".")
        form = carried(hasan.get(here))
        for n, key in enumerate(way):
            form["jalan"] = ".".join(way[:n])
            for extra in ({"langkah": "lanjut"}, {"langkah": "jawab", "jawab": key}):
                page = hasan.post(here, form | extra)
                if page.status_code != 200 or len(page.content) > HEAVIEST:
                    faults.append((talk.key, n, page.status_code, len(page.content)))
        form["jalan"] = ".".join(way)
        assert hasan.post(here, form | {"langkah": "lanjut"}).status_code == 200
    assert faults == []


@pytest.mark.django_db
def test_with_a_participant_s_code_one_practises_without_an_account(
    world, staff, loaded, event, invited
) -> None:
    assert staff.get(LIST).status_code == 302
    assert staff.post(FIRST, {}).status_code == 302
    session = staff.session
    session["participant"] = str(invited["rina"].pk)
    session.save()
    staff.cookies["sesi"] = session.session_key
    page = staff.get(LIST)
    assert page.status_code == 200
    assert "Orang pendukung: Ibu Contoh." in text_of(page)
    turn = staff.post(FIRST, carried(staff.get(FIRST)) | {"langkah": "mulai"})
    assert "Kak, soal formulir cuti ini" in text_of(turn)
    invited["rina"].state = "withdrawn"
    invited["rina"].save()
    assert staff.get(LIST).status_code == 302


@pytest.mark.django_db
def test_authors_see_the_whole_tree(world, staff, loaded) -> None:
    tono = world.sign_in(staff, "tono")
    assert "Candaan di grup obrolan kantor" in text_of(tono.get(f"{LIST}pratinjau/"))
    for talk in talks_of_pack():
        page = tono.get(f"{LIST}pratinjau/{talk.key}/")
        assert page.status_code == 200
        content = page.content.decode()
        for key in [*talk.turns, *talk.endings]:
            assert f'id="t-{key}"' in content
            assert f'href="#t-{key}"' in content
        assert content.count('class="app-tree__box') == len(talk.turns) + len(talk.endings)
        assert not re.search(r' (?:viewBox|width|height|x|y|d)="[^"]*\d\.\d', content)
    assert tono.get(f"{LIST}pratinjau/tiada/").status_code == 404
