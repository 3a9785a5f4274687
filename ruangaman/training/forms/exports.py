"""Which year's hours, and with which columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class HoursForm(forms.Form):
    """A year, and whether numbers of civil servants stand in the list."""

    tahun = forms.ChoiceField(
        label=_("Tahun"),
        error_messages={
            "required": _("Pilih tahunnya."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    nip = forms.BooleanField(
        label=_("Sertakan NIP, karena BPSDMD memerlukannya untuk mencatat jam"), required=False
    )

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        """Offer the years in which anybody earned hours."""
        super().__init__(*args, **options)
        tahun = self.fields["tahun"]
        assert isinstance(tahun, forms.ChoiceField)
        tahun.choices = [(str(one), str(one)) for one in years]
