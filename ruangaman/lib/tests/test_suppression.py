"""What is hidden, what stays, and what is refused. tests/disclosure attacks the whole."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.lib.suppression import (
    HIDDEN,
    Axis,
    Counts,
    Earlier,
    Hidden,
    Link,
    Unprotectable,
    protect,
    tally,
)

TYPE = Axis("type", ("rape", "assault", "verbal"))
SEX = Axis("sex", ("female", "male"))
AGE = Axis("age", ("child", "adult"))


def one_way(key: str, axis: Axis, *numbers: int, counts: str = "records") -> Counts:
    cells = {(code,): number for code, number in zip(axis.codes, numbers, strict=True)}
    return Counts(key, counts, (axis,), cells)


def two_way(key: str, one: Axis, other: Axis, *numbers: int) -> Counts:
    places = product(one.codes, other.codes)
    return Counts(key, "records", (one, other), dict(zip(places, numbers, strict=True)))


def shown(cells: object) -> set[object]:
    assert isinstance(cells, dict)
    return {at for at, count in cells.items() if not isinstance(count, Hidden)}


def test_a_small_cell_takes_the_smallest_other_with_it() -> None:
    made = protect([one_way("t", TYPE, 40, 3, 12)])
    assert made.published("t") == {
        ("rape",): 40,
        ("assault",): HIDDEN,
        ("verbal",): HIDDEN,
        ("*",): 55,
    }
    why = {cell.at: cell.reason for cell in made.report.hidden}
    assert why == {("assault",): "small", ("verbal",): "complement"}
    assert made.cells("t")[1] == {"at": ["assault"], "hidden": "protected"}


def test_zero_is_hidden_like_any_small_count() -> None:
    assert shown(protect([one_way("t", SEX, 60, 0)]).published("t")) == {("*",)}


def test_two_small_cells_are_no_cover_for_each_other_when_they_sum_to_little() -> None:
    made = protect([one_way("t", TYPE, 2, 2, 90)])
    assert shown(made.published("t")) == {("*",)}
    assert shown(protect([one_way("t", TYPE, 3, 2, 90)]).published("t")) == {("verbal",), ("*",)}


def test_below_fifty_records_below_ten_is_small() -> None:
    made = protect([one_way("t", TYPE, 9, 9, 31)])
    assert shown(made.published("t")) == {("verbal",), ("*",)}
    assert {cell.reason for cell in made.report.hidden} == {"base"}
    assert shown(protect([one_way("t", TYPE, 9, 9, 32)]).published("t")) >= {("rape",)}


def test_fewer_records_than_the_floor_are_not_even_told_as_a_number() -> None:
    made = protect([one_way("t", TYPE, 3, 3, 3)])
    assert shown(made.published("t")) == set()
    assert made.report.share == 1.0


def test_a_total_is_hidden_in_every_table_or_in_none() -> None:
    by_sex = two_way("sex", TYPE, SEX, 30, 25, 2, 1, 22, 20)
    by_age = two_way("age", TYPE, AGE, 25, 30, 1, 2, 20, 22)
    made = protect([by_sex, by_age])
    assert made.published("sex")["assault", "*"] is HIDDEN
    for code in (*TYPE.codes, "*"):
        assert made.published("sex")[code, "*"] == made.published("age")[code, "*"]


def test_three_tables_in_a_ring_are_understood_together() -> None:
    """Each pair of these tables leaves (male, child) open; all three together say what it is."""
    records = [
        {"type": kind, "sex": sex, "age": age}
        for kind, sex, age, times in (
            ("rape", "female", "child", 20),
            ("assault", "male", "adult", 20),
            ("verbal", "male", "child", 4),
            ("verbal", "female", "adult", 30),
        )
        for _ in range(times)
    ]
    ring = [
        tally("ts", "records", (TYPE, SEX), records),
        tally("ta", "records", (TYPE, AGE), records),
        tally("sa", "records", (SEX, AGE), records),
    ]
    made = protect(ring)
    assert made.report.narrowest is not None
    assert made.report.narrowest >= 5
    assert made.published("sa")["male", "child"] is HIDDEN


def test_of_many_choices_those_who_did_not_choose_are_counted_too() -> None:
    service = Axis("service", ("health", "legal"), many=True)
    made = protect([Counts("s", "records", (service,), {("health",): 58, ("*",): 60})])
    assert made.published("s") == {("health",): HIDDEN, ("legal",): HIDDEN, ("*",): 60}
    made = protect([Counts("s", "records", (service,), {("health",): 40, ("*",): 60})])
    assert made.published("s") == {("health",): 40, ("legal",): HIDDEN, ("*",): 60}


def test_a_part_whose_number_is_hidden_is_hidden_wholly() -> None:
    told = one_way("referred", Axis("referred", ("yes", "no")), 3, 80, counts="contacts")
    reached = Counts("reached", "contacts", (AGE,), {("child",): 3}, among="referred")
    link = Link((("referred", ("yes",)),), (("reached", ("*",)),))
    made = protect([told, reached], linked=[link])
    assert shown(made.published("reached")) == set()
    assert shown(made.published("referred")) == {("*",)}
    with pytest.raises(ValueError, match="link"):
        protect([told, one_way("reached", AGE, 3, 5)], linked=[link])


def test_what_was_published_of_the_same_records_cannot_be_taken_back() -> None:
    first = one_way("t", TYPE, 40, 3, 12)
    before = Earlier(first, {("rape",): 40, ("*",): 55})
    by_sex = two_way("sex", TYPE, SEX, 20, 20, 3, 0, 6, 6)
    made = protect([by_sex], earlier=[before])
    assert made.published("sex")["verbal", "*"] is HIDDEN
    more = two_way("sex", TYPE, SEX, 20, 20, 3, 0, 50, 50)
    hidden_before = Earlier(one_way("t", TYPE, 40, 3, 100), {("*",): 143})
    assert protect([more]).published("sex")["verbal", "*"] == 100
    assert protect([more], earlier=[hidden_before]).published("sex")["verbal", "*"] is HIDDEN
    open_wide = Earlier(first, {("rape",): 40, ("verbal",): 12, ("*",): 55})
    with pytest.raises(Unprotectable):
        protect([by_sex], earlier=[open_wide])
    corrected = two_way("sex", TYPE, SEX, 20, 21, 3, 0, 6, 6)
    with pytest.raises(ValueError, match="other records"):
        protect([corrected], earlier=[before])


def test_tables_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="other records"):
        protect([one_way("a", TYPE, 9, 9, 9), one_way("b", TYPE, 9, 9, 8)])
    with pytest.raises(ValueError, match="codes"):
        Axis("t", ("a", "*"))
    with pytest.raises(ValueError, match="nowhere"):
        Counts("t", "records", (SEX,), {("nowhere",): 1})


@given(st.randoms(use_true_random=False), st.integers(10, 400))
@settings(max_examples=15, deadline=None)
def test_whatever_the_records_are_nothing_small_stands_and_each_hidden_cell_is_proved(
    lot: random.Random, people: int
) -> None:
    weights = {axis.key: [lot.random() ** 3 for _ in axis.codes] for axis in (TYPE, SEX, AGE)}
    records = [
        {a.key: lot.choices(a.codes, weights[a.key])[0] for a in (TYPE, SEX, AGE)}
        for _ in range(people)
    ]
    tables = [tally(f"{a.key}{b.key}", "n", (a, b), records) for a, b in ((TYPE, SEX), (TYPE, AGE))]
    made = protect(tables)
    for table in tables:
        for at, count in made.published(table.key).items():
            assert count is HIDDEN or count == table.totals[at] >= (10 if people < 50 else 5)
    assert all(cell.proved >= 5 for cell in made.report.hidden)
