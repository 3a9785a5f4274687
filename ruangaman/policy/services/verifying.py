"""The coordinator verifies what a unit says of itself, or returns it; the unit reads both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.services.reference import fields_write
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.policy.models import Answer, Assessment
from ruangaman.policy.selectors.assessments import may_verify
from ruangaman.policy.services.assessments import assessment_audit, assessment_taken

State = Assessment.State


@dataclass(frozen=True, slots=True)
class Finding:
    """What the coordinator found at one standard, and why; None or empty: as the unit wrote."""

    found: int | None = None
    found_met: str = ""
    reason: str = ""


Findings = Mapping[Any, Finding]
"""By the ids of the answers."""


def assessment_verify(
    *, assessment: Assessment, version: int, findings: Findings, by: User
) -> None:
    """Verify it; what she found instead counts from now on, each with a reason."""
    with transaction.atomic():
        mine = _taken(assessment, version, (State.SUBMITTED,), by)
        changed = _write(mine, findings)
        fields = {"state": State.VERIFIED, "verified_on": timezone.localdate(), "reason": ""}
        fields_write(mine, {**fields, "revision": mine.revision + 1})
        assessment_audit(mine, "verified", by, changed=changed)


def assessment_return(
    *, assessment: Assessment, version: int, reason: str, findings: Findings, by: User
) -> None:
    """Give it back to the unit with reasons; a verified one too, which is verified no longer."""
    if not reason:
        raise Refused(_("Tulis apa yang perlu diperbaiki."))
    with transaction.atomic():
        mine = _taken(assessment, version, (State.SUBMITTED, State.VERIFIED), by)
        changed = _write(mine, findings)
        fields = {"state": State.RETURNED, "verified_on": None, "reason": reason}
        fields_write(mine, {**fields, "revision": mine.revision + 1})
        assessment_audit(mine, "returned", by, changed=changed)


def _taken(assessment: Assessment, version: int, states: tuple[str, ...], by: User) -> Assessment:
    if not may_verify(by, assessment.unit_code):
        raise PermissionDenied
    return assessment_taken(assessment, version, states)


def _write(mine: Assessment, findings: Findings) -> int:
    """Keep the findings; return how many differ from what the unit wrote."""
    changed = 0
    for answer in mine.answers.filter(pk__in=list(findings)):
        one = findings[answer.pk]
        other = _differs(answer, one)
        if other and not one.reason:
            raise Refused(_("Tulis alasan di setiap standar yang nilainya Anda ubah."))
        changed += other
        fields_write(
            answer,
            {
                "found": one.found if other else None,
                "found_met": one.found_met if other else "",
                "reason": one.reason,
            },
        )
    return changed


def _differs(answer: Answer, one: Finding) -> bool:
    score = one.found is not None and one.found != answer.score
    return score or bool(one.found_met and one.found_met != answer.met)
