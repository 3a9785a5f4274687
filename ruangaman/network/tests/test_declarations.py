"""A declaration is for a role in a term; another role or a longer term asks for a new one."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ruangaman.network.models import Declaration, Decree
from ruangaman.network.services import decrees
from ruangaman.network.services.appointments import Duty, appointment_change
from ruangaman.network.tests.decree_world import DAY, declared, placed, terms, whole
from tests.world import World

pytestmark = pytest.mark.django_db


def test_willingness_is_for_a_role_in_a_term_and_asked_again_for_another(world: World) -> None:
    old = whole(world, placed("Ani"), placed("Budi"))
    Declaration.objects.update(declared_on=timezone.localdate() - 40 * DAY)
    new = decrees.decree_amend(decree=old, version=old.version, by=world.dewi)
    days = {one.declared_on for one in Declaration.objects.filter(appointment__decree=new)}
    assert days == {timezone.localdate() - 40 * DAY}, "said for this term, on that day"

    def asked() -> list[str]:
        new.refresh_from_db()
        waiting = new.appointments.filter(declaration=None)
        return sorted(waiting.values_list("person__name", flat=True))

    budi = new.appointments.get(role="alternate")
    for duty in (Duty(role="alternate"), Duty(role="extra"), Duty(role="extra", site="IGD")):
        appointment_change(appointment=budi, version=new.version, duty=duty, by=world.dewi)
        assert asked() == ([] if duty.role == "alternate" else ["Budi"])
        declared(world, new)
        assert asked() == []
    for longer, waiting in ((-9, []), (-5, ["Ani", "Budi"])):
        ends = terms(ends=old.ends + longer * DAY)
        decrees.decree_edit(decree=new, version=new.version, terms=ends, by=world.dewi)
        assert asked() == waiting

    Decree.objects.filter(pk=new.pk).update(state="withdrawn")
    Decree.objects.filter(pk=old.pk).update(ends=timezone.localdate() - DAY)
    old.refresh_from_db()
    new = decrees.decree_amend(decree=old, version=old.version, by=world.dewi)
    assert asked() == ["Ani", "Budi"], "its term is over: nobody was asked for another one"
