"""Units are entered, renamed, moved, merged, split and closed; what was before stays readable."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Decree, Unit, UnitChange
from ruangaman.network.selectors.coverage import State, unit_states
from ruangaman.network.selectors.unit_pages import unit_page
from ruangaman.network.services import unit_changes, unit_mergers
from ruangaman.network.services.unit_changes import UnitFacts
from ruangaman.network.services.unit_rows import Occasion, UnitChanged, UnitRefused
from ruangaman.network.services.unit_settling import units_settle
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
from ruangaman.people.models import Team, User

pytestmark = pytest.mark.django_db


def test_a_new_unit_gets_a_code_and_a_team(on) -> None:
    unit = added(on)
    assert (unit.code, unit.local, unit.team.code) == ("uptd-uji", True, "fp-uptd-uji")
    assert Team.objects.get(code="fp-uptd-uji").active
    assert AuditEvent.objects.latest("sequence").action == "unit_opened"
    assert added(on, name="UPTD, uji!").code == "uptd-uji-2"


def test_two_units_never_have_one_name(on) -> None:
    with pytest.raises(UnitRefused) as refused:
        added(on, name="dinas SOSIAL")
    assert refused.value.field == "name"


def test_a_name_changes_on_its_day_and_the_team_follows(on, world, today) -> None:
    renamed(on, today)
    assert names(today - DAY)[HEALTH] == "Dinas Kesehatan"
    assert names(today)[HEALTH] == "Dinas Kesehatan dan Gizi"
    assert Team.objects.get(code=f"fp-{HEALTH}").name == "Fokal point Dinas Kesehatan dan Gizi"
    (change,) = UnitChange.objects.all()
    assert [(side.name, side.after) for side in change.sides.order_by("after")] == [
        ("Dinas Kesehatan", False),
        ("Dinas Kesehatan dan Gizi", True),
    ]


def test_a_planned_name_waits_for_its_day(on, today, monkeypatch) -> None:
    renamed(on, today + LATER)
    team = Team.objects.get(code=f"fp-{HEALTH}")
    assert (names(today)[HEALTH], team.name) == ("Dinas Kesehatan", "Fokal point Dinas Kesehatan")
    monkeypatch.setattr(timezone, "localdate", lambda *_args: today + LATER)
    units_settle()
    team.refresh_from_db()
    assert team.name == "Fokal point Dinas Kesehatan dan Gizi"


def test_two_changes_by_one_regulation_make_one_row(on, today) -> None:
    renamed(on, today)
    unit_changes.unit_move(code=HEALTH, parent=SOCIAL, region="", occasion=on(today, HEALTH))
    assert Unit.objects.filter(code=HEALTH).count() == 2
    assert UnitChange.objects.count() == 2


@pytest.mark.parametrize("day", [dt.date(2019, 12, 31), dt.date(1900, 1, 1), dt.date(2206, 1, 1)])
def test_a_day_that_cannot_be_is_refused(on, day) -> None:
    with pytest.raises(UnitRefused) as refused:
        renamed(on, day)
    assert refused.value.field == "day"
    assert not UnitChange.objects.exists()


def test_a_unit_never_stands_below_itself(on, today) -> None:
    child = added(on)
    grandchild = added(on, name="Cabang Uji", parent=child.code)
    for below in (HEALTH, child.code, grandchild.code):
        with pytest.raises(UnitRefused):
            unit_changes.unit_move(code=HEALTH, parent=below, region="", occasion=on(today, HEALTH))


def test_the_second_editor_is_told(on, today) -> None:
    seen = on(today, HEALTH)
    renamed(on, today)
    with pytest.raises(UnitChanged):
        unit_changes.unit_close(code=HEALTH, occasion=seen)
    assert Unit.objects.filter(code=HEALTH, valid_to=None).exists()


def test_a_merger_ends_units_and_passes_nothing_on(on, world, today) -> None:
    rina = person(HEALTH, world.people["rina"])
    made = decree(HEALTH, rina)
    child = added(on)
    facts = UnitFacts(name="Dinas Kesehatan dan Sosial", short_name="Dinkessos", kind="dinas")
    target = unit_mergers.unit_merge(
        codes=[HEALTH, SOCIAL], into=facts, occasion=on(today, HEALTH, legal_basis="Perda 1/2026")
    )
    assert set(names(today)) == {GENERAL, target.code, child.code}
    assert names(today - DAY).keys() == {HEALTH, SOCIAL, GENERAL, child.code}
    assert Unit.objects.get(code=child.code, valid_to=None).parent == target.code
    made.refresh_from_db()
    assert made.ends == today - DAY
    assert made.steps.get().action == "unit_ended"
    (state,) = unit_states(unit_codes=[target.code])
    assert (state.state, state.appointed) == (State.VACANT, 0)
    assert not Team.objects.get(code=f"fp-{HEALTH}").active
    assert "Dinas Kesehatan, Dinas Sosial → Dinas Kesehatan dan Sosial" in {
        change.words for change in unit_page(HEALTH).changes
    }


def test_a_merger_into_a_unit_that_exists_keeps_its_decree(on, world, today) -> None:
    decree(SOCIAL, person(SOCIAL, world.people["lena"]))
    target = unit_mergers.unit_merge(
        codes=[HEALTH, SOCIAL], into=SOCIAL, occasion=on(today, HEALTH)
    )
    assert target.code == SOCIAL
    assert unit_states(unit_codes=[SOCIAL])[0].state == State.ONE


def test_a_planned_end_takes_the_decree_on_its_day(on, world, today, monkeypatch) -> None:
    made = decree(HEALTH, person(HEALTH, world.people["rina"]))
    draft = decree(HEALTH, state="draft", issued_at=None)
    unit_changes.unit_close(code=HEALTH, occasion=on(today + LATER, HEALTH))
    made.refresh_from_db()
    assert made.ends > today + LATER
    monkeypatch.setattr(timezone, "localdate", lambda *_args: today + LATER)
    units_settle()
    made.refresh_from_db()
    draft.refresh_from_db()
    assert (made.ends, draft.state) == (today + LATER - DAY, Decree.State.WITHDRAWN)
    events = AuditEvent.objects.count()
    units_settle()
    assert AuditEvent.objects.count() == events


def test_a_unit_with_others_below_is_not_closed(on, today) -> None:
    added(on)
    with pytest.raises(UnitRefused, match="1 unit"):
        unit_changes.unit_close(code=HEALTH, occasion=on(today, HEALTH))


def test_a_decree_that_would_begin_after_the_end_is_revoked_first(on, world, today) -> None:
    decree(HEALTH, person(HEALTH, world.people["rina"]))
    with pytest.raises(UnitRefused, match="Cabut SK"):
        unit_changes.unit_close(code=HEALTH, occasion=on(dt.date(2021, 1, 1), HEALTH))


def test_a_split_with_and_without_the_old_unit(on, today) -> None:
    row = Unit.objects.get(code=HEALTH)
    child = added(on)
    parts = [
        unit_mergers.part_of(row, name=f"Dinas Bagian {n}", short_name=f"Bagian {n}") for n in "AB"
    ]
    with pytest.raises(UnitRefused):
        unit_mergers.unit_split(
            code=HEALTH, parts=parts[:1], stays=False, occasion=on(today, HEALTH)
        )
    first, _second = unit_mergers.unit_split(
        code=HEALTH, parts=parts, stays=False, occasion=on(today, HEALTH)
    )
    assert HEALTH not in names(today)
    assert Unit.objects.get(code=child.code, valid_to=None).parent == first.code
    part = unit_mergers.part_of(first, name="Dinas Bagian C", short_name="Bagian C")
    unit_mergers.unit_split(
        code=first.code, parts=[part], stays=True, occasion=on(today + DAY, first.code)
    )
    assert {first.code, "dinas-bagian-c"} <= names(today + DAY).keys()


def test_an_end_by_mistake_is_taken_back(on, today) -> None:
    unit_changes.unit_close(code=HEALTH, occasion=on(today, HEALTH))
    assert not Team.objects.get(code=f"fp-{HEALTH}").active
    unit_changes.unit_reopen(code=HEALTH, occasion=on(today, HEALTH))
    assert HEALTH in names(today)
    assert Team.objects.get(code=f"fp-{HEALTH}").active


def test_a_correction_makes_no_history(on, today) -> None:
    renamed(on, today)
    values = {"name": "Dinas Kesehatan & Gizi", "short_name": "Dinkes", "kind": "dinas"}
    unit_changes.unit_correct(
        code=HEALTH, values=values, valid_from=today - DAY, occasion=on(today, HEALTH)
    )
    old, new = Unit.objects.filter(code=HEALTH).order_by("pk")
    assert (old.valid_to, new.valid_from) == (today - 2 * DAY, today - DAY)
    assert new.name == "Dinas Kesehatan & Gizi"


def test_a_pack_leaves_alone_what_was_changed_here(pack, today, capsys) -> None:
    dewi = User.objects.create(username="dewi", email="dewi@contoh.id", name="Dewi")

    def on(day, *codes, **more):
        seen = {code: unit_page(code).mark for code in codes}
        return Occasion(day=day, by=dewi, seen=seen)

    renamed(on, today)
    unit_changes.unit_close(code="dinas-peternakan", occasion=on(today, "dinas-peternakan"))
    made = added(on)
    call_command("load_pack", "ntt")
    printed = capsys.readouterr().out
    assert f"units: {HEALTH} was changed here and is kept" in printed
    assert "nothing changed" in printed
    assert names(today)[HEALTH] == "Dinas Kesehatan dan Gizi"
    assert Unit.objects.filter(code=HEALTH).count() == 2
    assert "dinas-peternakan" not in names(today)
    team = Team.objects.get(code=f"fp-{HEALTH}")
    assert (team.name, team.active) == ("Fokal point Dinas Kesehatan dan Gizi", True)
    assert Team.objects.get(code=f"fp-{made.code}").active
