"""The number of a certificate, as anybody types it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.training.labels import number_read


class NumberForm(forms.Form):
    """The number on the paper."""

    nomor = Line(
        _("Nomor sertifikat"),
        40,
        missing=_("Tulis nomor sertifikatnya."),
        help_text=_("Sepuluh huruf dan angka, misalnya 7K3MA-9QXWB."),
    )

    def clean_nomor(self) -> str:
        """Return the number as it is stored."""
        number = number_read(self.cleaned_data["nomor"])
        if not number:
            raise forms.ValidationError(
                _("Nomor sertifikat terdiri dari sepuluh huruf dan angka. Periksa lagi.")
            )
        return number

    def unknown(self) -> Any:
        """Say at the field that no certificate has this number."""
        self.add_error(
            "nomor",
            _("Tidak ada sertifikat dengan nomor ini. Periksa lagi, huruf demi huruf."),
        )
        return self
