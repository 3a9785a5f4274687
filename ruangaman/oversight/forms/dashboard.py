"""Which month and which units the picture of the province shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line, QuickSelect
from ruangaman.network.forms.unit_fields import region_choices, region_code
from ruangaman.network.labels import UNIT_KINDS
from ruangaman.network.selectors.units import folded
from ruangaman.oversight.judging import LACKS, Judged
from ruangaman.oversight.months import month_of
from ruangaman.oversight.selectors.province import Standing
from ruangaman.oversight.trends import SPANS

_CHOOSE = {"invalid_choice": _("Pilih dari daftar.")}
_ALL = ("", _("Semua"))


class Arranged:
    """By what the rows of the picture belong together."""

    REGION, KIND, PARENT, UNIT = "", "jenis", "induk", "unit"
    CHOICES = (
        (REGION, _("Wilayah")),
        (KIND, _("Jenis unit")),
        (PARENT, _("Unit induk")),
        (UNIT, _("Setiap unit")),
    )


class ProvinceFilter(forms.Form):
    """The month, words, kind and region; what is missing; and by what rows belong together."""

    bulan = forms.ChoiceField(
        label=_("Bulan"), required=False, widget=QuickSelect, error_messages=_CHOOSE
    )
    q = Line(_("Nama unit"), 200)
    wilayah = forms.ChoiceField(
        label=_("Wilayah"), required=False, widget=QuickSelect, error_messages=_CHOOSE
    )
    jenis = forms.ChoiceField(
        label=_("Jenis unit"),
        required=False,
        choices=[_ALL, *UNIT_KINDS.items()],
        widget=QuickSelect,
        error_messages=_CHOOSE,
    )
    induk = forms.SlugField(required=False, max_length=100, widget=forms.HiddenInput)
    belum = forms.ChoiceField(
        label=_("Hanya unit yang belum memenuhi"),
        required=False,
        widget=QuickSelect,
        error_messages=_CHOOSE,
    )
    susun = forms.ChoiceField(
        label=_("Susun menurut"),
        required=False,
        choices=Arranged.CHOICES,
        widget=QuickSelect,
        error_messages=_CHOOSE,
    )
    tren = forms.ChoiceField(
        label=_("Panjang tren"),
        required=False,
        widget=QuickSelect,
        choices=[("12", _("12 bulan")), ("24", _("2 tahun")), ("60", _("5 tahun"))],
        error_messages=_CHOOSE,
    )

    def __init__(
        self, data: Any, *, months: Sequence[dt.date], columns: Sequence[Judged], **options: Any
    ) -> None:
        """Offer the months that are known, the regions, and the indicators of units."""
        super().__init__(data, **options)
        this = month_of()
        known = [one for one in months if one <= this] or [this]
        self._choose("bulan", [(f"{one:%Y-%m}", format_date(one, "F Y")) for one in known])
        self._choose("wilayah", [_ALL, *region_choices()])
        self._choose("belum", [("", "–"), *((one.code, one.title) for one in columns)])
        self._places = {one.code: place for place, one in enumerate(columns)}

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def month(self) -> dt.date | None:
        """The month that was chosen, None without one."""
        given = self.cleaned_data.get("bulan")
        return dt.date.fromisoformat(f"{given}-01") if given else None

    @property
    def span(self) -> int:
        """For how many months trends are shown."""
        return int(self.cleaned_data.get("tren") or SPANS[0])

    @property
    def narrows(self) -> bool:
        """Say whether some units are left out."""
        names = ("q", "wilayah", "jenis", "induk", "belum")
        return any(self.cleaned_data.get(name) for name in names)

    @property
    def arranged(self) -> str:
        """By what rows belong together, a value of ``Arranged``."""
        return str(self.cleaned_data.get("susun") or Arranged.REGION)

    def chosen(self, standings: Sequence[Standing]) -> list[Standing]:
        """Return the units that are wanted."""
        given = self.cleaned_data
        words = folded(given.get("q", "")).split()
        region, kind, parent = given.get("wilayah"), given.get("jenis"), given.get("induk")
        missing = self._places.get(given.get("belum", ""))
        return [
            one
            for one in standings
            if (not region or one.unit.region == region_code(region))
            and (not kind or one.unit.kind == kind)
            and (not parent or parent in (one.unit.parent, one.unit.code))
            and (missing is None or one.marks[missing] in LACKS)
            and (not words or _has(one, words))
        ]


def _has(one: Standing, words: Sequence[str]) -> bool:
    text = folded(f"{one.unit.name} {one.unit.short_name} {one.unit.code}")
    return all(word in text for word in words)
