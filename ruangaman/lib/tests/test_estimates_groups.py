"""Groups that may be shown: an attacker takes what is shown from the whole, in every way."""

from __future__ import annotations

import random

from ruangaman.lib.estimates import Group, groups_shown, joined


def _shown(groups, sides=False):
    return groups_shown(groups, answers=10, staff=200, sides=sides)


def test_a_single_hidden_group_takes_another_with_it():
    groups = [Group(900, 90, 40), Group(300, 9, 4), Group(400, 30, 15), Group(800, 50, 20)]
    assert _shown(groups) == {0, 3}
    assert _shown(groups[:1]) == {0}
    assert _shown(groups[1:2]) == set()
    assert _shown(groups[:2]) == set()
    assert _shown([Group(150, 90, 40), Group(900, 90, 40), Group(900, 91, 40)]) == {2}


def test_hidden_groups_are_not_small_together():
    groups = [Group(250, 2, 1), Group(250, 3, 1), Group(900, 40, 15), Group(900, 50, 20)]
    assert _shown(groups) == {3}


def test_at_items_on_what_happened_a_few_who_said_yes_or_no_are_hidden():
    groups = [Group(900, 90, 9), Group(900, 95, 90), Group(900, 90, 45), Group(900, 99, 45)]
    assert _shown(groups, sides=True) == {2, 3}
    assert _shown(groups) == {0, 1, 2, 3}


def test_no_difference_of_shown_figures_is_a_small_group():
    chance = random.Random(7)
    for _ in range(2000):
        sides = chance.random() < 0.5
        groups = [_group(chance) for _ in range(chance.randint(1, 7))]
        shown = _shown(groups, sides=sides)
        hidden = set(range(len(groups))) - shown
        for places in ({place} for place in shown):
            _large(groups, places, sides)
        if hidden and shown:
            assert len(hidden) > 1
            _large(groups, hidden, sides)


def test_codes_that_were_hardly_chosen_are_told_together():
    assert joined({"never": 900, "once": 40, "few": 12, "many": 3}, 10) == {"few", "many"}
    assert joined({"never": 900, "once": 4, "few": 3, "many": 3}, 10) == {"once", "few", "many"}
    assert joined({"ya": 900, "tidak": 9}, 10) == {"ya", "tidak"}
    assert joined({"ya": 900, "tidak": 90}, 10) == set()
    assert joined({"ya": 90, "a": 0, "b": 0}, 10) == set()
    assert joined({"ya": 90, "a": 0, "b": 2}, 10) == {"ya", "a", "b"}


def _group(chance):
    answers = chance.choice([0, 3, 9, 10, 25, 60, 200])
    return Group(chance.choice([150, 200, 900]), answers, chance.randint(0, answers))


def _large(groups, places, sides):
    answers = sum(groups[place].answers for place in places)
    yes = sum(groups[place].yes for place in places)
    assert answers >= 10
    assert sum(groups[place].staff for place in places) >= 200
    assert not sides or min(yes, answers - yes) >= 10
