"""Estimates of a survey: published worked examples, and simulation with a fixed seed."""

from __future__ import annotations

import random
from statistics import fmean, stdev

import pytest

from ruangaman.lib.estimates import (
    Cell,
    Pairs,
    answers_needed,
    corrected,
    crosswise,
    direct,
    margin_corrected,
    margin_crosswise,
    margin_direct,
    privacy_epsilon,
    stratified,
)
from ruangaman.lib.estimates.shares import Z

NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
"""Newcombe 1998, Statistics in Medicine 17, table I, method 3 (Wilson without correction)."""

SOCIETIES = [
    (9100, 636, 0.38),
    (1950, 451, 0.27),
    (5500, 481, 0.18),
    (10850, 611, 0.19),
    (2100, 493, 0.36),
    (5500, 575, 0.13),
    (9000, 588, 0.26),
]
"""Lohr, Sampling: Design and Analysis, example 4.3: members, answers, share of women."""

PRECISION = [
    (200, 0.017, 0.064, 0.043, 0.029),
    (400, 0.012, 0.045, 0.031, 0.021),
    (1000, 0.008, 0.028, 0.019, 0.013),
    (3000, 0.004, 0.016, 0.011, 0.008),
]
"""Standard errors at a true share of 6.3 %: direct, crosswise with p = 1/4, 1/6, 1/12."""


@pytest.mark.parametrize(("yes", "answers", "low", "high"), NEWCOMBE)
def test_one_group_as_newcombe_prints_it(yes, answers, low, high):
    found = direct(yes, answers)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_who_asked_everybody_has_no_margin_and_who_asked_half_a_smaller_one():
    everybody = direct(30, 200, staff=200)
    assert (everybody.low, everybody.value, everybody.high) == (0.15, 0.15, 0.15)
    assert everybody.error == 0
    half, some = direct(15, 100, staff=200), direct(15, 100)
    assert half.error == pytest.approx(some.error * 0.5**0.5)
    assert half.margin < some.margin * 0.75
    assert direct(15, 100, staff=90).margin == 0


def test_strata_as_lohr_prints_them():
    found = stratified(Cell(staff, n, n * share) for staff, n, share in SOCIETIES)
    assert found.value == pytest.approx(0.2465, abs=5e-5)
    assert found.error == pytest.approx(0.007118622, abs=1e-8)
    assert found.low < 0.2465 - 1.9 * found.error < 0.2465 + 1.9 * found.error < found.high


def test_strata_of_few_answers_are_counted_with_a_neighbour_and_none_divides_by_zero():
    apart = stratified([Cell(300, 60, 6), Cell(500, 40, 20)])
    assert apart.value == pytest.approx((300 * 0.1 + 500 * 0.5) / 800)
    alone = [Cell(300, 0, 0), Cell(500, 1, 1), Cell(400, 3, 0)]
    assert stratified(alone).value == pytest.approx(1 / 4)
    found = stratified([*alone, Cell(800, 80, 40), Cell(200, 0, 0)])
    assert found.value == pytest.approx(41 / 84)
    nobody = stratified([Cell(300, 60, 0), Cell(900, 40, 0)])
    assert nobody.low == nobody.value == 0 < nobody.high < 0.1
    with pytest.raises(ValueError, match="no answers"):
        stratified([Cell(300, 0, 0)])


def test_crosswise_as_printed_for_the_first_survey_of_its_kind():
    """Jann, Jerke and Krumpal 2012 (POQ 76), partial plagiarism: lambda .6385, n 310, p .25."""
    found = crosswise([Cell(0, 310, round(310 * 0.6385))], 0.25)
    assert found.value == pytest.approx(0.223, abs=0.002)
    assert found.error == pytest.approx(0.0547, abs=5e-4)


def test_both_estimates_as_printed_by_the_package_of_the_authors():
    """Package cWise of Atsusaka and Stevenson, ``bc_est`` on its data: n 2000, p = p' = .15.

    It prints the naive estimate .1950000 with error .01444624, the corrected one .1053604, and the
    attentive share .7728571. That is 1427 times "same" at the item and 1541 at the anchor. How
    often both come together is not printed; it is set to what the model expects. The error of the
    package is a bootstrap of 200 draws: .0208 and .0226 in two of its versions.
    """
    naive = crosswise([Cell(0, 2000, 1427)], 0.15)
    assert naive.value == pytest.approx(0.195)
    assert naive.error == pytest.approx(0.01444624, abs=5e-6)
    assert (naive.low, naive.high) == pytest.approx((0.16668537, 0.2233146), abs=2e-5)
    both = 1133
    found = corrected([Pairs(0, both, 1427 - both, 1541 - both, 573 - 1541 + both)], 0.15, 0.15)
    assert found.attention.value == pytest.approx(0.7728571, abs=1e-7)
    assert found.estimate is not None
    assert found.estimate.value == pytest.approx(0.1053604, abs=1e-7)
    assert 0.0208 < found.estimate.error < 0.0226
    assert not found.weak


def test_nothing_is_cut_off_and_no_correction_is_made_out_of_nothing():
    below = crosswise([Cell(0, 1000, 800)], 0.25)
    assert below.value == pytest.approx(-0.1)
    assert below.beyond
    assert below.shown[1] == 0
    guessed = corrected([Pairs(0, 250, 250, 250, 250)], 0.25, 0.25)
    assert guessed.estimate is None
    assert guessed.weak
    for p in (0, 0.5, 1):
        with pytest.raises(ValueError, match="p must be"):
            crosswise([Cell(0, 1000, 800)], p)


@pytest.mark.parametrize(("n", "plain", "quarter", "sixth", "twelfth"), PRECISION)
def test_what_can_be_learnt_as_in_the_table_of_the_domain(n, plain, quarter, sixth, twelfth):
    assert margin_direct(n, 0.063) / Z == pytest.approx(plain, abs=6e-4)
    for p, error in ((1 / 4, quarter), (1 / 6, sixth), (1 / 12, twelfth)):
        assert margin_crosswise(n, 0.063, p) / Z == pytest.approx(error, abs=6e-4)


def test_how_much_an_answer_can_tell_and_how_many_answers_are_needed():
    said = [round(privacy_epsilon(p), 2) for p in (0.25, 1 / 6, 1 / 12, 0.75)]
    assert said == [1.10, 1.61, 2.40, 1.10]
    assert answers_needed(0.05, 0.5) == 385
    assert answers_needed(0.05, 0.5, staff=400) == 197
    assert margin_direct(197, 0.5, staff=400) == pytest.approx(0.05, abs=2e-4)
    assert margin_direct(400, 0.5, staff=400) == 0
    full = margin_corrected(1000, 0.063, p=0.25, anchor_p=0.25, attention=1)
    assert full > margin_crosswise(1000, 0.063, 0.25)
    assert margin_corrected(1000, 0.063, p=0.25, anchor_p=0.25, attention=0.6) > full


def test_nineteen_of_twenty_intervals_of_strata_hold_the_truth():
    chance = random.Random(20251021)
    staffs = [[1] * 45 + [0] * 255, [1] * 36 + [0] * 1164]
    truth = 81 / 1500
    found = []
    for _ in range(600):
        cells = [
            Cell(len(people), n, sum(chance.sample(people, n)))
            for people, n in zip(staffs, (90, 150), strict=True)
        ]
        found.append(stratified(cells))
    assert fmean(one.value for one in found) == pytest.approx(truth, abs=0.002)
    assert stdev(one.value for one in found) == pytest.approx(
        fmean(one.error for one in found), rel=0.1
    )
    assert 0.93 < fmean(one.low <= truth <= one.high for one in found) < 0.98


def test_careless_answers_inflate_the_crosswise_figure_and_the_anchor_takes_that_back():
    """Domain 7.3: with a true share of 6.3 % and 10 % careless answers, 10.7 % comes out."""
    chance = random.Random(20251022)
    found = [_survey(chance, 1500, 0.063, p=0.25, anchor_p=0.2, attention=0.9) for _ in range(300)]
    naive = [crosswise([Cell(0, one.answers, one.same_same + one.same_one)], 0.25) for one in found]
    assert fmean(one.value for one in naive) == pytest.approx(0.107, abs=0.005)
    right = [corrected([one], 0.25, 0.2) for one in found]
    assert fmean(one.attention.value for one in right) == pytest.approx(0.9, abs=0.01)
    values = [one.estimate for one in right if one.estimate]
    assert len(values) == 300
    assert fmean(one.value for one in values) == pytest.approx(0.063, abs=0.006)
    assert stdev(one.value for one in values) == pytest.approx(
        fmean(one.error for one in values), rel=0.1
    )
    assert 0.92 < fmean(one.low <= 0.063 <= one.high for one in values) < 0.98
    planned = margin_corrected(1500, 0.063, p=0.25, anchor_p=0.2, attention=0.9)
    assert planned == pytest.approx(Z * fmean(one.error for one in values), rel=0.03)


def _survey(
    chance: random.Random, n: int, share: float, *, p: float, anchor_p: float, attention: float
) -> Pairs:
    """Return the answers of ``n`` people, some of whom press anything at both items."""
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for _ in range(n):
        if chance.random() < attention:
            item = (chance.random() < share) == (chance.random() < p)
            anchor = chance.random() >= anchor_p
        else:
            item, anchor = chance.random() < 0.5, chance.random() < 0.5
        counts[item, anchor] += 1
    return Pairs(0, *counts.values())
