"""Which needs the page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.training.selectors.needs import Course, Need

LAPSED, ALL, USUAL = "terlambat", "semua", "90"
DAYS = (30, 60, 90)


class NeedsFilter(forms.Form):
    """Unit, course, and how far ahead."""

    unit = Line(_("Unit"), 100)
    kebutuhan = forms.ChoiceField(
        label=_("Kebutuhan"),
        required=False,
        choices=[
            ("", _("Semua")),
            *((one.value, one.label) for one in Course if one != Course.OTHER),
        ],
    )
    dalam = forms.ChoiceField(
        label=_("Jatuh tempo"),
        required=False,
        choices=[
            ("", _("Sampai 90 hari lagi")),
            (LAPSED, _("Sudah lewat")),
            ("30", _("Sampai 30 hari lagi")),
            ("60", _("Sampai 60 hari lagi")),
            (ALL, _("Semua")),
        ],
    )

    @property
    def narrows(self) -> bool:
        """Say whether a unit or a course was asked for."""
        given = self.cleaned_data
        return bool(given.get("unit") or given.get("kebutuhan") or given.get("dalam"))

    def chosen(
        self, needs: Sequence[Need], codes: frozenset[str] | None, today: dt.date
    ) -> list[Need]:
        """Return the needs that are wanted; ``codes`` are units whose name fits, None for all."""
        course, until = self.cleaned_data.get("kebutuhan"), self._until(today)
        return [
            one
            for one in needs
            if one.due <= until
            and (codes is None or one.unit_code in codes)
            and (not course or one.course == course)
        ]

    def _until(self, today: dt.date) -> dt.date:
        within = self.cleaned_data.get("dalam") or USUAL
        if within == ALL:
            return dt.date.max
        ahead = -1 if within == LAPSED else int(within)
        return today + dt.timedelta(days=ahead)
