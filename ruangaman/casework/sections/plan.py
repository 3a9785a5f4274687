"""The support plan (rencana bantuan): what she needs, which steps, who, by when, done.

Who is named by role, never by name: "Pendamping, UPTD PPA". ISO 37002:2021, 8.4.2. She reads the
plan in her mailbox and says there whether a step is what she wants; only her own signature counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, ChangeForm, RecordForm, Section, Sheet
from ruangaman.casework.sections.risk import ONE, newest_risk
from ruangaman.casework.sections.words import chosen_words
from ruangaman.core.fields import DayField
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.labels import CHOICES
from ruangaman.reporting.records import Record
from ruangaman.reporting.services.records import NotForBridges
from ruangaman.reporting.work import AGREED, BRIDGE, WHO
from ruangaman.reporting.work import PLAN as ABOUT

STEP_CHARACTERS = 300


class PlanDay(DayField):
    """A day on which a step is to be done."""

    back = dt.timedelta(days=1)
    ahead = dt.timedelta(days=366)


def _who() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Siapa yang mengerjakan?"),
        choices=WHO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih siapa."), "invalid_choice": _("Pilih siapa.")},
    )


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
    siapa = _who()
    kapan = PlanDay(_("Paling lambat"), _("Isi tanggalnya."))

    def clean_langkah(self) -> str:
        """Ask for the step."""
        text: str = self.cleaned_data["langkah"]
        if not text:
            raise forms.ValidationError(_("Tulis langkahnya. Satu kalimat sudah cukup."))
        return text


class PlanChangeForm(ChangeForm):
    """Give a step another day, or to somebody else. Its words stay: she may have agreed to them."""

    siapa = _who()
    kapan = PlanDay(_("Paling lambat"), _("Isi tanggalnya."))


class PlanDoneForm(ChangeForm):
    """Say that a step is done, not needed any more, or open again."""

    hasil = forms.ChoiceField(
        choices=[("selesai", ""), ("batal", ""), ("buka", "")], error_messages=ONE
    )


def _context(sheet: Sheet) -> dict[str, Any]:
    steps = [_row(one) for one in sheet.records("needs", ABOUT)]
    running = [one for one in steps if not one["state"]]
    asked = sheet.purpose.answers.get("butuh", ())
    planned = {one["key"] for one in steps}
    return {
        "open": sorted(running, key=lambda one: one["day"]),
        "ended": [one for one in steps if one["state"]],
        "bare": [chosen_words(CHOICES["butuh"], key) for key in asked if key not in planned],
        "risk": newest_risk(sheet.items.get("needs", ())),
        "bridge": BRIDGE if sheet.case.reader.bridge_only else "",
    }


def _row(one: Record) -> dict[str, Any]:
    said: Mapping[str, Any] = one.fields
    state, day = said.get("hasil", ""), dt.date.fromisoformat(said["kapan"])
    return {
        "thing": one.thing,
        "key": said.get("butuh", ""),
        "need": chosen_words(CHOICES["butuh"], said.get("butuh")),
        "step": said.get("langkah", ""),
        "who": chosen_words(WHO, said.get("siapa")),
        "who_key": said.get("siapa", ""),
        "day": day,
        "state": "" if state == "buka" else state,
        "late": day < timezone.localdate(),
        "agreed": one.hers.get(AGREED),
        "by": one.last.body.get("role", ""),
        "at": one.at,
    }


def _add(sheet: Sheet, form: Any) -> bool:
    given = form.cleaned_data
    values = {name: given[name] for name in ("butuh", "langkah", "siapa")}
    return sheet.write("needs", ABOUT, form, {**values, "kapan": str(given["kapan"])})


def _change(sheet: Sheet, form: Any) -> bool:
    given = form.cleaned_data
    values = {"siapa": given["siapa"], "kapan": str(given["kapan"])}
    return sheet.change("needs", ABOUT, form, values)


def _end(sheet: Sheet, form: Any) -> bool:
    """End a step; a focal point only her own."""
    step = sheet.record("needs", ABOUT, form.thing)
    if sheet.case.reader.bridge_only and step and step.fields.get("siapa") != BRIDGE:
        raise NotForBridges(ABOUT)
    return sheet.change("needs", ABOUT, form, {"hasil": form.cleaned_data["hasil"]})


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
        "ubah": Action(lambda _sheet, data: PlanChangeForm(data), _change, _("Langkah diubah.")),
        "selesai": Action(lambda _sheet, data: PlanDoneForm(data), _end, _("Rencana diperbarui.")),
    },
    bridges=frozenset({"selesai"}),
)
