"""Somebody of the team leaves: who takes this case over, with the tasks that were hers (pengganti).

Whoever may not open the case yet reads it only after the reporter's yes.
"""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.casework.held import Case
from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.casework.selectors import tasks
from ruangaman.casework.selectors.colleagues import colleagues_of
from ruangaman.casework.selectors.leaving import ABOUT, TO, names_of
from ruangaman.lib.boxes import IN_PERSON
from ruangaman.people.models import Team, User
from ruangaman.people.selectors import recipient, recipients_of
from ruangaman.reporting.models import Box
from ruangaman.reporting.services.desk import NotAllowed, reader_request_add
from ruangaman.reporting.services.records import record_add

_ASKED = ("needs", "messages")
_REASON = "Petugas yang mendampingi Anda berhenti. Orang ini melanjutkan pendampingan."


class SuccessorForm(RecordForm):
    """Name who takes the case over."""

    siapa = forms.ChoiceField(
        label=gettext_lazy("Siapa yang melanjutkan?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih satu orang."),
            "invalid_choice": gettext_lazy("Orang ini tidak bisa menerima lagi. Pilih yang lain."),
        },
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        """Offer ``people`` of the team."""
        super().__init__(*args, **options)
        self.fields["siapa"].choices = people  # type: ignore[attr-defined]


def in_receiving_team(case: Case) -> bool:
    """Say whether the reader works in a receiving team: nothing of the kind for focal points."""
    teams = Team.objects.filter(pk__in=case.reader.team_ids)
    return teams.exclude(kind=Team.Kind.FOCAL_POINT).exists()


def people_for(case: Case) -> list[tuple[str, str]]:
    """Return who of the team may take it over; whoever has no box yet is marked so."""
    there = colleagues_of(case)[1:]
    words = _("%(name)s (perlu izin pelapor dulu)")
    return [*there, *((key, words % {"name": name}) for key, name in _without_box(case))]


def _without_box(case: Case) -> list[tuple[str, str]]:
    reader, via = case.reader, case.box.via
    teams = list(reader.team_ids) if via == IN_PERSON else [uuid.UUID(bytes=via)]
    able = {one.key_id: one.user_id for one in recipients_of(teams) if one.key_id != reader.key_id}
    boxes = Box.objects.filter(report=case.report, recipient__in=able)
    held = set(boxes.values_list("recipient_id", flat=True))
    users = [user for key, user in able.items() if key not in held]
    names = dict(User.objects.filter(pk__in=users).values_list("pk", "name"))
    return sorted(
        ((str(key), names[user]) for key, user in able.items() if key not in held),
        key=lambda one: one[1],
    )


def _context(sheet: Sheet) -> dict[str, Any]:
    record = sheet.one("needs", ABOUT)
    said = record.theirs if record else {}
    keys = [uuid.UUID(said[name]) for name in (TO, "dari") if said.get(name)]
    names = names_of(keys)
    return {
        "to": names.get(keys[0], "") if keys else "",
        "by": names.get(keys[1], "") if len(keys) > 1 else "",
        "at": record.at if record else None,
        "people": people_for(sheet.case),
    }


def _hand(sheet: Sheet, form: Any) -> bool:
    """Name the successor, pass open tasks on, and ask the reporter where a new reader is needed."""
    case, key = sheet.case, form.cleaned_data["siapa"]
    mine = str(case.reader.key_id)
    with transaction.atomic():
        added = sheet.write_only("needs", ABOUT, form, {TO: key, "dari": mine})
        if added and key in dict(_without_box(case)):
            _ask(case, uuid.UUID(key), form.cleaned_data["butir"])
        for task in tasks.tasks_in(sheet.items.get("needs", ()), {}) if added else ():
            if task.key == mine and not task.done:
                record_add(
                    reader=case.reader,
                    report=case.report,
                    box=case.box,
                    part="needs",
                    about=tasks.ABOUT,
                    thing=task.thing,
                    values={"siapa": key},
                    item_id=uuid.uuid5(form.cleaned_data["butir"], str(task.thing)),
                    seen=sheet.seen,
                )
    return added


def _ask(case: Case, key: uuid.UUID, request_id: uuid.UUID) -> None:
    person = recipient(key)
    if person is None:
        raise NotAllowed("recipient")
    reader_request_add(
        reader=case.reader,
        report=case.report,
        box=case.box,
        recipient=person,
        parts=_ASKED,
        reason=_REASON,
        request_id=request_id,
    )


SUCCESSOR = Section(
    slug="pengganti",
    title=gettext_lazy("Pengganti di tim"),
    part="needs",
    template="casework/section_successor.html",
    context=_context,
    actions={
        "serahkan": Action(
            lambda sheet, data: SuccessorForm(data, people=people_for(sheet.case)),
            _hand,
            gettext_lazy("Tercatat. Tugas Anda dalam kasus ini berpindah kepadanya."),
        ),
    },
    for_alert=True,
    offered=in_receiving_team,
)
