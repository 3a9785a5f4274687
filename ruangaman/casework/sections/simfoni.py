"""Going on in Simfoni PPA (lanjut di Simfoni): its number, sealed, and a sheet to copy from.

This is no second Simfoni: nothing is sent there, and nothing is asked that is not known already.
That the work goes on there stands in the needs; the number, which leads to a record by name, with
the account, so that a bridge does not hold it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.held import Case
from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.casework.selectors.content import answer_words
from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words
from ruangaman.directory.marks import mark_of, weakest
from ruangaman.lib.boxes import IN_PERSON
from ruangaman.people.models import Team
from ruangaman.reporting.fields import PlainText

ABOUT = "simfoni"
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./_-]{2,39}")


class SimfoniForm(RecordForm):
    """The number under which the work goes on in Simfoni."""

    nomor = PlainText(
        limit=40,
        label=_("Nomor kasus di Simfoni"),
        help_text=_("Hanya nomornya. Jangan menulis nama di sini."),
    )

    def __init__(self, *args: Any, with_number: bool, **options: Any) -> None:
        """Without the account there is no place for a number: only that it goes on there."""
        super().__init__(*args, **options)
        if not with_number:
            del self.fields["nomor"]

    def clean_nomor(self) -> str:
        """Take letters, digits and a few signs: a number, not a name with words."""
        text: str = self.cleaned_data["nomor"].strip()
        if not text:
            raise forms.ValidationError(_("Tulis nomornya."))
        if not _NUMBER.fullmatch(text) or not any(sign.isdigit() for sign in text):
            raise forms.ValidationError(_("Nomor terdiri dari angka, huruf, titik, atau garis."))
        return text


def _offered(case: Case) -> bool:
    """Only for teams of UPTD PPA: nobody else writes in Simfoni."""
    via = case.box.via
    teams = list(case.reader.team_ids) if via == IN_PERSON else [uuid.UUID(bytes=via)]
    return Team.objects.filter(pk__in=teams, kind=Team.Kind.UPTD_PPA).exists()


def _context(sheet: Sheet) -> dict[str, Any]:
    record, number = sheet.one("needs", ABOUT), sheet.one("account", ABOUT)
    texts = [text.body for text in pack_texts("sheet_lines")]
    said = _said(sheet)
    return {
        "goes_on": bool(record),
        "since": record.first.at if record else None,
        "number": number.fields.get("nomor", "") if number else "",
        "holds_account": "account" in sheet.case.box.parts,
        "lines": [_line(body, said) for body in texts],
        "mark": weakest([mark_of(body) for body in texts]),
    }


def _said(sheet: Sheet) -> Mapping[str, Any]:
    """Return her answers of the parts that are open here."""
    account = next((i.body for i in sheet.items.get("account", ()) if i.kind == "account"), {})
    return {**sheet.purpose.answers, **account.get("answers", {})}


def _line(body: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    known = str(body.get("known", ""))
    choices = [one.strip() for one in words(body, "choices").split(";") if one.strip()]
    return {
        "title": words(body, "title"),
        "choices": choices,
        "known": answer_words(known, said.get(known)),
    }


def _go_on(sheet: Sheet, form: Any) -> bool:
    """Write that it goes on, and the number where the writer may keep it."""
    given = form.cleaned_data
    with transaction.atomic():
        if "nomor" in given:
            sheet.write_only("account", ABOUT, form, {"nomor": given["nomor"]})
            given["butir"] = uuid.uuid5(given["butir"], "needs")
        return sheet.write_only("needs", ABOUT, form, {"lanjut": True})


def _form(sheet: Sheet, data: Any) -> SimfoniForm:
    return SimfoniForm(data, with_number="account" in sheet.case.box.parts)


SIMFONI = Section(
    slug="simfoni",
    title=_("Lanjut di Simfoni"),
    part="needs",
    also=("account",),
    template="casework/section_simfoni.html",
    context=_context,
    actions={"lanjut": Action(_form, _go_on, _("Tersimpan."))},
    offered=_offered,
)
