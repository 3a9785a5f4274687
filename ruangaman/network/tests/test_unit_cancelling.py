"""A planned change of units is cancelled before its day, and leaves nothing behind."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Decree, Unit, UnitChange
from ruangaman.network.services import unit_cancelling, unit_changes, unit_mergers
from ruangaman.network.services.unit_changes import UnitFacts
from ruangaman.network.services.unit_rows import UnitChanged, UnitRefused
from ruangaman.network.tests.changing import (
    GENERAL,
    HEALTH,
    LATER,
    SOCIAL,
    added,
    names,
    renamed,
)
from ruangaman.network.tests.standing import DAY, decree, person
from ruangaman.people.models import Team

pytestmark = pytest.mark.django_db


def cancelled(on, code=HEALTH, reason="Perda ditunda"):
    return unit_cancelling.change_cancel(
        code=code, reason=reason, occasion=on(timezone.localdate(), code)
    )


def all_of_it():
    units = [{**row, "pk": row.pop("id")} for row in Unit.objects.order_by("pk").values()]
    return units, list(Team.objects.order_by("pk").values())


def plans(on, day):
    """Return ways to plan something, each with what it is about."""
    row, facts = Unit.objects.get(code=HEALTH), {"short_name": "X", "kind": "dinas"}
    parts = [unit_mergers.part_of(row, name=f"Bagian {n}", short_name=n) for n in "AB"]
    one = UnitFacts(name="Dinas Satu", **facts)
    merge, split = unit_mergers.unit_merge, unit_mergers.unit_split
    occasion = lambda: on(day, HEALTH)  # noqa: E731
    return {
        "rename": lambda: renamed(on, day),
        "move": lambda: unit_changes.unit_move(
            code=HEALTH, parent=SOCIAL, region="", occasion=occasion()
        ),
        "close": lambda: unit_changes.unit_close(code=GENERAL, occasion=on(day, GENERAL)),
        "merge": lambda: merge(codes=[HEALTH, SOCIAL], into=one, occasion=occasion()),
        "merge into": lambda: merge(codes=[HEALTH, GENERAL], into=GENERAL, occasion=occasion()),
        "split": lambda: split(code=HEALTH, parts=parts, stays=False, occasion=occasion()),
        "split beside": lambda: split(code=HEALTH, parts=parts, stays=True, occasion=occasion()),
    }


def test_every_plan_can_be_cancelled_and_leaves_nothing(on, world, today) -> None:
    added(on)
    added(on, name="UPTD Nanti", day=today + LATER + DAY)
    made = decree(HEALTH, person(HEALTH, world.people["rina"]))
    before = all_of_it()
    for name, plan in plans(on, today + LATER).items():
        plan()
        assert all_of_it() != before, name
        change = cancelled(on, GENERAL if name == "close" else HEALTH)
        assert all_of_it() == before, name
        assert (change.cancel_reason, change.cancelled_by) == ("Perda ditunda", world.dewi)
        event = AuditEvent.objects.latest("sequence")
        assert (event.action, event.actor) == ("unit_change_cancelled", world.dewi.pk)
        assert "Perda" not in str(event.detail)
        with pytest.raises(UnitRefused, match="Tidak ada perubahan yang direncanakan"):
            cancelled(on)
    made.refresh_from_db()
    assert made.ends > today + LATER
    assert made.steps.count() == 0


def test_a_correction_outlives_the_plan_that_was_there_when_it_was_made(on, today) -> None:
    unit_changes.unit_move(
        code=HEALTH, parent=SOCIAL, region="", occasion=on(today + LATER, HEALTH)
    )
    renamed(on, today + LATER + DAY)
    planned = Unit.objects.get(code=HEALTH, valid_to=None)
    values = {"name": planned.name, "short_name": "Dinkes NTT", "kind": "badan", "personnel": 300}
    unit_changes.unit_correct(
        code=HEALTH, values=values, valid_from=planned.valid_from, occasion=on(today, HEALTH)
    )
    kept = Unit.objects.filter(code=HEALTH).values_list("kind", "personnel").distinct()
    assert list(kept) == [("badan", 300)]
    cancelled(on)
    cancelled(on)
    row = Unit.objects.get(code=HEALTH)
    assert (row.kind, row.personnel, row.local) == ("badan", 300, True)
    assert (row.name, row.short_name) != (planned.name, "Dinkes NTT"), "that was the plan's"


def test_plans_are_cancelled_the_last_first(on, today) -> None:
    renamed(on, today + LATER)
    named = all_of_it()
    unit_changes.unit_move(
        code=HEALTH, parent=SOCIAL, region="", occasion=on(today + LATER, HEALTH)
    )
    unit_changes.unit_close(code=GENERAL, occasion=on(today + LATER, GENERAL))
    cancelled(on)
    cancelled(on, GENERAL)
    assert all_of_it() == named
    cancelled(on)
    assert Unit.objects.filter(code=HEALTH).count() == 1

    facts = UnitFacts(name="Dinas Satu", short_name="Satu", kind="dinas")
    target = unit_mergers.unit_merge(
        codes=[HEALTH, SOCIAL], into=facts, occasion=on(today + LATER, HEALTH)
    )
    unit_changes.unit_rename(
        code=target.code,
        name="Dinas Dua",
        short_name="Dua",
        occasion=on(today + 2 * LATER, target.code),
    )
    with pytest.raises(UnitRefused, match=r"perubahan lain \(Dinas Dua, Dinas Satu\)"):
        cancelled(on)
    with pytest.raises(UnitRefused, match="Batalkan rencananya"):
        unit_changes.unit_reopen(code=HEALTH, occasion=on(today, HEALTH))
    cancelled(on, target.code)
    cancelled(on, SOCIAL)
    assert names(today + 3 * LATER).keys() == {HEALTH, SOCIAL, GENERAL}
    assert not Team.objects.filter(unit_code=target.code).exists()


def test_what_has_begun_is_not_cancelled(on, today, monkeypatch) -> None:
    renamed(on, today + DAY)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: today + DAY)
    before = all_of_it()
    with pytest.raises(UnitRefused, match="sudah berlaku"):
        cancelled(on)
    monkeypatch.undo()
    values = {"name": "Dinas Kesehatan dan Gizi", "short_name": "Dinkes", "kind": "dinas"}
    unit_changes.unit_correct(
        code=HEALTH, values=values, valid_from=today, occasion=on(today, HEALTH)
    )
    with pytest.raises(UnitRefused, match="sudah berlaku"):
        cancelled(on)
    assert all_of_it() != before
    assert not UnitChange.objects.exclude(cancelled_at=None).exists()


def test_a_plan_that_others_built_upon_is_not_cancelled(on, world, today) -> None:
    facts = UnitFacts(name="Dinas Satu", short_name="Satu", kind="dinas")
    target = unit_mergers.unit_merge(
        codes=[HEALTH, SOCIAL], into=facts, occasion=on(today + LATER, HEALTH)
    )
    seen = on(today, HEALTH)
    child = added(on, parent=target.code, day=today + LATER)
    with pytest.raises(UnitRefused, match="unit di bawahnya"):
        cancelled(on)
    cancelled(on, child.code)
    draft = decree(target.code, state="draft", issued_at=None)
    with pytest.raises(UnitRefused, match="SK untuk unit itu"):
        cancelled(on)
    Decree.objects.filter(pk=draft.pk).delete()
    world.hasan.grants.update(unit_code=target.code)
    with pytest.raises(UnitRefused, match="akun yang terhubung"):
        cancelled(on)
    world.hasan.grants.update(unit_code="")
    added(on, name="Dinas kesehatan 2", parent="")
    Unit.objects.filter(code="dinas-kesehatan-2").update(name="DINAS KESEHATAN")
    with pytest.raises(UnitRefused, match="nama ini"):
        cancelled(on)
    Unit.objects.filter(code="dinas-kesehatan-2").update(name="Lain")
    cancelled(on, SOCIAL)
    with pytest.raises(UnitChanged):
        unit_cancelling.change_cancel(code=HEALTH, reason="x", occasion=seen)
