"""Legal hold: one person puts it, two lift it, and she alone reads why."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.reporting.models import Hold, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.services import ending, holds
from ruangaman.reporting.services.ending import NotDisposable
from ruangaman.reporting.tests import ends
from tests.world import World

pytestmark = pytest.mark.django_db


def place_hold(world: World, report: Report, *, days: int = 30) -> None:
    """Let Maria hold a report."""
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=report.number)
    holds.hold_place(
        actor=ends.actor(world, "maria"),
        reader=reader,
        report=found,
        box=box,
        until=timezone.localdate() + dt.timedelta(days=days),
        reason="Perkara di pengadilan berjalan.",
    )


def test_a_hold_stops_disposal_until_two_people_lift_it(world: World) -> None:
    report, code = ends.sent()
    ends.wished(report, code)
    ending.ending_propose(actor=ends.actor(world, "yosef"), report=report)
    place_hold(world, report)
    with pytest.raises(NotDisposable, match="held"):
        ending.ending_propose(actor=ends.actor(world, "yosef"), report=report)
    with pytest.raises(NotDisposable, match="held"):
        ending.ending_confirm(actor=ends.actor(world, "maria"), report=report)
    assert not holds.hold_lift(actor=ends.actor(world, "maria"), report=report)
    with pytest.raises(NotDisposable, match="same"):
        holds.hold_lift(actor=ends.actor(world, "maria"), report=report)
    assert Hold.objects.exists()
    assert holds.hold_lift(actor=ends.actor(world, "yosef"), report=report)
    assert not Hold.objects.exists()
    ends.disposed(world, report)


def test_the_reason_of_a_hold_is_sealed_to_her(world: World) -> None:
    report, _ = ends.sent()
    place_hold(world, report)
    assert b"pengadilan" not in bytes(Hold.objects.get().sealed)
    assert len(ends.opened({"maria": world.reader("maria").key})) == 1, "her box, not the hold"


def test_a_hold_ends_by_itself(world: World) -> None:
    report, code = ends.sent()
    place_hold(world, report, days=-1)
    ends.wished(report, code)
    ends.disposed(world, report)
    assert not Hold.objects.exists()
