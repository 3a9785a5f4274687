"""A supervisor shuts a member of her team out of one case by herself (benturan kepentingan).

She has the number from a person: no page of hers names one. Her word empties the box at once, for
which no seed is needed; the new epoch begins when the reporter next comes. Nobody but the reporter
undoes it.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.shred import Shredded
from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.sealing import PublicKey
from ruangaman.people.models import RecipientKey, Role, RoleGrant, User
from ruangaman.people.selectors import recipients_with_keys
from ruangaman.reporting import seals
from ruangaman.reporting.covers import OPENING, Cover, cover_of
from ruangaman.reporting.models import Box, Opening, Report
from ruangaman.reporting.selectors.conflicts import STEPPED, server_author
from ruangaman.reporting.services.access import box_end
from ruangaman.reporting.services.conflicts import few_by_boxes
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.items import report_lock


def members_of(team_id: uuid.UUID, *, but: uuid.UUID) -> list[User]:
    """Return who works in a team, suspended people too, by name; never the supervisor herself."""
    grants = RoleGrant.objects.filter(team=team_id, role=Role.CASE_WORKER)
    found = User.objects.filter(pk__in=grants.values("user_id")).exclude(pk=but)
    return list(found.order_by("name"))


def aside_decide(
    *,
    actor: uuid.UUID,
    team_id: uuid.UUID,
    number: str,
    user_id: uuid.UUID,
    reason: str,
    form_id: uuid.UUID,
) -> None:
    """End somebody's access to a case of the team. Raises ``NotAllowed`` for another's team.

    The same whether there is such a case, whether it is the team's, and whether that person reads
    it: the supervisor learns nothing of it, and the event is about the number she typed.
    """
    with transaction.atomic():
        leads = RoleGrant.objects.filter(user=actor, role=Role.SUPERVISOR, team=team_id)
        works = RoleGrant.objects.filter(user=user_id, role=Role.CASE_WORKER, team=team_id)
        if user_id == actor or not (leads.exists() and works.exists()):
            raise NotAllowed("supervisor")
        subject = subject_of("case-address", number.encode())
        audit_record(actor=actor, action="conflict-decided", subject=subject)
        found = Report.objects.filter(number=number, teams=team_id, state__in=Report.OPEN)
        report_id = found.values_list("pk", flat=True).first()
        if report_id is not None:
            _shut(report_id, user_id, reason, form_id)


def _shut(report_id: uuid.UUID, user_id: uuid.UUID, reason: str, form_id: uuid.UUID) -> None:
    try:
        report = report_lock(report_id)
        cover = cover_of(report)
    except (Report.DoesNotExist, Shredded):
        return
    held = Box.objects.select_related("recipient").filter(report=report, ended_on=None)
    boxes = list(held.filter(recipient__user=user_id))
    keys = {box.recipient_id for box in boxes} or set(
        RecipientKey.objects.filter(user=user_id, replaced_on=None).values_list("pk", flat=True)
    )
    for key_id, person in recipients_with_keys(keys).items():
        _note(report, cover, key_id, person.label, reason, form_id)
    for box in boxes:
        box_end(report, box, cover)
    if boxes:
        few_by_boxes(report)


def _note(
    report: Report, cover: Cover, key_id: uuid.UUID, who: str, reason: str, form_id: uuid.UUID
) -> None:
    about = report.id.bytes + form_id.bytes + key_id.bytes
    tag = keyed_reference(settings.SEAL_SECRET, STEPPED, about)
    if Opening.objects.filter(pk=tag).exists():
        return
    body = {
        "day": str(timezone.localdate()),
        "who": who,
        "reason": reason,
        "about": str(key_id),
    }
    note = seals.note_seal(
        body,
        kind=STEPPED,
        report=report.id,
        item=tag,
        reporter=PublicKey(bytes(report.reporter)),
        author=server_author(settings.SEAL_SECRET),
    )
    Opening.objects.create(tag=tag, report=report, sealed=cover.over(note, OPENING, tag))
