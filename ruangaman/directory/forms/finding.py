"""Which services are shown: filters in the address, words by POST."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.core.regions import regions
from ruangaman.directory.freshness import Freshness
from ruangaman.directory.guide import needs
from ruangaman.directory.selectors.upkeep import RETIRED

_FROM_LIST = {"invalid_choice": _("Pilih dari daftar.")}


class ServiceFilter(forms.Form):
    """Which services the list shows."""

    jenis = forms.ChoiceField(label=_("Kebutuhan"), required=False, error_messages=_FROM_LIST)
    daerah = forms.ChoiceField(label=_("Daerah"), required=False, error_messages=_FROM_LIST)
    umur = forms.ChoiceField(
        label=_("Pemeriksaan"),
        required=False,
        choices=[
            ("", _("Semua")),
            *Freshness.choices,
            (RETIRED, _("tidak ditampilkan lagi")),
        ],
        error_messages=_FROM_LIST,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the needs and regions of the pack."""
        super().__init__(*args, **options)
        for name, choices in (
            ("jenis", [(need.key, need.title) for need in needs()]),
            ("daerah", [(one.code, one.name) for one in regions()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Semua")), *choices]


class ServiceSearch(forms.Form):
    """Words of a service, sent by POST."""

    cari = Line(
        _("Nama atau kata"),
        120,
        missing=_("Tulis nama layanan, atau satu kata dari isinya."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
