"""What is typed about slips and links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.surveys.models import Bundle, Stratum
from ruangaman.surveys.words import named

_NUMBER = {
    "required": gettext_lazy("Tulis angkanya."),
    "invalid": gettext_lazy("Tulis angka saja, misalnya 250."),
    "min_value": gettext_lazy("Tulis angka nol atau lebih."),
    "max_value": gettext_lazy("Angka ini terlalu besar."),
}


class BundleForm(forms.Form):
    """Slips or links of one stratum."""

    kelompok = forms.TypedChoiceField(
        label=gettext_lazy("Kelompok"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Pilih kelompoknya."),
            "invalid_choice": gettext_lazy("Pilih dari daftar."),
        },
    )
    jumlah = forms.IntegerField(
        label=gettext_lazy("Berapa lembar"),
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=_NUMBER,
        help_text=gettext_lazy("Tidak lebih dari jumlah pegawai di kelompok itu."),
    )
    bentuk = forms.ChoiceField(
        label=gettext_lazy("Bentuk"),
        choices=Bundle.Kind.choices,
        initial=Bundle.Kind.SLIPS,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih salah satu."),
            "invalid_choice": gettext_lazy("Pilih dari daftar."),
        },
    )

    def __init__(self, *arguments: Any, strata: Sequence[Stratum], **options: Any) -> None:
        """Offer the strata of the survey."""
        super().__init__(*arguments, **options)
        self.strata = {one.position: one for one in strata}
        self.fields["kelompok"].choices = [  # type: ignore[attr-defined]
            ("", _("Pilih kelompok")),
            *((one.position, named(one)) for one in strata),
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse more slips than staff."""
        found = super().clean() or {}
        stratum = self.strata.get(found.get("kelompok", 0))
        if stratum and found.get("jumlah") and stratum.made + found["jumlah"] > stratum.staff:
            words = _(
                "Kelompok ini punya %(staff)s pegawai; %(made)s sudah dibuat. Tidak boleh lebih."
            )
            self.add_error("jumlah", words % {"staff": stratum.staff, "made": stratum.made})
        return found


class LeftForm(forms.Form):
    """Slips of a stratum that were not given to anybody."""

    def __init__(self, *arguments: Any, strata: Sequence[Stratum], **options: Any) -> None:
        """Ask for a number for each stratum."""
        super().__init__(*arguments, **options)
        self.strata = strata
        for one in strata:
            self.fields[f"sisa-{one.position}"] = forms.IntegerField(
                label=named(one),
                min_value=0,
                max_value=one.made,
                initial=one.made - one.drawn,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages=_NUMBER
                | {"max_value": _("Tidak boleh lebih dari yang dibuat: %(limit_value)s.")},
                help_text=_("Dibuat: %(made)s") % {"made": one.made},
            )

    @property
    def left(self) -> dict[int, int]:
        """How many were left of each stratum."""
        return {one.position: self.cleaned_data[f"sisa-{one.position}"] for one in self.strata}
