"""The ten conversations as trees: every way ends, and none that nobody can have come is taken."""

from __future__ import annotations

import random
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.core.services.reference import as_json
from ruangaman.lib.pack import read_dialogue
from ruangaman.training.practice.graph import HIGH, WIDE, drawing
from ruangaman.training.practice.review import better, review
from ruangaman.training.practice.talk import Impossible, Step, Talk, Walk, shuffled
from ruangaman.training.tests.talking import FOLDER, checklist_of_pack, talks_of_pack, walked


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


def said(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a file says, with what it leaves unsaid."""
    usual = {"mends_nothing": False}
    return [
        one | {"answer": [usual | each for each in one["answer"]]} if "answer" in one else one
        for one in parts
    ]


def test_an_answer_that_is_good_about_something_else_mends_nothing() -> None:
    """Rani's focal point promised too much, and then is sorry for having laughed."""
    talk, checklist = talks_of_pack()[0], checklist_of_pack()
    for turn, key, mends in (("percaya", "b", False), ("kecil", "b", True)):
        good = talk.answer(talk.turns[turn], key)
        [(before, slip), *_] = [
            (one, each)
            for one in talk.turns.values()
            for each in one["answer"]
            if each["then"] == turn and each["errors"]
        ]
        walk = Walk((Step(before, slip), Step(talk.turns[turn], good)), None, None)
        assert [bool(one.mended_by) for one in review(walk, checklist).slips] == [mends]


def test_the_entries_of_a_loaded_pack_are_what_the_pages_read() -> None:
    """What the files say and what a load keeps have the same names."""
    for path in sorted((FOLDER / "dialogues").glob("*.toml")):
        loaded = as_json(asdict(read_dialogue(path)))
        by_file = next(one for one in talks_of_pack() if one.key == loaded["key"])
        for part in ("turn", "ending"):
            assert loaded[part] == said(by_file.body[part])
