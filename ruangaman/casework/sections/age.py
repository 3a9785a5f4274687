"""That she is under 18, where she had not said so herself (usia).

It counts upward at once: the alert, the same-day clock and the words for a child. Nothing is
unset; a correction is a record of its own with a reason. She reads both in her mailbox.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, ChangeForm, RecordForm, Section, Sheet
from ruangaman.casework.sections.words import chosen_words
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.work import AGE as ABOUT
from ruangaman.reporting.work import AGE_FROM, UNDER_18

_ONE = {"required": _("Pilih satu."), "invalid_choice": _("Pilih satu.")}


class AgeForm(RecordForm):
    """Say that she is under 18, and from where it is known."""

    dasar = forms.ChoiceField(
        label=_("Dari mana Anda tahu?"),
        choices=AGE_FROM,
        widget=forms.RadioSelect,
        error_messages=_ONE,
    )


class CorrectionForm(ChangeForm):
    """Say that it was wrong, and why."""

    sebab = PlainText(
        limit=200,
        rows=3,
        label=_("Mengapa catatan ini keliru?"),
        help_text=_("Tanpa nama dan tanpa nomor KTP."),
    )

    def clean_sebab(self) -> str:
        """Ask for the reason."""
        text: str = self.cleaned_data["sebab"]
        if not text:
            raise forms.ValidationError(_("Tulis alasannya. Satu kalimat sudah cukup."))
        return text


def _context(sheet: Sheet) -> dict[str, Any]:
    record = sheet.one("needs", ABOUT)
    purpose = sheet.purpose
    return {
        "child": purpose.is_child,
        "noted": purpose.child_at,
        "thing": record.thing if record else None,
        "correctable": bool(purpose.child_at) and not sheet.case.reader.bridge_only,
        "history": [
            {
                "at": item.at,
                "role": item.body.get("role", ""),
                "under": bool(item.body["set"].get(UNDER_18)),
                "words": item.body["set"].get("sebab")
                or chosen_words(AGE_FROM, item.body["set"].get("dasar")),
            }
            for item in (record.history if record else ())
        ],
    }


def _note(sheet: Sheet, form: Any) -> bool:
    values = {UNDER_18: True, "dasar": form.cleaned_data["dasar"]}
    return sheet.write_only("needs", ABOUT, form, values)


def _correct(sheet: Sheet, form: Any) -> bool:
    if sheet.purpose.child_at is None:
        raise NotAllowed("age")
    values = {UNDER_18: False, "sebab": form.cleaned_data["sebab"]}
    return sheet.change("needs", ABOUT, form, values)


AGE = Section(
    slug="usia",
    title=_("Usia: di bawah 18 tahun"),
    part="needs",
    template="casework/section_age.html",
    context=_context,
    actions={
        "anak": Action(
            lambda _sheet, data: AgeForm(data),
            _note,
            _("Tercatat. Ini sekarang kasus anak, dan ia membacanya di kotak pesannya."),
        ),
        "ralat": Action(lambda _sheet, data: CorrectionForm(data), _correct, _("Ralat tersimpan.")),
    },
    bridges=frozenset({"anak"}),
)
