"""``status``: how the network stands, nothing of cases."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from ruangaman.core.models import RuleValue
from ruangaman.network.tests.standing import decree, person
from ruangaman.ops.status import status
from ruangaman.people.models import RecipientKey, User


def test_the_figures_have_their_names(db, capsys) -> None:
    call_command("status", "--json")
    assert json.loads(capsys.readouterr().out).keys() == {
        "pack",
        "demo",
        "units",
        "ready_pair",
        "ready_one",
        "not_ready",
        "focal_points",
        "certified",
        "rules",
        "rules_unverified",
        "teams",
        "teams_able",
        "teams_unable",
        "teams_few",
        "receivers",
        "channels",
        "unreachable",
        "roster_gaps",
        "worker_seen",
        "public_pages",
        "recovery_key",
    }


@pytest.fixture
def appointed(world) -> None:
    """A pair in Dinas Kesehatan, one in Dinas Sosial."""
    rina, beni = (person("dinas-kesehatan", world.people[name]) for name in ("rina", "beni"))
    decree("dinas-kesehatan", rina, beni)
    decree("dinas-sosial", person("dinas-sosial", world.people["lena"]))


def test_units_are_counted_by_their_ready_focal_points(world, appointed) -> None:
    figures = status()
    assert (figures["units"], figures["focal_points"], figures["certified"]) == (3, 3, 3)
    assert [figures[name] for name in ("ready_pair", "ready_one", "not_ready")] == [1, 1, 1]


def test_who_cannot_open_a_report_is_not_ready(world, appointed) -> None:
    RecipientKey.objects.filter(user__username="rina").update(replaced_on="2026-01-01")
    User.objects.filter(username="lena").update(is_active=False)
    figures = status()
    assert [figures[name] for name in ("ready_pair", "ready_one", "not_ready")] == [0, 1, 2]
    assert figures["focal_points"] == 3


def test_teams_are_counted_by_who_can_receive(world) -> None:
    figures = status()
    assert (figures["teams"], figures["receivers"]) == (2, 3)
    assert (figures["teams_able"], figures["teams_unable"]) == (1, 0)
    RecipientKey.objects.filter(user__username="sari").delete()
    assert status()["teams_unable"] == 1
    assert status()["teams_few"] == {"Meja PSEAH": 0}


def test_rule_values_are_counted_by_who_confirmed_them(world) -> None:
    count = RuleValue.objects.count()
    RuleValue.objects.filter(key="police_notice").update(
        verified_by="Biro Hukum", verified_on="2026-11-02"
    )
    figures = status()
    assert (figures["rules"], figures["rules_unverified"]) == (count, count - 1)


def test_the_figures_in_words(world, appointed, capsys) -> None:
    call_command("status")
    printed = capsys.readouterr().out
    assert "Units: 3; with two ready focal points 1" in printed
    assert "ALARM: 1 can read in Meja PSEAH; at least two are needed" in printed
    assert "in UPTD PPA" not in printed
