"""The clocks of a case on a page, and that the police was told (pemberitahuan kepada polisi)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.casework.selectors.clocks import check_rows, clock_rows
from ruangaman.core.fields import DayField
from ruangaman.reporting.selectors.bound import POLICE_RECORD, bound_keys, police_told_on
from ruangaman.reporting.selectors.purpose import REPORT
from ruangaman.reporting.services.desk import NotAllowed


class ToldDay(DayField):
    """A day on which the police was told: not in the future."""

    back = dt.timedelta(days=366)
    ahead = dt.timedelta()


class PoliceForm(RecordForm):
    """Say on which day the police was told, and that she knew before."""

    hari = ToldDay(_("Hari polisi diberi tahu"), _("Isi tanggalnya."))
    tahu = forms.BooleanField(
        label=_("Pelapor sudah tahu lebih dulu, sebelum polisi diberi tahu"),
        error_messages={
            "required": _("Beri tahu pelapor dulu lewat pesan. Sesudah itu catat di sini.")
        },
    )


def _context(sheet: Sheet) -> dict[str, Any]:
    case, report = sheet.case, sheet.purpose.kind == REPORT
    return {
        "clocks": clock_rows(case.report, sheet.items),
        "checks": check_rows(case.report, sheet.items, case.reader),
        "told_on": police_told_on(sheet.items.get("needs", ())) if report else None,
        "tells": _tells(sheet),
    }


def _tells(sheet: Sheet) -> bool:
    """Say whether she may say so: of a report, and only who reads for a receiver who is bound."""
    key = sheet.case.reader.key_id
    return sheet.purpose.kind == REPORT and key in bound_keys([key])


def _tell(sheet: Sheet, form: Any) -> bool:
    if not _tells(sheet):
        raise NotAllowed("police")
    values = {"told_on": str(form.cleaned_data["hari"])}
    return sheet.write("needs", POLICE_RECORD, form, values, action="police-told")


CLOCKS = Section(
    slug="tenggat",
    title=_("Batas waktu"),
    part="needs",
    also=("messages",),
    template="casework/section_clocks.html",
    context=_context,
    for_alert=True,
    actions={
        "polisi": Action(lambda _sheet, data: PoliceForm(data), _tell, _("Tercatat.")),
    },
)
