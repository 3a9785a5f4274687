"""Case notes (catatan kasus): what only those keep who may read the story. Never changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, ChangeForm, RecordForm, Section, Sheet
from ruangaman.casework.selectors.keeping import keeps_work
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.records import Record

ABOUT = "note"
NOTE_CHARACTERS = 4000


class NoteForm(RecordForm):
    """A note."""

    isi = PlainText(
        limit=NOTE_CHARACTERS,
        rows=6,
        label=_("Catatan"),
        help_text=_("Yang perlu diketahui untuk membantu. Tanpa penilaian, tanpa nama saksi."),
    )

    def clean_isi(self) -> str:
        """Ask for a text."""
        text: str = self.cleaned_data["isi"]
        if not text:
            raise forms.ValidationError(_("Tulis catatannya."))
        return text


class CorrectionForm(ChangeForm, NoteForm):
    """The correction of a note."""


def _context(sheet: Sheet) -> dict[str, Any]:
    return {"notes": [_row(one) for one in reversed(sheet.records("account", ABOUT))]}


def _row(one: Record) -> dict[str, Any]:
    written = [
        {"text": item.body["set"].get("isi", ""), "at": item.at, "role": item.body.get("role", "")}
        for item in one.history
    ]
    return {"thing": one.thing, "newest": written[-1], "before": written[-2::-1]}


def _write(sheet: Sheet, form: Any) -> bool:
    return sheet.write("account", ABOUT, form, {"isi": form.cleaned_data["isi"]})


def _correct(sheet: Sheet, form: Any) -> bool:
    return sheet.change("account", ABOUT, form, {"isi": form.cleaned_data["isi"]})


NOTES = Section(
    slug="catatan",
    title=_("Catatan kasus"),
    part="account",
    also=("needs",),
    template="casework/section_notes.html",
    context=_context,
    actions={
        "tulis": Action(lambda _sheet, data: NoteForm(data), _write, _("Catatan tersimpan.")),
        "ralat": Action(lambda _sheet, data: CorrectionForm(data), _correct, _("Ralat tersimpan.")),
    },
    offered=keeps_work,
)
