"""A self-assessment is saved by the standard, sent, taken back by the unit."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.services.reference import fields_write
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.policy.models import Answer, Assessment, Content
from ruangaman.policy.selectors.assessments import OPEN, assessment_page, may_answer

State = Assessment.State


@dataclass(frozen=True, slots=True)
class Reply:
    """What a unit says at one standard: a score of 0 to 2, or whether it is met."""

    score: int | None = None
    met: str = ""
    note: str = ""


class AnswerChanged(Exception):
    """Somebody else answered since this person opened the page; ``answer`` is as it is now."""

    def __init__(self, answer: Answer) -> None:
        """Keep the answer."""
        super().__init__(answer.pk)
        self.answer = answer


class Incomplete(Exception):
    """It cannot be sent yet; the page says what is missing."""


def answer_save(
    *, code: str, year: int, content: Content, version: int, reply: Reply, by: User
) -> Answer:
    """Keep a unit's answer at one standard; the first one begins the year's self-assessment.

    Raises ``AnswerChanged`` when somebody answered since ``version``, ``Refused`` when it was sent
    meanwhile, ``Http404`` where this person writes nothing.
    """
    with transaction.atomic():
        mine = _begun(code, year)
        _must_write(by, code, year)
        view = _view(content)
        answer, _new = Answer.objects.get_or_create(assessment=mine, view=view, key=content.key)
        if answer.revision != version:
            raise AnswerChanged(answer)
        fields = {"score": reply.score, "met": reply.met, "note": reply.note}
        fields_write(answer, {**fields, "digest": content.digest, "revision": answer.revision + 1})
        fields_write(mine, {"revision": mine.revision + 1})
        assessment_audit(mine, "saved", by, standard=content.key)
    return answer


def assessment_submit(*, assessment: Assessment, version: int, by: User) -> None:
    """Send it to the coordinator; raises ``Incomplete``, or ``Refused`` if it changed meanwhile."""
    with transaction.atomic():
        mine = assessment_taken(assessment, version, OPEN)
        _must_write(by, mine.unit_code, mine.year)
        if assessment_page(mine.unit_code, mine.year).missing:
            raise Incomplete
        fields_write(
            mine,
            {
                "state": State.SUBMITTED,
                "submitted_on": timezone.localdate(),
                "revision": mine.revision + 1,
            },
        )
        assessment_audit(mine, "submitted", by)


def assessment_withdraw(*, assessment: Assessment, version: int, by: User) -> None:
    """Take it back before the coordinator has looked, to write on."""
    with transaction.atomic():
        mine = assessment_taken(assessment, version, (State.SUBMITTED,))
        state = State.RETURNED if mine.reason else State.DRAFT
        fields_write(mine, {"state": state, "submitted_on": None, "revision": mine.revision + 1})
        _must_write(by, mine.unit_code, mine.year)
        assessment_audit(mine, "withdrawn", by)


def assessment_taken(assessment: Assessment, version: int, states: tuple[str, ...]) -> Assessment:
    """Return it locked and as it was seen; ``Refused`` when somebody changed it meanwhile."""
    mine = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if mine.revision != version or mine.state not in states:
        raise Refused(_("Penilaian ini baru saja diubah orang lain. Lihat dulu, lalu ulangi."))
    return mine


def assessment_audit(mine: Assessment, action: str, by: User, **detail: str | int) -> None:
    """Put a step on record."""
    audit_record(
        actor=by.pk,
        action=f"policy_assessment_{action}",
        subject=subject_of("policy_assessment", mine.pk.bytes),
        detail={"unit": mine.unit_code, "year": mine.year, **detail},
    )


def _begun(code: str, year: int) -> Assessment:
    """Return the year's self-assessment locked, made now if need be."""
    Assessment.objects.get_or_create(unit_code=code, year=year)
    mine = Assessment.objects.select_for_update().get(unit_code=code, year=year)
    if mine.state not in OPEN:
        raise Refused(_("Penilaian ini sudah dikirim. Jawaban Anda belum disimpan."))
    return mine


def _must_write(by: User, code: str, year: int) -> None:
    """Let pass whoever may write in it now; for others there is nothing here."""
    if not may_answer(by, assessment_page(code, year)):
        raise Http404


def _view(content: Content) -> str:
    standard = content.kind == Content.Kind.STANDARD
    return Answer.View.STANDARD if standard else Answer.View.CAPACITY
