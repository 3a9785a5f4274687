"""A reader asks her supervisor whether a colleague who knows one of them should read on.

Two people decide it, and the supervisor learns no number: the question is sealed under the server
secret. The note to the reporter is sealed when it is asked, and put in its place with the answer.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.shred import Shredded
from ruangaman.lib.boxes import BoxContent
from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import derive
from ruangaman.lib.vault import VaultError, session_unwrap, session_wrap
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import Recipient, recipients_of
from ruangaman.reporting import seals
from ruangaman.reporting.covers import OPENING, cover_of
from ruangaman.reporting.models import AsideQuestion, Box, Opening, Report
from ruangaman.reporting.selectors.conflicts import STEPPED
from ruangaman.reporting.selectors.desk import box_held
from ruangaman.reporting.services.access import box_end
from ruangaman.reporting.services.conflicts import few_by_boxes
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.items import report_lock

_LABEL = "ruangaman aside question 1"
_PADDED = 8_192
"""Bytes of every question before it is sealed: its size says nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the supervisor reads it: about whom and why, and not about which case."""

    id: uuid.UUID
    who: str
    reason: str


def colleagues_of(reader: Reader, box: BoxContent) -> list[Recipient]:
    """Return who else receives through the team by which the reader reads this case."""
    team = uuid.UUID(bytes=box.via)
    return [one for one in recipients_of([team]) if one.key_id != reader.key_id]


def aside_ask(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    key_id: uuid.UUID,
    reason: str,
    question_id: uuid.UUID,
) -> bool:
    """Ask the supervisor; False when this form came before. Raises ``NotAllowed``.

    Whether the colleague reads this case at all is not said: the answer is the same.
    """
    about = next((one for one in colleagues_of(reader, box) if one.key_id == key_id), None)
    if about is None:
        raise NotAllowed("colleague")
    said = _question(reader, report, box, about, reason, question_id)
    with transaction.atomic():
        if report_lock(report.pk).state not in Report.OPEN:
            raise NotAllowed("state")
        if not box_held(reader, report):
            raise NotAllowed("ended")
        if AsideQuestion.objects.filter(pk=question_id).exists():
            return False
        team = uuid.UUID(bytes=box.via)
        AsideQuestion.objects.create(id=question_id, team_id=team, sealed=_seal(said, question_id))
        subject = subject_of("report", report.id.bytes)
        audit_record(actor=reader.user_id, action="conflict-asked", subject=subject)
    return True


def _question(
    reader: Reader,
    report: Report,
    box: BoxContent,
    about: Recipient,
    reason: str,
    question_id: uuid.UUID,
) -> dict[str, Any]:
    """Return what is asked, with the note to the reporter as it will stand if the answer is yes."""
    tag = keyed_reference(settings.SEAL_SECRET, STEPPED, report.id.bytes + question_id.bytes)
    body = {
        "day": str(timezone.localdate()),
        "who": about.label,
        "reason": reason,
        "about": str(about.key_id),
    }
    note = seals.note_seal(
        body,
        kind=STEPPED,
        report=report.id,
        item=tag,
        reporter=box.reporter,
        author=seals.Author(reader.key, reader.key_id.bytes),
    )
    return {
        "report": str(report.pk),
        "key": str(about.key_id),
        "user": str(about.user_id),
        "reason": reason,
        "tag": tag.hex(),
        "note": seals.text_of(cover_of(report).over(note, OPENING, tag)),
    }


def questions_for(*, team: uuid.UUID, supervisor: uuid.UUID) -> list[Question]:
    """Return the questions of a team; one about the supervisor herself is not hers to answer."""
    found = []
    for row in AsideQuestion.objects.filter(team=team).order_by("pk"):
        said = _open(bytes(row.sealed), row.pk)
        if said and said["user"] != str(supervisor):
            user = User.objects.filter(pk=said["user"]).first()
            found.append(Question(row.pk, user.name if user else "–", said["reason"]))
    return found


def aside_answer(*, actor: uuid.UUID, question_id: uuid.UUID, yes: bool) -> bool:
    """Answer as a supervisor of the team. Yes ends the colleague's access to that case for good.

    False when there is no such question for her. What became of the case meanwhile is not told.
    """
    with transaction.atomic():
        row = AsideQuestion.objects.select_for_update().filter(pk=question_id).first()
        said = _open(bytes(row.sealed), row.pk) if row else None
        leads = RoleGrant.objects.filter(user=actor, role=Role.SUPERVISOR)
        if row is None or said is None or said["user"] == str(actor):
            return False
        if not leads.filter(team=row.team_id).exists():
            return False
        row.delete()
        if yes:
            _carry_out(said)
        action = "conflict-upheld" if yes else "conflict-not-upheld"
        subject = subject_of("report", uuid.UUID(said["report"]).bytes)
        audit_record(actor=actor, action=action, subject=subject)
    return True


def _carry_out(said: dict[str, Any]) -> None:
    try:
        report = report_lock(uuid.UUID(said["report"]))
        cover = cover_of(report)
    except (Report.DoesNotExist, Shredded):
        return
    tag = bytes.fromhex(said["tag"])
    Opening.objects.create(tag=tag, report=report, sealed=seals.raw_of(said["note"]))
    held = Box.objects.select_related("recipient").filter(report=report, ended_on=None)
    box = held.filter(recipient=said["key"]).first()
    if box is not None:
        box_end(report, box, cover)
        few_by_boxes(report)


def _seal(said: dict[str, Any], row: uuid.UUID) -> bytes:
    text = json.dumps(said).encode().ljust(_PADDED)
    return session_wrap(text, _key(), server_secret=settings.SEAL_SECRET, owner=row.bytes)


def _open(sealed: bytes, row: uuid.UUID) -> dict[str, Any] | None:
    try:
        text = session_unwrap(sealed, _key(), server_secret=settings.SEAL_SECRET, owner=row.bytes)
        return dict(json.loads(text))
    except (VaultError, ValueError):
        return None


def _key() -> bytes:
    return derive(settings.SEAL_SECRET, _LABEL)
