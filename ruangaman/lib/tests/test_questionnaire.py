"""A survey asks closed questions only, in ten minutes, and its crosswise items protect."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.lib.questionnaire import (
    AnswerError,
    DefinitionError,
    answers_read,
    definition_of,
    faults_of,
    questionnaire_known,
    questionnaire_read,
)
from ruangaman.lib.tests.questions import choice, crosswise, definition, pair


def found(whole: object) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in faults_of(whole)]


def test_a_definition_comes_back_as_it_was_with_its_minutes() -> None:
    read = questionnaire_read(definition())
    whole = definition_of(read)
    assert whole["minutes"] == read.minutes == 3
    assert questionnaire_read(whole) == questionnaire_known(whole) == read
    assert {item["key"]: set(item) for item in whole["sections"][0]["items"]}["aman"] == {
        "key", "kind", "text_id", "text_en",
    }  # fmt: skip
    assert [item.positive for item in read.items] == [
        ("ya",), ("4", "5"), ("once", "few", "many"), (), (),
    ]  # fmt: skip


def test_without_crosswise_nothing_of_it_is_left() -> None:
    bare = questionnaire_read(definition()).without_crosswise()
    assert [item.key for item in bare.items] == ["tahu", "aman", "lihat"]
    assert questionnaire_read(definition_of(bare)) == bare
    assert bare.minutes < questionnaire_read(definition()).minutes


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        ([choice() | {"kind": "text"}], ("kind", "free-text")),
        ([choice(), choice()], ("key", "duplicate")),
        ([choice("Tahu saya")], ("key", "bad-key")),
        ([choice() | {"text_en": ""}], ("text_en", "missing-translation")),
        ([choice() | {"text_id": "a" * 241}], ("text_id", "too-long")),
        ([choice() | {"text_id": "a\u202eb"}], ("text_id", "control-character")),
        ([choice() | {"months": 12}], ("months", "unknown-field")),
        ([choice() | {"options": choice()["options"][:1]}], ("options", "too-few")),
        ([choice() | {"options": [choice()["options"][0]] * 2}], ("code", "duplicate")),
        ([choice(f"k{at}") for at in range(9)], ("items", "too-many")),
        ([crosswise("a", "friend-month")], ("sections", "no-anchor")),
        ([crosswise("a", "friend-month", anchor=True)], ("anchor", "too-few")),
        ([crosswise("a", "mother-month")], ("about", "unknown-choice")),
        ([crosswise("a", "friend-month", p=0.5)], ("p", "half")),
        ([crosswise("a", "friend-month", p=1)], ("p", "bad-number")),
        ([crosswise("a", "friend-month", p=float("nan"))], ("p", "bad-number")),
        ([crosswise("a", "friend-month", p_source="")], ("p_source", "missing-value")),
        ([crosswise("a", "friend-day", harmless_why_id="")], ("harmless_why_id", "missing-value")),
        (
            [crosswise("a", "friend-day", harmless_id="Saya lahir pada bulan Maret.")],
            ("harmless_id", "own-birthday"),
        ),
        (
            [crosswise("a", "friend-day"), crosswise("b", "friend-day", anchor=True)],
            ("about", "duplicate"),
        ),
    ],
)
def test_what_may_not_be_asked_is_named_at_its_field(
    items: list[dict[str, Any]], fault: tuple[str, str]
) -> None:
    assert fault in found(definition(*items))


def test_what_happened_is_asked_after_a_warning_and_within_ten_minutes() -> None:
    bare = definition() | {"warning_id": "", "warning_en": ""}
    assert found(bare) == [("warning_id", "no-warning")]
    words = "kata " * 45
    many = definition()
    many["sections"] = [
        {"key": f"b{at}", "items": [choice(f"k{at}-{n}") | pair("text", words) for n in range(8)]}
        | pair("title")
        for at in range(4)
    ]
    assert ("minutes", "too-long-survey") in found(many)
    assert found(definition() | {"minutes": 1}) == [("minutes", "minutes")]


@pytest.mark.parametrize(
    "garbage", [None, [], "x", 3, {"sections": {}}, {"sections": [None, 1]}, {1: 2},
                {"sections": [{"items": [[], {"kind": []}]}]}],
)  # fmt: skip
def test_garbage_is_refused_with_faults(garbage: object) -> None:
    with pytest.raises(DefinitionError) as refused:
        questionnaire_read(garbage)
    assert str(refused.value)


def test_answers_are_known_codes_and_may_be_left_out() -> None:
    read = questionnaire_read(definition())
    given = {"lihat": "few", "tahu": "", "aman": "5", "silang": "same"}
    assert list(answers_read(read, given).items()) == [
        ("aman", "5"), ("lihat", "few"), ("silang", "same"),
    ]  # fmt: skip
    for wrong in ({"aman": "6"}, {"lain": "ya"}, {"aman": 5}, {"tahu": "YA"}):
        with pytest.raises(AnswerError):
            answers_read(read, wrong)
