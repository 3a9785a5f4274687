"""Which month of the indicators is shown, and which units of one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line, QuickSelect
from ruangaman.oversight.months import month_of

_CHOOSE = {"invalid_choice": _("Pilih dari daftar.")}


class MonthForm(forms.Form):
    """One of the months that are known; the newest without a choice."""

    bulan = forms.ChoiceField(
        label=_("Bulan"), required=False, widget=QuickSelect, error_messages=_CHOOSE
    )

    def __init__(self, data: Any, *, months: Sequence[dt.date], **options: Any) -> None:
        """Offer these months, the newest first."""
        super().__init__(data, **options)
        self.known = [one for one in months if one <= month_of()] or [month_of()]
        field = self.fields["bulan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(f"{one:%Y-%m}", format_date(one, "F Y")) for one in self.known]

    @property
    def month(self) -> dt.date:
        """The month that was chosen, else the newest."""
        given = self.cleaned_data.get("bulan") if self.is_valid() else ""
        return dt.date.fromisoformat(f"{given}-01") if given else self.known[0]


class UnitsForm(MonthForm):
    """A month, words of a name, and how units stand at the indicator."""

    YES, NO, UNKNOWN = "ya", "belum", "tidak"
    q = Line(_("Nama unit"), 200)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), required=False, widget=QuickSelect, error_messages=_CHOOSE
    )

    def __init__(self, data: Any, *, yes: bool, **options: Any) -> None:
        """Offer yes and no only where the value of a unit is one of them."""
        super().__init__(data, **options)
        field = self.fields["keadaan"]
        assert isinstance(field, forms.ChoiceField)
        known = (
            [(self.YES, _("Ya")), (self.NO, _("Belum"))] if yes else [(self.YES, _("Ada angka"))]
        )
        field.choices = [("", _("Semua")), *known, (self.UNKNOWN, _("Tidak diketahui"))]
