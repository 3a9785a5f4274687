"""What is planned, done, dropped, carried on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line
from ruangaman.policy.forms.assessments import SeenForm
from ruangaman.policy.forms.careful import CarefulForm
from ruangaman.policy.models import Action
from ruangaman.policy.services.actions import Plan


class _Day(DayField):
    back, ahead = dt.timedelta(days=400), dt.timedelta(days=5 * 366)


class PlanForm(CarefulForm, SeenForm):
    """What, who, by when."""

    apa = Line(
        _("Apa yang akan dilakukan?"),
        500,
        missing=_("Tulis apa yang akan dilakukan."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    siapa = Line(
        _("Siapa yang bertanggung jawab?"),
        120,
        missing=_("Tulis jabatannya."),
        help_text=_("Jabatan, bukan nama orang. Misalnya: sekretaris dinas."),
    )
    kapan = _Day(_("Paling lambat kapan?"), _("Pilih tanggalnya."))

    def plan(self, view: str = "", standard: str = "") -> Plan:
        """What was typed."""
        given = self.cleaned_data
        return Plan(
            what=given["apa"],
            who=given["siapa"],
            due=given["kapan"],
            view=view,
            standard=standard,
        )


class CarryForm(PlanForm):
    """The same for a later year; which unit goes on is asked where there are several."""

    unit = forms.ChoiceField(
        label=_("Unit yang melanjutkan"),
        error_messages={
            "required": _("Pilih unitnya."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )

    def __init__(self, *args: Any, units: Mapping[str, str], **options: Any) -> None:
        """Offer the units that may carry it on."""
        super().__init__(*args, **options)
        self._only = next(iter(units)) if len(units) == 1 else None
        if self._only is not None:
            del self.fields["unit"]
        else:
            field = self.fields["unit"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Pilih")), *units.items()]

    @property
    def code(self) -> str:
        """The unit that carries it on."""
        return str(self.cleaned_data["unit"]) if self._only is None else self._only


class DoneForm(CarefulForm, SeenForm):
    """Since when it is done, and what shows it."""

    hari = _Day(_("Selesai tanggal"), _("Pilih tanggalnya."))
    catatan = Line(
        _("Apa yang menunjukkannya?"),
        1000,
        missing=_("Tulis apa yang menunjukkan bahwa ini selesai."),
        help_text=_("Nama dokumen, tanggal, di mana disimpan. Tanpa nama orang."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_hari(self) -> dt.date:
        """Refuse a day that is still to come."""
        day: dt.date = self.cleaned_data["hari"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day


class DropForm(CarefulForm, SeenForm):
    """Why it will not be done."""

    alasan = Line(
        _("Mengapa dihentikan?"),
        1000,
        missing=_("Tulis alasannya."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DismissForm(CarefulForm):
    """Why the province does not take a proposal up."""

    alasan = Line(
        _("Mengapa tidak diambil?"),
        1000,
        missing=_("Tulis alasannya."),
        help_text=_("Misalnya: sudah dikerjakan biro lain, atau menunggu aturan baru."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ActionsFilter(forms.Form):
    """Which actions a list shows."""

    q = Line(_("Nama unit"), 200)
    tahun = forms.IntegerField(
        label=_("Tahun"),
        required=False,
        min_value=2020,
        max_value=2100,
        error_messages={
            "invalid": _("Tulis tahun seperti 2026."),
            "min_value": _("Tulis tahun seperti 2026."),
            "max_value": _("Tulis tahun seperti 2026."),
        },
        widget=forms.TextInput,
    )
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), ("late", _("Terlambat")), *Action.State.choices],
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )

    @property
    def narrows(self) -> bool:
        """Say whether some are left out."""
        return any(self.cleaned_data.get(name) for name in ("q", "tahun", "keadaan"))


def initial_of(action: Action) -> dict[str, Any]:
    """Return an action as its form shows it."""
    return {
        "versi": action.revision,
        "apa": action.what,
        "siapa": action.who,
        "kapan": action.due,
    }
