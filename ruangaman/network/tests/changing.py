"""What tests of changes of units share: three units, and short ways to change them."""

from __future__ import annotations

import datetime as dt

from ruangaman.network.selectors.units import units_in_force
from ruangaman.network.services import unit_changes
from ruangaman.network.services.unit_changes import UnitFacts
from ruangaman.network.tests.standing import DAY

HEALTH, SOCIAL, GENERAL = "dinas-kesehatan", "dinas-sosial", "biro-umum"
LATER = 30 * DAY


def added(on, name="UPTD Uji", parent=HEALTH, day=dt.date(2024, 1, 1)):
    facts = UnitFacts(name=name, short_name=name, kind="uptd", parent=parent)
    return unit_changes.unit_add(facts=facts, occasion=on(day))


def renamed(on, day, name="Dinas Kesehatan dan Gizi", **more):
    return unit_changes.unit_rename(
        code=HEALTH, name=name, short_name="Dinkes", occasion=on(day, HEALTH, **more)
    )


def names(day):
    return {unit.code: unit.name for unit in units_in_force(day)}
