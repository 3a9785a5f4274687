"""A confidentiality incident of this case (insiden kerahasiaan): recorded, and the survivor told.

The register learns that some case is concerned and that somebody was told, by a random mark. Which
case it is stands here alone, under seal.
"""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.incidents.forms import FoundForm
from ruangaman.incidents.services.register import (
    incident_id_of,
    incident_note,
    incident_report,
    notice_hours,
)
from ruangaman.people.faults import Refused
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.forms import MESSAGE_CHARACTERS
from ruangaman.reporting.services.desk import NotAllowed, staff_message_add
from ruangaman.reporting.work import INCIDENT

ABOUT = INCIDENT
_LINK_BYTES = 16
SUGGESTED = _(
    "Kami harus memberi tahu Anda sesuatu. Ada data tentang tulisan Anda yang mungkin dilihat "
    "orang yang tidak berhak. Ini kesalahan kami, bukan kesalahan Anda. Yang mungkin terlihat: … . "
    "Yang sudah kami lakukan: … . Apakah Anda merasa aman sekarang? Jangan bertemu siapa pun "
    "karena pesan ini. Anda boleh bertanya apa saja di sini."
)


class ReportForm(FoundForm, RecordForm):
    """A new incident, found in this case."""

    field_order = ["butir", "hal", "dilihat"]

    def __init__(self, data: Any = None) -> None:
        """Take what is posted; both forms know the one random value."""
        RecordForm.__init__(self, data)

    def values(self) -> dict[str, Any]:
        """Return what is sealed to the officers: where it was found is not in it."""
        return FoundForm.values(self)


class LinkForm(RecordForm):
    """An incident that is in the register already, by the code its officer told."""

    kode = forms.CharField(
        label=_("Kode insiden"),
        max_length=12,
        help_text=_("Dari petugas pelindungan data. Contoh: INS-48213."),
        error_messages={
            "required": _("Ketik kode insidennya."),
            "max_length": _("Kode insiden seperti INS-48213."),
        },
    )
    incident: uuid.UUID

    def clean_kode(self) -> str:
        """Find the incident; the code alone opens nothing."""
        code: str = self.cleaned_data["kode"].strip().upper()
        found = incident_id_of(code)
        if found is None:
            raise forms.ValidationError(_("Tidak ada insiden terbuka dengan kode ini."))
        self.incident = found
        return code


class TellForm(RecordForm):
    """What she reads in her mailbox about it."""

    teks = PlainText(
        limit=MESSAGE_CHARACTERS,
        rows=8,
        label=_("Pesan untuk penyintas"),
        help_text=_("Kata-kata sederhana: apa yang terbuka, apa yang sudah dilakukan, apa haknya."),
    )

    def __init__(self, data: Any = None) -> None:
        """Begin with words that can be changed."""
        super().__init__(data, initial={"teks": SUGGESTED})

    def clean_teks(self) -> str:
        """Ask for a text whose gaps were filled."""
        text: str = self.cleaned_data["teks"]
        if not text:
            raise forms.ValidationError(_("Tulis pesannya dulu. Penyintas akan membacanya."))
        if "…" in text:
            raise forms.ValidationError(_("Isi dulu bagian yang bertanda …, lalu kirim."))
        return text


def _context(sheet: Sheet) -> dict[str, Any]:
    return {
        "incidents": [
            {
                "thing": one.thing,
                "code": one.fields.get("code", "–"),
                "at": one.first.at,
                "told": one.fields.get("told", ""),
            }
            for one in sheet.records("needs", ABOUT)
        ],
        "may_tell": "messages" in sheet.case.box.parts,
        "hours": notice_hours(),
    }


def _report(sheet: Sheet, form: Any) -> bool:
    with transaction.atomic():
        row = incident_report(
            actor=sheet.case.reader.user_id,
            role=sheet.case.reader.role_label,
            values=form.values(),
            item_id=_other(form, "found"),
        )
        return _link(sheet, form, row.code, row.pk)


def _tie(sheet: Sheet, form: Any) -> bool:
    return _link(sheet, form, form.cleaned_data["kode"], form.incident)


def _link(sheet: Sheet, form: Any, code: str, incident: uuid.UUID) -> bool:
    link = secrets.token_hex(_LINK_BYTES)
    with transaction.atomic():
        added = sheet.write(
            "needs",
            ABOUT,
            form,
            {"code": code, "incident": str(incident), "link": link},
            action="incident-tied",
        )
        if added:
            _note(sheet, form, incident, "linked", link)
    return added


def _tell(sheet: Sheet, form: Any) -> bool:
    """Write to her, and note here and in the register that it was done: all of it or nothing."""
    record = sheet.record("needs", ABOUT, form.thing)
    if record is None or "incident" not in record.theirs:
        raise NotAllowed("incident")
    with transaction.atomic():
        added = sheet.write("needs", ABOUT, form, {"told": "ya"}, action="incident-told-here")
        if added:
            staff_message_add(
                reader=sheet.case.reader,
                report=sheet.case.report,
                box=sheet.case.box,
                text=form.cleaned_data["teks"],
                item_id=_other(form, "message"),
            )
            incident = uuid.UUID(record.theirs["incident"])
            _note(sheet, form, incident, "told", str(record.theirs["link"]))
    return added


def _note(sheet: Sheet, form: Any, incident: uuid.UUID, what: str, link: str) -> None:
    try:
        incident_note(
            actor=sheet.case.reader.user_id,
            role=sheet.case.reader.role_label,
            incident_id=incident,
            what=what,
            link=link,
            item_id=_other(form, what),
        )
    except Refused as fault:
        raise NotAllowed("incident") from fault


def _other(form: Any, name: str) -> uuid.UUID:
    """Return an id of its own for something else that the same form writes."""
    return uuid.uuid5(form.cleaned_data["butir"], name)


BREACH = Section(
    slug="insiden",
    title=_("Insiden kerahasiaan"),
    part="needs",
    template="casework/section_breach.html",
    context=_context,
    for_alert=True,
    actions={
        "lapor": Action(lambda _sheet, data: ReportForm(data), _report, _("Insiden tercatat.")),
        "kaitkan": Action(
            lambda _sheet, data: LinkForm(data), _tie, _("Kasus ini dikaitkan dengan insiden itu.")
        ),
        "beritahu": Action(
            lambda _sheet, data: TellForm(data), _tell, _("Penyintas diberi tahu lewat pesannya.")
        ),
    },
    bridges=frozenset({"lapor", "kaitkan", "beritahu"}),
)
