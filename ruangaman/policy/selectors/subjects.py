"""Says what the files of an answer or of an action belong to."""

from __future__ import annotations

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from ruangaman.core.pack_content import said
from ruangaman.policy.evidence import Subject
from ruangaman.policy.models import Action, Answer, Assessment, Content
from ruangaman.policy.selectors.assessments import KINDS, OPEN


def answer_subject(pk: uuid.UUID) -> Subject | None:
    """Return the answer of an id as files see it: closed once it was sent."""
    answer = Answer.objects.select_related("assessment").filter(pk=pk).first()
    if answer is None:
        return None
    mine = answer.assessment
    content = _content(answer)
    title = str(said(content.body, "title")) if content else answer.key
    href = reverse(
        "policy:assessment_answer", args=[mine.unit_code, mine.year, answer.view, answer.key]
    )
    return Subject(mine.unit_code, title, href, _sent(mine))


def action_subject(pk: uuid.UUID) -> Subject | None:
    """Return the action of an id as files see it: open, or done."""
    action = Action.objects.filter(pk=pk).first()
    if action is None:
        return None
    closed = action.state in (Action.State.DROPPED, Action.State.CARRIED)
    words = _("Tindakan ini tidak berjalan lagi. Buktinya tidak bisa diubah.") if closed else ""
    return Subject(action.unit_code, action.what, reverse("policy:action", args=[pk]), words)


def _content(answer: Answer) -> Content | None:
    kind = KINDS[Answer.View(answer.view)]
    rows = Content.objects.filter(kind=kind, key=answer.key).order_by("current", "pk")
    return rows.filter(digest=answer.digest).last() or rows.last()


def _sent(mine: Assessment) -> str:
    if mine.state in OPEN:
        return ""
    return _("Penilaian ini sudah dikirim. Buktinya tidak bisa diubah.")
