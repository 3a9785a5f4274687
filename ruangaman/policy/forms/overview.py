"""Which units the overview of a year shows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.policy.selectors.overview import Standing, years_known

_CHOOSE = {"invalid_choice": _("Pilih dari daftar.")}


class OverviewFilter(forms.Form):
    """Year, part of a name, and how far it is."""

    tahun = forms.ChoiceField(label=_("Tahun"), required=False, error_messages=_CHOOSE)
    q = Line(_("Nama unit"), 200)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), *Standing.choices],
        error_messages=_CHOOSE,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the years that are known."""
        super().__init__(*args, **options)
        years = self.fields["tahun"]
        assert isinstance(years, forms.ChoiceField)
        years.choices = [(str(one), str(one)) for one in years_known()]

    @property
    def year(self) -> int:
        """The year; this one without a choice."""
        given = getattr(self, "cleaned_data", {}).get("tahun")
        return int(given) if given else timezone.localdate().year

    @property
    def narrows(self) -> bool:
        """Say whether some units are left out."""
        return any(self.cleaned_data.get(name) for name in ("q", "keadaan"))
