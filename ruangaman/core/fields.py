"""Fields that forms of several rooms share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A date: from the browser's calendar, or typed as 26/11/2026.

    ``back`` and ``ahead`` say how far from today it may lie; None for any distance.
    """

    back: dt.timedelta | None = None
    ahead: dt.timedelta | None = None

    def __init__(self, label: Any, missing: Any, **options: Any) -> None:
        """Name what is missing, and what is no date."""
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
            error_messages={
                "required": missing,
                "invalid": _("Tulis tanggal yang ada di kalender, seperti 26/11/2026."),
            },
            **options,
        )

    def clean(self, value: Any) -> Any:
        """Return the date, if it is not too far away."""
        found, today = super().clean(value), timezone.localdate()
        if found and (
            (self.back is not None and today - found > self.back)
            or (self.ahead is not None and found - today > self.ahead)
        ):
            raise forms.ValidationError(_("Tanggal ini terlalu jauh dari hari ini."))
        return found
