"""How many hours the next training has, and the draft that is made of the plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line
from ruangaman.training.models import Event

USUAL = 6
"""Hours of a refresher."""
_ERRORS: dict[str, Any] = dict.fromkeys(
    ("required", "invalid", "min_value", "max_value"), _("Tulis angka 1 sampai 60.")
)


class _Day(DayField):
    back = dt.timedelta(days=0)
    ahead = dt.timedelta(days=800)


def _hours(**options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Jam pelajaran (JP)"), min_value=1, max_value=60, error_messages=_ERRORS, **options
    )


class HoursForm(forms.Form):
    """How many hours are to be given out."""

    jp = _hours(required=False)

    @property
    def hours(self) -> int:
        """The hours typed, or those of a refresher."""
        return (self.is_valid() and self.cleaned_data.get("jp")) or USUAL


class DraftForm(forms.Form):
    """The event that is made of the plan."""

    judul = Line(_("Judul acara"), 200, missing=_("Tulis judulnya."))
    jenis = forms.ChoiceField(
        label=_("Dihitung sebagai"),
        choices=Event.Course.choices,
        initial=Event.Course.REFRESHER,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    mulai = _Day(_("Hari pertama"), _("Isi hari pertamanya."))
    jp = _hours(widget=forms.HiddenInput)
