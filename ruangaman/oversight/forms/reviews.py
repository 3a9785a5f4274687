"""What is typed into a review: notes, decisions, and how the meeting was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.fields import DayField, Line
from ruangaman.oversight.services.reviews import Held
from ruangaman.policy.forms.actions import PlanForm
from ruangaman.policy.forms.assessments import SeenForm
from ruangaman.policy.forms.careful import CarefulForm

NOTE = 3000


class BeginForm(forms.Form):
    """The year to review."""

    tahun = forms.TypedChoiceField(
        label=gettext_lazy("Tahun"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Pilih tahunnya."),
            "invalid_choice": gettext_lazy("Pilih tahun dari daftar."),
        },
    )

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:
        """Offer the years without a review."""
        super().__init__(*args, **options)
        field = self.fields["tahun"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(year), str(year)) for year in years]


class NoteForm(CarefulForm, SeenForm):
    """What the review says about a section."""

    catatan = Line(
        gettext_lazy("Catatan pembahasan"),
        NOTE,
        help_text=gettext_lazy(
            "Apa artinya, dan mengapa. Tanpa nama orang, dan tanpa keterangan tentang laporan."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class DecisionForm(PlanForm):
    """A decision: what, who, by when; its day is still to come."""

    def clean_kapan(self) -> dt.date:
        """Refuse a day that is over: a decision becomes an action to be done."""
        day: dt.date = self.cleaned_data["kapan"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Hari ini sudah lewat. Pilih hari yang akan datang."))
        return day


class _Held(DayField):
    back, ahead = dt.timedelta(days=800), None


class CloseForm(CarefulForm, SeenForm):
    """When the meeting was, who led it, who was there; by position."""

    hari = _Held(gettext_lazy("Hari rapat"), gettext_lazy("Pilih tanggal rapatnya."))
    pimpinan = Line(
        gettext_lazy("Dipimpin oleh"),
        120,
        missing=gettext_lazy("Tulis jabatan yang memimpin rapat."),
        help_text=gettext_lazy("Jabatan, bukan nama orang. Misalnya: kepala dinas."),
    )
    hadir = Line(
        gettext_lazy("Yang hadir"),
        1000,
        missing=gettext_lazy("Tulis jabatan atau lembaga yang hadir."),
        help_text=gettext_lazy("Jabatan atau lembaga, satu per baris."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    yakin = forms.BooleanField(
        label=gettext_lazy("Saya mengerti: sesudah ditutup, tinjauan ini tidak dapat diubah."),
        error_messages={"required": gettext_lazy("Centang dahulu bila Anda yakin.")},
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        """Keep the year that is reviewed."""
        super().__init__(*args, **options)
        self._year = year

    def clean_hari(self) -> dt.date:
        """Refuse a day that is still to come, or before the year."""
        day: dt.date = self.cleaned_data["hari"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Hari ini belum tiba. Tutup sesudah rapatnya."))
        if day.year < self._year:
            raise forms.ValidationError(_("Hari rapat mendahului tahun yang ditinjau."))
        return day

    def held(self) -> Held:
        """What was typed."""
        given = self.cleaned_data
        return Held(held_on=given["hari"], chair=given["pimpinan"], present=given["hadir"])
