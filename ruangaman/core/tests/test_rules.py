"""Rule values in force and texts of the pack."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.core.models import PackText, RuleValue
from ruangaman.core.rules import (
    RuleMissing,
    month_after,
    rule,
    rules_in_force,
    shifted,
    verified,
    weak,
)
from ruangaman.core.texts import pack_texts

pytestmark = pytest.mark.django_db


def _rule(key: str, value: int, begin: int, end: int | None = None, **more) -> RuleValue:
    """A value in force from ``begin`` days after today, up to ``end`` days after today."""
    today = timezone.localdate()
    return RuleValue.objects.create(
        key=key, label_id=key, label_en=key, value=value, unit="hours", clock="calendar",
        source="test", mark="S", valid_from=today + dt.timedelta(days=begin),
        valid_to=None if end is None else today + dt.timedelta(days=end), **more,
    )  # fmt: skip


def test_the_value_of_today_is_in_force():
    _rule("pep", 48, -400, -30)
    _rule("pep", 72, -30)
    assert rule("pep").value == 72
    assert {key: value.value for key, value in rules_in_force().items()} == {"pep": 72}


def test_a_value_still_holds_on_its_last_day_and_no_longer():
    _rule("pep", 48, -400, 0)
    assert rule("pep").value == 48
    _rule("pep", 72, 0)
    assert rule("pep").value == 72


def test_a_value_of_tomorrow_is_not_in_force():
    _rule("pep", 48, -400, 0)
    _rule("pep", 72, 1)
    assert rule("pep").value == 48


def test_what_is_over_or_unknown_is_missing():
    _rule("pep", 48, -400, -1)
    for key in ("pep", "unknown"):
        with pytest.raises(RuleMissing):
            rule(key)
    assert rules_in_force() == {}


def test_a_value_is_verified_by_a_person_on_a_day():
    value = _rule("pep", 72, -1)
    assert not verified(value)
    value.verified_by, value.verified_on = "Biro Hukum", timezone.localdate()
    assert verified(value)
    value.verified_by = ""
    assert not verified(value)


@pytest.mark.parametrize(("mark", "is_weak"), [("S", False), ("K-h", False), ("K-m", True)])
def test_general_knowledge_nobody_confirmed_is_weak(mark, is_weak):
    value = _rule("pep", 72, -1)
    value.mark = mark
    assert weak(value) is is_weak


def test_texts_come_in_the_order_of_the_pack():
    for position, key in [(2, "b"), (1, "a")]:
        PackText.objects.create(section="hak", key=key, position=position, body={})
    PackText.objects.create(section="lain", key="c", position=0, body={})
    assert [text.key for text in pack_texts("hak")] == ["a", "b"]


@pytest.mark.parametrize(
    ("day", "length", "unit", "later", "earlier"),
    [
        ("2026-11-30", 3, "months", "2027-02-28", "2026-08-30"),
        ("2026-12-01", 12, "months", "2027-12-01", "2025-12-01"),
        ("2024-02-29", 1, "years", "2025-02-28", "2023-02-28"),
        ("2026-12-31", 2, "weeks", "2027-01-14", "2026-12-17"),
        ("2026-03-01", 1, "days", "2026-03-02", "2026-02-28"),
    ],
)
def test_a_day_is_moved_by_a_rule(day, length, unit, later, earlier):
    value, start = RuleValue(value=length, unit=unit), dt.date.fromisoformat(day)
    assert shifted(start, value) == dt.date.fromisoformat(later)
    assert shifted(start, value, back=True) == dt.date.fromisoformat(earlier)


def test_what_is_no_length_moves_nothing():
    start = dt.date(2026, 11, 25)
    assert shifted(start, RuleValue(value=None, unit="no_limit")) is None
    assert shifted(start, RuleValue(value=3, unit="count")) is None


@pytest.mark.parametrize(
    ("day", "first"), [("2026-11-01", "2026-12-01"), ("2026-12-31", "2027-01-01")]
)
def test_the_month_after(day, first):
    assert month_after(dt.date.fromisoformat(day)) == dt.date.fromisoformat(first)
