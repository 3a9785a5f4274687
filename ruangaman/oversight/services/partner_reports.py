"""A report to a partner is made once for a semester, and kept as it was."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.oversight.models import Agreement, PartnerReport
from ruangaman.oversight.selectors.partner_report import report_content
from ruangaman.oversight.selectors.partners import semesters_due
from ruangaman.oversight.semesters import Semester
from ruangaman.people.models import User


class NotDue(Exception):
    """The semester is not over, or not one of the agreement."""


@transaction.atomic
def report_make(
    *, agreement: Agreement, semester: Semester, by: User
) -> tuple[PartnerReport, bool]:
    """Make the report of a semester and return it, and whether it is a new one.

    Where nothing has changed since the last one, that one is returned: a page sent twice makes
    one report. A changed one gets the next number; the earlier ones stay.
    """
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("partner")
    held = rows.get(pk=agreement.pk)
    if semester not in semesters_due(held):
        raise NotDue
    content = report_content(held, semester)
    last = PartnerReport.objects.filter(agreement=held, semester=semester.key).first()
    if last is not None and last.content == content:
        return last, False
    made = PartnerReport.objects.create(
        agreement=held,
        semester=semester.key,
        number=last.number + 1 if last else 1,
        content=content,
        made_on=timezone.localdate(),
    )
    audit_record(
        actor=by.pk,
        action="partner_report_made",
        subject=subject_of("partner", held.partner_id.bytes),
        detail={"semester": made.semester, "number": made.number, "parts": list(held.parts)},
    )
    return made, True
