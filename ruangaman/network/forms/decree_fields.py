"""Fields of the forms about decrees: lines of text, days, numbers of civil servants."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField


class Line(forms.CharField):
    """One line of text, without control, direction and other unseen signs."""

    def __init__(self, label: Any, longest: int, *, missing: Any = None, **options: Any) -> None:
        """Name what is missing; without a name for it the line may stay empty."""
        super().__init__(
            label=label,
            max_length=longest,
            required=missing is not None,
            error_messages={
                "required": missing,
                "max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf."),
            },
            **options,
        )

    def to_python(self, value: Any) -> str:
        """Return the line; lines of a text area stay apart."""
        lines = unicodedata.normalize("NFC", str(value or "")).splitlines()
        joined = "\n" if isinstance(self.widget, forms.Textarea) else " "
        return joined.join(filter(None, map(_seen, lines)))


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


class Versioned(forms.Form):
    """A form that knows which version of the decree was shown with it."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    @property
    def version(self) -> int:
        """The version that was shown."""
        return int(self.cleaned_data["versi"])


def _seen(line: str) -> str:
    plain = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in line)
    return " ".join(plain.split())
