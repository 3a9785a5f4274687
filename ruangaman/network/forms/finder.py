"""The search for a unit by a part of its name."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 100


class UnitSearch(forms.Form):
    """What somebody remembers of an office's name."""

    cari = forms.CharField(
        label=_("Nama kantor"),
        help_text=_("Sebagian nama sudah cukup, misalnya “kesehatan”."),
        required=False,
        strip=False,
        widget=forms.TextInput,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Leave odd signs to ``clean_cari``, which drops them instead of refusing."""
        super().__init__(*args, **options)
        self.fields["cari"].validators = []

    def clean_cari(self) -> str:
        """Return the words without control, direction and other unseen signs."""
        text = unicodedata.normalize("NFC", self.cleaned_data["cari"])
        seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
        plain = " ".join(seen.split())
        if not plain:
            raise forms.ValidationError(_("Tulis nama kantor, atau sebagian namanya."))
        if len(plain) > LONGEST:
            raise forms.ValidationError(
                _("Terlalu panjang. Tulis paling banyak %(longest)s huruf."),
                params={"longest": LONGEST},
            )
        return plain
