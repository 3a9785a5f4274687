"""Who gets a certificate: the rules, whatever the facts are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ruangaman.lib.clocks import months_later
from ruangaman.training.selectors.meets import (
    BANDS,
    Bridge,
    Earlier,
    Facts,
    Played,
    Rules,
    Sat,
    award,
    band_of,
    refusals,
)
from ruangaman.training.selectors.service import Term
from ruangaman.training.selectors.why import Refusal, Why

LAST, TODAY = dt.date(2026, 3, 6), dt.date(2026, 3, 9)
RULES = Rules(term=24, gap=12, pass_mark=80)
PASSED = Sat(gates=True, right=16, total=20)
PLAYED = Played(passed=True, reviewed=True, day=LAST, shown=10)
HELD = Earlier("basic", dt.date(2026, 2, 1))


def facts(**changes: Any) -> Facts:
    given_facts: dict[str, Any] = {
        "today": TODAY,
        "course": "basic",
        "last": LAST,
        "cancelled": False,
        "least": 80,
        "offered": 27,
        "attended": ((1, 12), (4, 10)),
        "test": PASSED,
        "played": PLAYED,
    }
    return Facts(**{**given_facts, **changes})


def whys(one: Facts, rules: Rules = RULES) -> set[Why]:
    return {no.why for no in refusals(one, rules)}


EARLIER = st.builds(
    Earlier,
    st.sampled_from(["basic", "advanced"]),
    st.dates(dt.date(2023, 1, 1), dt.date(2029, 1, 1)),
)
TESTS = st.builds(
    Sat,
    gates=st.booleans(),
    right=st.none() | st.integers(0, 20),
    total=st.sampled_from([0, 20]),
    missed=st.sampled_from([(), ("child",)]),
)
ROLE_PLAYS = st.builds(
    Played, passed=st.booleans(), reviewed=st.booleans(), day=st.dates(LAST, TODAY)
)
BRIDGES = st.builds(
    Bridge,
    least=st.just(10),
    played=st.booleans(),
    studied=st.integers(0, 14).map(lambda jp: ((3, jp),)),
    day=st.none() | st.just(TODAY),
)
FIELDS: dict[str, Any] = {
    "today": st.dates(dt.date(2026, 3, 1), dt.date(2029, 1, 1)),
    "course": st.sampled_from(["basic", "advanced", "refresher", "recertify", "other"]),
    "cancelled": st.booleans(),
    "least": st.integers(1, 100),
    "offered": st.integers(0, 30),
    "attended": st.integers(0, 30).map(lambda jp: ((1, jp),)),
    "test": st.none() | TESTS,
    "played": st.none() | ROLE_PLAYS,
    "bridge": st.none() | BRIDGES,
    "earlier": st.lists(EARLIER, max_size=2).map(tuple),
    "own": st.booleans(),
    "revoked": st.none() | st.just(TODAY),
}


@st.composite
def anybody(draw: st.DrawFn) -> Facts:
    """Somebody who would get one, but for some facts that are as they like."""
    good = facts(
        course=draw(st.sampled_from(["basic", "advanced", "refresher", "recertify"])),
        attended=((1, draw(st.integers(22, 27))),),
        test=Sat(gates=True, right=draw(st.integers(16, 20)), total=20),
        earlier=(HELD,),
    )
    spoiled = draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=3, unique=True))
    return replace(good, **{name: draw(FIELDS[name]) for name in spoiled})


ANYBODY = anybody()
calm = settings(deadline=None, suppress_health_check=list(HealthCheck))
"""A busy machine is no fault of the rules."""


@calm
@given(ANYBODY)
def test_nobody_gets_one_without_everything_that_was_asked(one: Facts) -> None:
    assume(not refusals(one, RULES))
    assert one.course != "other"
    assert not (one.own)
    assert not (one.revoked)
    assert not (one.cancelled)
    assert one.today >= one.last
    if one.bridge is None:
        assert one.test is not None
        assert one.test.right is not None
        assert one.test.gates
        assert not one.test.missed
        assert Fraction(one.test.right, one.test.total) >= Fraction(80, 100)
        assert Fraction(one.attended[0][1], one.offered) >= Fraction(one.least, 100)
        if one.course != "refresher":
            assert one.played is not None
            assert one.played.passed
            assert one.played.reviewed
    else:
        assert one.bridge.studied[0][1] >= 10
    if one.course in ("refresher", "recertify", "advanced"):
        assert one.earlier
    won = award(one, RULES)
    assert won.until >= one.today
    assert won.course in ("basic", "advanced")


@calm
@given(ANYBODY)
def test_an_unreviewed_test_lets_nobody_pass(one: Facts) -> None:
    assume(one.bridge is None and one.test is not None)
    assert one.test
    assert refusals(replace(one, test=replace(one.test, gates=False)), RULES)


@calm
@given(ANYBODY)
def test_more_hours_and_more_right_answers_never_take_a_certificate_away(one: Facts) -> None:
    assume(not refusals(one, RULES))
    better = replace(one, attended=((1, one.attended[0][1] + 1),))
    if one.test and one.test.right is not None and one.test.right < one.test.total:
        better = replace(better, test=replace(one.test, right=one.test.right + 1))
    assert not refusals(better, RULES)


@calm
@given(ANYBODY)
def test_every_refusal_is_a_sentence_in_both_languages(one: Facts) -> None:
    for language in ("id", "en"):
        with translation.override(language):
            for no in refusals(one, RULES):
                for text in (str(no), no.told):
                    assert text.endswith(".")
                    assert "%" not in text


@given(st.integers(0, 20))
def test_a_band_never_says_more_than_the_score(right: int) -> None:
    low, high = map(int, band_of(right, 20).split("-"))
    assert low <= right * 5 <= max(high, low)
    assert low in {least for least, _name in BANDS}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"attended": ((1, 21),)}, {Why.ATTENDANCE}),  # 77.8 %
        ({"offered": 0, "attended": ()}, {Why.NO_SESSIONS}),
        ({"test": None}, {Why.NO_TEST}),
        ({"test": Sat(gates=True)}, {Why.NOT_SAT}),
        ({"test": replace(PASSED, right=15)}, {Why.SCORE}),
        ({"test": replace(PASSED, missed=("child",))}, {Why.MUST}),
        ({"test": replace(PASSED, gates=False)}, {Why.TEST_UNREVIEWED}),
        ({"played": None}, {Why.NO_ROLE_PLAY}),
        ({"played": replace(PLAYED, passed=False)}, {Why.ROLE_PLAY}),
        ({"played": replace(PLAYED, reviewed=False)}, {Why.CHECKLIST_UNREVIEWED}),
        ({"today": LAST - dt.timedelta(days=1)}, {Why.NOT_OVER}),
        ({"course": "other"}, {Why.NO_COURSE}),
        ({"cancelled": True}, {Why.CANCELLED}),
        ({"own": True}, {Why.OWN}),
        ({"revoked": TODAY}, {Why.REVOKED}),
        ({"course": "advanced"}, {Why.BASIC_FIRST}),
        ({"course": "advanced", "earlier": (HELD,)}, set()),
        ({"course": "refresher", "played": None}, {Why.NO_EARLIER}),
        ({"course": "refresher", "played": None, "earlier": (HELD,)}, set()),
        ({"course": "recertify", "earlier": (HELD,)}, set()),
        ({"course": "recertify", "played": None, "earlier": (HELD,)}, {Why.NO_ROLE_PLAY}),
        ({"today": dt.date(2028, 3, 5)}, set()),
        ({"today": dt.date(2028, 3, 6)}, {Why.OVER}),
    ],
)
def test_each_rule_by_itself(changes: dict[str, Any], expected: set[Why]) -> None:
    assert whys(facts(**changes)) == expected


def test_a_gap_of_more_than_twelve_months_needs_certification_anew() -> None:
    ended = months_later(LAST, -12)
    again = facts(course="refresher", earlier=(Earlier("basic", ended),))
    assert whys(again) == set()
    longer = replace(again, earlier=(Earlier("basic", ended - dt.timedelta(days=1)),))
    assert whys(longer) == {Why.GAP}
    assert whys(replace(longer, course="recertify")) == set()


def served(*terms: tuple[str, str]) -> tuple[Term, ...]:
    return tuple(Term(*map(dt.date.fromisoformat, one)) for one in terms)


@pytest.mark.parametrize(
    ("terms", "issued", "missing"),
    [
        ([("2023-01-01", "9999-12-31")], "2022-06-01", None),
        ([("2023-01-01", "2025-03-06")], "2022-06-01", None),
        ([("2023-01-01", "2025-03-05")], "2022-06-01", ("2025-03-05", "2026-03-06")),
        ([("2023-01-01", "2025-03-05")], "2025-03-06", None),
        ([("2020-01-01", "2022-01-01"), ("2023-06-01", "9999-12-31")], "2023-06-01", None),
        (
            [("2023-06-01", "9999-12-31"), ("2020-01-01", "2022-01-01")],
            "2021-06-01",
            ("2022-01-01", "2023-06-01"),
        ),
        ([("2020-01-01", "2022-01-01"), ("2021-01-01", "2025-12-31")], "2019-06-01", None),
    ],
)
def test_the_gap_is_one_of_service_where_a_decree_named_her(
    terms: list[tuple[str, str]], issued: str, missing: tuple[str, str] | None
) -> None:
    """Whoever served on is renewed although the certificate ended long ago, and the other way."""
    for until in (months_later(LAST, -13), months_later(LAST, 6)):
        held = Earlier("basic", until, issued=dt.date.fromisoformat(issued))
        found = refusals(facts(course="refresher", earlier=(held,), terms=served(*terms)), RULES)
        assert [one.why for one in found] == ([Why.GAP_SERVED] if missing else [])
        if missing:
            shown = [found[0].figures[name].isoformat() for name in ("since", "until")]
            assert shown == list(missing)


def test_the_bridge_of_an_earlier_course() -> None:
    bridge = Bridge(least=10, played=True, studied=((3, 6), (4, 4)), day=dt.date(2026, 3, 8))
    one = facts(test=None, offered=0, attended=(), bridge=bridge)
    assert whys(one) == set()
    won = award(one, RULES)
    assert (won.course, won.band, won.completed) == ("basic", "", dt.date(2026, 3, 8))
    assert won.until == dt.date(2028, 3, 7)
    assert won.hours == ((3, 6), (4, 4))
    short = replace(one, bridge=replace(bridge, studied=((3, 6),)))
    assert [str(no) for no in refusals(short, RULES)] == [
        str(Refusal(Why.STUDY, {"jp": 6, "least": 10}))
    ]
    assert whys(replace(one, played=None)) == {Why.NO_ROLE_PLAY}


def test_a_renewal_goes_on_with_the_one_that_held_longest() -> None:
    longest = Earlier("advanced", dt.date(2026, 5, 1))
    won = award(facts(course="refresher", earlier=(HELD, longest)), RULES)
    assert (won.renews, won.course) == (longest, "advanced")
    assert won.until == dt.date(2028, 3, 5)


def test_a_pack_without_the_rules_certifies_nobody() -> None:
    assert whys(facts(), Rules(None, None, None)) == {Why.RULE}
