"""Which units, which duty and which months the page of consistency shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.pack_content import said
from ruangaman.network.forms.units import UnitsSearch
from ruangaman.oversight.models import Content

NOW, LONG = "kini", "tiga"
LONG_MONTHS = 3


class ConsistencyFilter(UnitsSearch):
    """Words, kind, region; one duty or all; only units with a gap; the last year or an earlier."""

    tugas = forms.ChoiceField(label=gettext_lazy("Tugas unit"), required=False)
    celah = forms.ChoiceField(
        label=gettext_lazy("Celah"),
        required=False,
        choices=[
            ("", gettext_lazy("Semua unit")),
            (NOW, gettext_lazy("Ada celah di bulan terakhir")),
            (LONG, gettext_lazy("Celah tiga bulan terakhir")),
        ],
    )
    masa = forms.ChoiceField(label=gettext_lazy("Masa"), required=False)
    field_order = ["q", "jenis", "wilayah", "tugas", "celah", "masa"]

    def __init__(
        self, *args: Any, duties: Sequence[Content], years: Sequence[int], **options: Any
    ) -> None:
        """Offer the duties of the pack, and the years of which something is known."""
        super().__init__(*args, **options)
        named = [(one.key, str(said(one.body, "title"))) for one in duties]
        self._offer("tugas", [("", _("Semua tugas")), *named])
        past = [(str(year), str(year)) for year in years]
        self._offer("masa", [("", _("12 bulan terakhir")), *past])
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = _("Pilih dari daftar.")

    def clean(self) -> dict[str, Any]:
        """A long gap is looked for in one duty: gaps of several do not make a long one."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("celah") == LONG and not given.get("tugas"):
            self.add_error("tugas", _("Pilih satu tugas untuk mencari celah tiga bulan."))
        return given

    def year(self) -> int | None:
        """Return the year that is asked for; None for the last twelve months."""
        chosen = self.cleaned_data.get("masa", "")
        return int(chosen) if chosen else None

    def gap_months(self, months: Sequence[dt.date]) -> Sequence[dt.date]:
        """Return the months in each of which there must be a gap."""
        wanted = {NOW: 1, LONG: LONG_MONTHS}.get(self.cleaned_data.get("celah", ""), 0)
        return months[-wanted:] if wanted else ()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
