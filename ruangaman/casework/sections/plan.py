"""The support plan (rencana bantuan): what she needs, which steps, who, by when, done.

Who is named by role, never by name: "Pendamping, UPTD PPA". ISO 37002:2021, 8.4.2.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.core.fields import DayField
from ruangaman.reporting.forms import PlainText
from ruangaman.reporting.labels import CHOICES

ABOUT = "plan"
STEP_CHARACTERS = 300
WHO = (
    ("tim", _("Tim kami")),
    ("fokal_point", _("Fokal point")),
    ("layanan", _("Layanan lain")),
    ("penyintas", _("Penyintas sendiri")),
)


class PlanDay(DayField):
    """A day on which a step is to be done."""

    back = dt.timedelta(days=1)
    ahead = dt.timedelta(days=366)


class PlanStepForm(RecordForm):
    """A step of the plan."""

    butuh = forms.ChoiceField(
        label=_("Untuk kebutuhan apa?"),
        choices=CHOICES["butuh"],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu kebutuhan."),
            "invalid_choice": _("Pilih satu kebutuhan."),
        },
    )
    langkah = PlainText(
        limit=STEP_CHARACTERS,
        rows=3,
        label=_("Langkahnya"),
        help_text=_("Tanpa nama orang. Contoh: “Menemani ke puskesmas hari Rabu pagi.”"),
    )
    siapa = forms.ChoiceField(
        label=_("Siapa yang mengerjakan?"),
        choices=WHO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih siapa."), "invalid_choice": _("Pilih siapa.")},
    )
    kapan = PlanDay(_("Paling lambat"), _("Isi tanggalnya."))

    def clean_langkah(self) -> str:
        """Ask for the step."""
        text: str = self.cleaned_data["langkah"]
        if not text:
            raise forms.ValidationError(_("Tulis langkahnya. Satu kalimat sudah cukup."))
        return text


class PlanDoneForm(RecordForm):
    """Say that a step is done, or that it is not needed any more."""

    hasil = forms.ChoiceField(choices=[("selesai", ""), ("batal", "")])


def _context(sheet: Sheet) -> dict[str, Any]:
    today = timezone.localdate()
    steps = [
        {
            "thing": one.thing,
            "need": dict(CHOICES["butuh"]).get(one.fields.get("butuh", ""), "–"),
            "step": one.fields.get("langkah", ""),
            "who": dict(WHO).get(one.fields.get("siapa", ""), "–"),
            "day": dt.date.fromisoformat(one.fields["kapan"]),
            "state": one.fields.get("hasil", ""),
            "late": not one.fields.get("hasil") and one.fields["kapan"] < str(today),
        }
        for one in sheet.records("needs", ABOUT)
    ]
    return {
        "open": [one for one in steps if not one["state"]],
        "ended": [one for one in steps if one["state"]],
    }


def _add(sheet: Sheet, form: Any) -> bool:
    given = form.cleaned_data
    values = {name: given[name] for name in ("butuh", "langkah", "siapa")}
    return sheet.write("needs", ABOUT, form, {**values, "kapan": str(given["kapan"])})


def _end(sheet: Sheet, form: Any) -> bool:
    return sheet.write("needs", ABOUT, form, {"hasil": form.cleaned_data["hasil"]})


PLAN = Section(
    slug="rencana",
    title=_("Rencana bantuan"),
    part="needs",
    template="casework/section_plan.html",
    context=_context,
    actions={
        "tambah": Action(
            lambda _sheet, data: PlanStepForm(data), _add, _("Langkah ditambahkan ke rencana.")
        ),
        "selesai": Action(lambda _sheet, data: PlanDoneForm(data), _end, _("Rencana diperbarui.")),
    },
)
