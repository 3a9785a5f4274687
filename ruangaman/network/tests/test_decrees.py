"""A decree's way: who may take which step, what stands against it, and no day without anybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Appointment, Decree, Person, Placement
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.selectors.decrees import decrees_found, decrees_waiting, standing_of
from ruangaman.network.services import decrees, revocations
from ruangaman.network.services.appointments import (
    Answers,
    declaration_make,
)
from ruangaman.network.services.decree_changes import Changed
from ruangaman.network.tests.decree_world import (
    DAY,
    UNIT,
    YES,
    add,
    declared,
    drafted,
    headed,
    issued,
    placed,
    signature,
    submitted,
    terms,
    whole,
)
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, RoleGrant
from tests.world import World

pytestmark = pytest.mark.django_db

STRANGERS = ["maria", "rina", "agustina", "anton", "tono", "eka", "kadis", "wim", "dina"]


def test_from_draft_to_issued(world: World) -> None:
    ani, budi = placed("Ani", sex="f"), placed("Budi", sex="m")
    decree = whole(world, ani, budi)
    assert (decree.state, decree.number) == ("issued", "800/12/DINKES/2026")
    assert {one.person for one in in_force(timezone.localdate())} == {ani, budi}
    assert [one.action for one in decree.steps.order_by("at")][-3:] == [
        "declared_paper",
        "submitted",
        "issued",
    ]
    assert AuditEvent.objects.filter(action="decree_issued", actor=world.hasan.pk).exists()
    assert "Hasan" not in str(bytes(decree.official_nip))


def test_only_a_coordinator_proposes_and_only_the_head_of_that_unit_signs(world: World) -> None:
    headed(world)
    proposal = submitted(world, declared(world, drafted(world, placed("Ani"))))
    draft = drafted(world, starts=terms().ends + DAY, ends=terms().ends + 2 * DAY)
    for name in [*STRANGERS, "dewi", "hasan"]:
        by, keeps, signs = world.people[name], name == "dewi", name == "hasan"
        tries: list[tuple[bool, Callable[[], object]]] = [
            (
                keeps,
                lambda by=by: decrees.decree_create(unit=world.units[UNIT], terms=terms(), by=by),
            ),
            (
                keeps,
                lambda by=by: decrees.decree_edit(
                    decree=draft, version=draft.version, terms=terms(), by=by
                ),
            ),
        ]
        for allowed, act in tries:
            if not allowed:
                with pytest.raises(PermissionDenied):
                    act()
        if not signs:
            with pytest.raises(PermissionDenied):
                decrees.decree_issue(
                    decree=proposal, version=proposal.version, signature=signature(), by=by
                )
            with pytest.raises(PermissionDenied):
                decrees.decree_return(decree=proposal, version=proposal.version, reason="x", by=by)
        if not keeps:
            for service in (decrees.decree_submit, decrees.decree_withdraw):
                with pytest.raises(PermissionDenied):
                    service(decree=draft, version=draft.version, reason="x", by=by)
    proposal.refresh_from_db()
    assert proposal.state == "submitted"


def test_what_the_governor_signed_the_coordinator_records(world: World) -> None:
    headed(world)
    decree = drafted(world, placed("Ani"), authority="governor", official_title="Gubernur NTT")
    decree = submitted(world, declared(world, decree))
    with pytest.raises(PermissionDenied):
        issued(world, decree)
    assert issued(world, decree, by=world.dewi).state == "issued"


@pytest.mark.parametrize(
    "fields",
    [{"leads": True}, {"commands": True}, {"kind": Person.Kind.INTERN}, {"unit": "dinas-sosial"}],
)
def test_who_may_not_serve_is_not_named(world: World, fields: dict[str, object]) -> None:
    with pytest.raises(Refused):
        drafted(world, placed("Ani", **fields))
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("broken", ["leads", "moved", "undeclared", "declared_no"])
def test_issuing_looks_again(world: World, broken: str) -> None:
    """What became true after the proposal still stops it."""
    headed(world)
    ani = placed("Ani")
    decree = drafted(world, ani)
    if broken != "undeclared":
        no = Answers(
            willing=True, not_head=True, no_command=True, no_misconduct=False, keeps_secret=True
        )
        decree = declared(world, decree)
    decree = submitted(world, decree)
    if broken == "declared_no":
        decree = declared(world, decree, no)
    if broken == "leads":
        Placement.objects.update(leads=True)
    if broken == "moved":
        Placement.objects.update(unit_code="dinas-sosial")
    with pytest.raises(Refused):
        issued(world, decree)
    assert Decree.objects.get().state == "submitted"
    assert not in_force(timezone.localdate()).exists()


def test_nobody_serves_two_units_unless_it_was_decided(world: World) -> None:
    ani = placed("Ani")
    whole(world, ani)
    Placement.objects.filter(person=ani).update(unit_code="dinas-sosial")
    other = decrees.decree_create(unit=world.units["dinas-sosial"], terms=terms(), by=world.dewi)
    with pytest.raises(Refused):
        add(world, other, ani, "primary")
    assert add(world, other, ani, "primary", elsewhere=True).elsewhere


def test_a_unit_has_one_first_focal_point_at_a_time(world: World) -> None:
    whole(world, placed("Ani"))
    with pytest.raises(Refused):
        submitted(world, declared(world, drafted(world, placed("Budi"))))


def test_nobody_signs_what_he_proposed_himself(world: World) -> None:
    """Also not somebody who coordinates and heads the unit."""
    headed(world)
    RoleGrant.objects.create(user=world.dewi, role=Role.HEAD_OF_UNIT, unit_code=UNIT)
    decree = submitted(world, declared(world, drafted(world, placed("Ani"))))
    with pytest.raises(Refused, match="Anda sendiri"):
        issued(world, decree, by=world.dewi)
    decree.refresh_from_db()
    assert decree.state == Decree.State.SUBMITTED
    assert issued(world, decree).state == Decree.State.ISSUED


def test_a_head_sends_a_proposal_back_with_a_reason(world: World) -> None:
    headed(world)
    decree = submitted(world, drafted(world, placed("Ani")))
    with pytest.raises(Refused):
        decrees.decree_return(decree=decree, version=decree.version, reason="", by=world.hasan)
    decrees.decree_return(
        decree=decree, version=decree.version, reason="NIP saya salah", by=world.hasan
    )
    decree.refresh_from_db()
    assert decree.state == "draft"
    assert decree.steps.get(action="returned").reason == "NIP saya salah"


def test_a_declaration_of_one_s_own_account(world: World) -> None:
    ani = placed("Ani", user=world.rina)
    one = drafted(world, ani).appointments.get()
    with pytest.raises(PermissionDenied):
        declaration_make(appointment_id=one.pk, answers=YES, by=world.beni)
    declaration_make(appointment_id=one.pk, answers=YES, by=world.rina)
    one.refresh_from_db()
    assert not one.declaration.by_paper


def test_a_change_takes_the_place_of_the_earlier_one_without_an_empty_day(world: World) -> None:
    ani, budi = placed("Ani"), placed("Budi")
    old = whole(world, ani)
    today = timezone.localdate()
    new = decrees.decree_amend(decree=old, version=old.version, by=world.dewi)
    new.appointments.all().delete()
    decrees.decree_edit(
        decree=new, version=new.version, terms=terms(starts=today + 5 * DAY), by=world.dewi
    )
    add(world, new, budi, "primary")
    new = declared(world, new)
    with pytest.raises(Refused):  # Ani is left out: why?
        submitted(world, new)
    new = issued(world, submitted(world, new, "Ani pindah tugas"))
    old.refresh_from_db()
    assert (old.state, old.ended_on) == ("amended", today + 5 * DAY)
    for days, person in ((0, ani), (4, ani), (5, budi)):
        assert [one.person for one in in_force(today + days * DAY)] == [person], days
    assert standing_of(old, today) == "issued"
    assert standing_of(old, today + 5 * DAY) == "amended"


def test_two_changes_of_one_decree_do_not_both_come_true(world: World) -> None:
    old = whole(world, placed("Ani"))
    decrees.decree_amend(decree=old, version=old.version, by=world.dewi)
    old.refresh_from_db()
    with pytest.raises(Refused):
        decrees.decree_amend(decree=old, version=old.version, by=world.dewi)


def test_a_decree_past_its_end_is_expired_by_itself(world: World) -> None:
    decree = whole(world, placed("Ani"))
    after = terms().ends + DAY
    assert standing_of(decree, after) == "expired"
    assert not in_force(after).exists()
    Decree.objects.update(starts=after - 900 * DAY, ends=timezone.localdate() - DAY)
    assert list(decrees_found(world.dewi, standing="expired")) == [decree]
    assert not decrees_found(world.dewi, standing="issued")


def test_nobody_revokes_alone(world: World) -> None:
    decree = whole(world, placed("Ani"))
    revocations.revocation_ask(
        decree=decree, version=decree.version, reason="Alasan", by=world.hasan
    )
    decree.refresh_from_db()
    for by in (world.hasan, world.kadis, world.anton):
        with pytest.raises(PermissionDenied):
            revocations.revocation_grant(decree=decree, version=decree.version, reason="Ya", by=by)
    assert in_force(timezone.localdate()).exists()
    assert list(decrees_waiting(world.dewi)) == [decree]
    revocations.revocation_refuse(
        decree=decree, version=decree.version, reason="Tidak terbukti", by=world.dewi
    )
    decree.refresh_from_db()
    revocations.revocation_ask(
        decree=decree, version=decree.version, reason="Mengundurkan diri", by=world.dewi
    )
    decree.refresh_from_db()
    with pytest.raises(PermissionDenied):
        revocations.revocation_grant(
            decree=decree, version=decree.version, reason="Ya", by=world.dewi
        )
    revocations.revocation_grant(
        decree=decree, version=decree.version, reason="Setuju", by=world.hasan
    )
    decree.refresh_from_db()
    assert (decree.state, decree.ended_on) == ("revoked", timezone.localdate())
    assert not in_force(timezone.localdate()).exists()


def test_a_reason_is_needed_to_ask_and_to_answer(world: World) -> None:
    decree = whole(world, placed("Ani"))
    with pytest.raises(Refused):
        revocations.revocation_ask(decree=decree, version=decree.version, reason="", by=world.hasan)


def test_the_second_of_two_is_told(world: World) -> None:
    decree = drafted(world)
    decrees.decree_edit(
        decree=decree, version=decree.version, terms=terms(budget="Satu"), by=world.dewi
    )
    with pytest.raises(Changed) as told:
        decrees.decree_edit(
            decree=decree, version=decree.version, terms=terms(budget="Dua"), by=world.dewi
        )
    assert told.value.decree.budget == "Satu"
