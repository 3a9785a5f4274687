"""Forms, scores and figures of written tests: known answers, and what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruangaman.lib.testing import (
    BLUEPRINT,
    MUST_PASS,
    FormShort,
    Question,
    Score,
    correlation,
    form_drawn,
    gain,
    group_gain,
    item_figures,
    module_of,
    percent,
    score,
    shuffled,
)

SUBJECTS = {5: ("confidentiality", "consent"), 4: ("no-investigation",), 8: ("child",)}
MARKS = st.integers(min_value=0, max_value=100)


def bank(form: str = "A", *, more: int = 0) -> list[Question]:
    """A form as the blueprint wants it, with ``more`` spare items of each module put first."""
    made = []
    for module, wanted in BLUEPRINT.items():
        subjects = [*[""] * more, *SUBJECTS.get(module, ())]
        subjects += [""] * (wanted + more - len(subjects))
        for number, subject in enumerate(subjects):
            key = f"m{module:02}-{form.lower()}{number}"
            made.append(Question(key, module, form, subject, ("a", "b", "c", "d"), "b"))
    return made


def test_a_form_is_twenty_items_with_every_subject_that_must_be_passed() -> None:
    drawn = form_drawn([*bank("A"), *bank("B")], "B")
    assert len(drawn) == sum(BLUEPRINT.values()) == 20
    assert {one.form for one in drawn} == {"B"}
    assert {one.must_pass for one in drawn} - {""} == set(MUST_PASS)


def test_spare_items_never_push_out_one_that_must_be_passed() -> None:
    drawn = form_drawn(bank("A", more=2), "A")
    assert len(drawn) == 20
    assert {one.must_pass for one in drawn} - {""} == set(MUST_PASS)


def test_a_form_that_is_not_full_names_everything_it_lacks() -> None:
    short = [one for one in bank("A") if one.module != 8 and one.key != "m02-a0"]
    with pytest.raises(FormShort) as caught:
        form_drawn(short, "A")
    assert [(one.module, one.subject, one.wanted, one.found) for one in caught.value.lacks] == [
        (2, "", 3, 2),
        (8, "", 2, 0),
        (0, "child", 1, 0),
    ]


@given(st.binary(max_size=32))
def test_shuffling_keeps_every_item_and_choice_and_depends_on_the_seed_alone(seed: bytes) -> None:
    questions = bank()
    order = shuffled(questions, seed)
    assert order == shuffled(questions, seed)
    assert sorted(one.key for one, _ in order) == sorted(one.key for one in questions)
    assert all(sorted(choices) == sorted(one.choices) for one, choices in order)


def test_two_seeds_give_two_orders() -> None:
    assert shuffled(bank(), b"one") != shuffled(bank(), b"two")


@given(st.sets(st.integers(min_value=0, max_value=19)), MARKS)
def test_a_score_counts_what_is_right_and_passes_by_mark_and_subjects(
    wrong: set[int], mark: int
) -> None:
    questions = bank()
    chosen = {one.key: "c" if number in wrong else "b" for number, one in enumerate(questions)}
    found = score(questions, chosen)
    assert (found.right, found.total) == (20 - len(wrong), 20)
    expected = {questions[number].must_pass for number in wrong} - {""}
    assert set(found.missed) == expected
    assert found.passed(mark) == (found.right / 20 >= mark / 100 and not expected)


def test_sixteen_of_twenty_passes_fifteen_does_not_and_one_subject_stops_everything() -> None:
    assert Score(16, 20, ()).passed()
    assert not Score(15, 20, ()).passed()
    assert not Score(19, 20, ("child",)).passed()
    assert not Score(0, 0, ()).passed()


def test_what_was_not_answered_is_not_right() -> None:
    assert score(bank(), {}).right == 0
    assert set(score(bank(), {}).missed) == set(MUST_PASS)


@given(st.integers(min_value=0, max_value=200), st.integers(min_value=1, max_value=200))
def test_percent_never_claims_a_mark_that_was_not_reached(right: int, total: int) -> None:
    assert percent(right, total) * total <= right * 100


def test_gain_by_known_answers() -> None:
    assert gain(40, 70) == 0.5
    assert gain(50, 50) == 0
    assert gain(60, 40) == -0.5
    assert gain(0, 100) == 1
    assert gain(100, 100) is None
    assert gain(100, 90) is None


@given(MARKS.filter(lambda mark: mark < 100), MARKS, MARKS)
def test_gain_grows_with_the_later_mark_and_is_never_above_one(
    pre: int, post: int, other: int
) -> None:
    one, two = gain(pre, post), gain(pre, other)
    assert one is not None
    assert two is not None
    assert one <= 1
    assert (one < two) == (post < other)


def test_the_gain_of_a_group_comes_from_its_means() -> None:
    assert group_gain([(40, 70), (60, 80)]) == pytest.approx(0.5)
    assert group_gain([(100, 100), (50, 75)]) == pytest.approx(0.5)
    assert group_gain([(100, 100)]) is None
    assert group_gain([]) is None


def test_an_items_figures_by_known_answers() -> None:
    """Ten people; ``x`` is answered rightly by the five who know most."""
    rows = [
        {"x": number >= 5, **{f"y{other}": other < number for other in range(9)}}
        for number in range(10)
    ]
    found = item_figures(rows, "x")
    assert (found.answered, found.difficulty) == (10, 0.5)
    assert found.discrimination == pytest.approx(0.8703883)  # r of 0000011111 with 0..9
    backward = [{**row, "x": not row["x"]} for row in rows]
    assert item_figures(backward, "x").discrimination == pytest.approx(-0.8703883)


def test_an_item_does_not_correlate_with_itself() -> None:
    rows = [{"x": number % 2 == 0, "y": True} for number in range(12)]
    assert item_figures(rows, "x").discrimination is None, "the rest never varies"
    assert item_figures(rows, "y").difficulty == 1


def test_nine_people_say_nothing_about_an_item() -> None:
    found = item_figures([{"x": True, "y": False}] * 9, "x")
    assert (found.answered, found.difficulty, found.discrimination) == (9, None, None)


@given(
    st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=10, max_size=40),
    st.randoms(),
)
def test_figures_stay_in_their_bounds_and_ignore_the_order_of_people(
    answers: list[list[bool]], draw: object
) -> None:
    rows = [dict(zip("wxyz", row, strict=True)) for row in answers]
    found = item_figures(rows, "x")
    assert found.difficulty is not None
    assert 0 <= found.difficulty <= 1
    assert found.discrimination is None or -1 <= found.discrimination <= 1
    draw.shuffle(rows)  # type: ignore[attr-defined]
    again = item_figures(rows, "x")
    assert again.difficulty == found.difficulty
    assert again.discrimination == pytest.approx(found.discrimination)


@given(st.lists(MARKS, min_size=2, max_size=30))
def test_whatever_varies_correlates_wholly_with_itself(values: list[int]) -> None:
    marks = [float(value) for value in values]
    found = correlation(marks, marks)
    assert found is None if len(set(marks)) == 1 else found == pytest.approx(1)


@pytest.mark.parametrize(
    ("key", "module"), [("m03-freeze", 3), ("m11-rest", 11), ("other", 0), ("", 0), ("mx1-a", 0)]
)
def test_the_module_stands_in_the_key(key: str, module: int) -> None:
    assert module_of(key) == module
