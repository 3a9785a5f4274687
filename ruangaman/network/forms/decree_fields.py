"""Fields of the forms about decrees: lines of text, days, numbers of civil servants."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line, Versioned

__all__ = ["Day", "Line", "Nip", "Versioned"]


class Day(DayField):
    """A date of this time."""

    back, ahead = dt.timedelta(days=10 * 366), dt.timedelta(days=20 * 366)


class Nip(Line):
    """A number of a civil servant, in any grouping; its digits."""

    def __init__(self) -> None:
        """Ask for it; a governor has none."""
        super().__init__(_("NIP pejabat"), 40, help_text=_("18 angka. Kosongkan untuk Gubernur."))

    def clean(self, value: Any) -> str:
        """Return 18 digits or nothing."""
        digits = "".join(sign for sign in super().clean(value) if sign not in " .-")
        if digits and not (digits.isascii() and digits.isdecimal() and len(digits) == 18):
            raise forms.ValidationError(_("NIP harus 18 angka."))
        return digits
