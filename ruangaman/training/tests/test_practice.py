"""Conversations to practise alone: every way of the ten, and ways that nobody can have come."""

from __future__ import annotations

import random
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.core.models import AuditEvent
from ruangaman.core.services.reference import as_json
from ruangaman.lib.pack import read_dialogue
from ruangaman.training.models import Content
from ruangaman.training.practice.graph import HIGH, WIDE, drawing
from ruangaman.training.practice.review import better, review
from ruangaman.training.practice.talk import Impossible, Step, Talk, shuffled
from ruangaman.training.tests.talking import FOLDER, checklist_of_pack, content_load, talks_of_pack
from tests.pages import text_of

LIST = "/pelatihan/praktik/"
FIRST = f"{LIST}grup-obrolan/"
HIDDEN = re.compile(r'<input type="hidden" name="(versi|jalan|acak)" value="([^"]*)">')
HEAVIEST = 6 * 1024


def walked(talk: Talk, choose: Any) -> str:
    """Go to an ending, choosing among the answers of each turn."""
    way: list[str] = []
    while (turn := talk.walk(".".join(way)).turn) is not None:
        way.append(choose([one["key"] for one in turn["answer"]]))
    return ".".join(way)


@given(st.sampled_from(talks_of_pack()), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_every_way_ends_and_shows_what_its_answers_show(talk: Talk, chance: random.Random) -> None:
    way = walked(talk, chance.choice)
    walk = talk.walk(way)
    assert walk.ending is not None
    assert walk.way == way
    told = review(walk, checklist_of_pack())
    assert len(told.shown) + len(told.unseen) == 12
    assert {one["key"] for one in told.shown} == {
        key for step in walk.steps for key in step.answer["shows"]
    }
    assert [one.error["key"] for one in told.slips] == [
        key for step in walk.steps for key in step.answer["errors"]
    ]
    for one in told.steps:
        assert one.step.answer not in one.better
        assert all(other["shows"] and not other["errors"] for other in one.better)


@given(
    st.sampled_from(talks_of_pack()),
    st.randoms(use_true_random=False),
    st.sampled_from(["after", "unknown", "text", "long", "twice"]),
)
@settings(max_examples=60, deadline=None)
def test_a_way_that_nobody_can_come_is_refused(talk: Talk, chance: random.Random, how: str) -> None:
    way = walked(talk, chance.choice)
    cut = way.split(".")[: chance.randrange(len(way.split(".")))]
    wrong = {
        "after": f"{way}.a",
        "unknown": ".".join([*cut, "z"]),
        "text": chance.choice([".a", "a.", "a..b", "A", "a b", "<a>", "ä", "a,b", "a\n"]),
        "long": "a." * 400 + "a",
        "twice": f"{way}.{way}",
    }[how]
    with pytest.raises(Impossible):
        talk.walk(wrong)


def test_in_every_conversation_a_mended_error_can_lead_to_a_good_end_and_is_said_to_be_mended() -> (
    None
):
    for talk in talks_of_pack():
        chance, mended = random.Random(talk.key), 0
        for _round in range(400):
            walk = talk.walk(walked(talk, chance.choice))
            told = review(walk, checklist_of_pack())
            assert walk.ending
            mended += told.mended and walk.ending["kind"] != "harm"
            for slip in told.slips:
                assert slip.mended_by is None or not slip.mended_by["errors"]
        assert mended, talk.key


def test_answers_are_shuffled_the_same_for_the_same_seed() -> None:
    turn = talks_of_pack()[0].turns["awal"]
    orders = {tuple(one["key"] for one in shuffled(turn, f"{seed:08x}")) for seed in range(40)}
    assert len(orders) == 6
    assert shuffled(turn, "0000000a") == shuffled(turn, "0000000a")


def test_only_an_answer_that_was_not_good_is_compared_with_good_ones() -> None:
    for talk in talks_of_pack():
        for turn in talk.turns.values():
            good = [one for one in turn["answer"] if one["shows"] and not one["errors"]]
            for answer in turn["answer"]:
                assert better(Step(turn, answer)) == ([] if answer in good else good)


def test_the_picture_holds_every_turn_and_ending_once_and_nothing_lies_on_another() -> None:
    for talk in talks_of_pack():
        found = drawing(talk)
        assert sorted(one.key for one in found.boxes) == sorted([*talk.turns, *talk.endings])
        places = [(one.x, one.y) for one in found.boxes]
        assert len(set(places)) == len(places)
        for one in found.boxes:
            assert 0 <= one.x <= found.width - WIDE
            assert 0 <= one.y <= found.height - HIGH


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


def test_a_conversation_is_written_into_one_file_that_needs_nothing_else(tmp_path: Path) -> None:
    example = FOLDER.parents[2] / "docs" / "guides" / "contoh-percakapan.toml"
    for language, words in (("id", "di tangga belakang"), ("en", "on the back stairs")):
        target = tmp_path / f"{language}.html"
        call_command("preview_dialogue", str(example), output=str(target), language=language)
        said = target.read_text("utf-8")
        assert words in said
        assert said.count('class="app-turn"') == 9 + 4
        assert not re.search(r"<script|<link|src=|https?://", said)
        links = set(re.findall(r'href="#([^"]+)"', said))
        assert links == set(re.findall(r'id="([^"]+)"', said))
    broken = tmp_path / "broken.toml"
    broken.write_text(example.read_text("utf-8").replace('then = "pamit"', 'then = "tiada"'))
    with pytest.raises(CommandError, match="fault"):
        call_command("preview_dialogue", str(broken))
    assert not broken.with_suffix(".id.html").exists()


def test_the_entries_of_a_loaded_pack_are_what_the_pages_read() -> None:
    """What the files say and what a load keeps have the same names."""
    for path in sorted((FOLDER / "dialogues").glob("*.toml")):
        loaded = as_json(asdict(read_dialogue(path)))
        by_file = next(one for one in talks_of_pack() if one.key == loaded["key"])
        for part in ("turn", "ending"):
            assert loaded[part] == by_file.body[part]
