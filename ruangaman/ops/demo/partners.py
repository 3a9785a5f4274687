"""A partner in the demo world: what was agreed with it, and its report of the last semester.

It has no key for programs: a secret is shown once, to whoever makes it.
"""

from __future__ import annotations

import datetime as dt

from ruangaman.oversight.partner_parts import Part
from ruangaman.oversight.selectors.partners import semesters_due
from ruangaman.oversight.semesters import semester_now
from ruangaman.oversight.services.partner_reports import report_make
from ruangaman.oversight.services.partners import Agreed, agreement_add, members_set, partner_add
from ruangaman.people.models import User


def partners_create() -> None:
    """Let ``mitra`` read for an invented organisation; the indicators must have been written."""
    coordinator = User.objects.get(username="koordinator")
    partner = partner_add(name="Yayasan Mitra Contoh", by=coordinator)
    members_set(partner=partner, users=[User.objects.get(username="mitra").pk], by=coordinator)
    year = semester_now().before.year
    agreed = Agreed(
        title="Perjanjian kerja sama pencegahan (contoh)",
        starts=dt.date(year, 1, 1),
        ends=dt.date(year + 2, 12, 31),
        parts=[part.value for part in Part],
    )
    agreement = agreement_add(partner=partner, agreed=agreed, by=coordinator)
    report_make(agreement=agreement, semester=semesters_due(agreement)[0], by=coordinator)
