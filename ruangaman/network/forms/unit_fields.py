"""Fields of the forms about units: names, kinds, regions, days, other units."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.regions import regions
from ruangaman.network.labels import UNIT_KINDS
from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import unit_by_code, unit_search, units_in_force
from ruangaman.people.forms import text_field

PROVINCE = "provinsi"
"""The choice for the province's own units: they have no region's code."""
NAME, SHORT, BASIS = 200, 80, 300
MOST_PEOPLE = 10_000_000
_SUGGESTED = 5


def plain(text: str) -> str:
    """Return a line without control, direction and other unseen signs, single-spaced."""
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join(seen.split())


def region_choices() -> list[tuple[str, Any]]:
    """Return the province and its regencies and cities."""
    return [(PROVINCE, _("Provinsi")), *((one.code, one.name) for one in regions())]


def region_code(choice: str) -> str:
    """Return the code that a choice stands for."""
    return "" if choice == PROVINCE else choice


def name_field() -> forms.CharField:
    """Return the field of an official name."""
    return text_field(
        _("Nama resmi"),
        _("Tulis nama resminya."),
        limit=NAME,
        help_text=_("Seperti dalam perda atau pergub, tanpa singkatan."),
    )


def short_name_field() -> forms.CharField:
    """Return the field of the name people use."""
    return text_field(
        _("Nama pendek"),
        _("Tulis nama yang biasa dipakai orang."),
        limit=SHORT,
        help_text=_("Misalnya Dinkes atau RSUD Naibonat."),
    )


def kind_field() -> forms.ChoiceField:
    """Return the field of a unit's kind."""
    return forms.ChoiceField(
        label=_("Jenis"),
        choices=[("", _("Pilih jenis")), *UNIT_KINDS.items()],
        error_messages={
            "required": _("Pilih jenisnya."),
            "invalid_choice": _("Pilih jenis dari daftar."),
        },
    )


def personnel_field() -> forms.IntegerField:
    """Return the field of how many people work there."""
    too_many = _("Angka ini terlalu besar.")
    return forms.IntegerField(
        label=_("Jumlah pegawai (boleh kosong)"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Semua yang bekerja di sana: PNS, PPPK, dan non-ASN."),
        error_messages={
            "invalid": _("Tulis angka saja, misalnya 120."),
            "min_value": _("Tulis angka nol atau lebih."),
            "max_value": too_many,
        },
    )


class RegionField(forms.ChoiceField):
    """The province, or one of its regencies and cities; cleaned to a code."""

    def __init__(self) -> None:
        """Offer the regions as they are when the form is made."""
        super().__init__(
            label=_("Wilayah"),
            choices=region_choices,
            error_messages={"invalid_choice": _("Pilih wilayah dari daftar.")},
        )

    def clean(self, value: Any) -> str:
        """Return the code; empty for the province's own."""
        return region_code(super().clean(value))


class UnitField(forms.CharField):
    """A unit by its name, a part of it, or its code; cleaned to the unit, or None."""

    def __init__(self, label: Any, **options: Any) -> None:
        """Limit what is typed."""
        errors = {"max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf.")}
        super().__init__(label=label, max_length=NAME, error_messages=errors, **options)

    def clean(self, value: Any) -> Any:
        """Return the one unit that is meant; say which ones it could be."""
        text = super().clean(value)
        return unit_meant(text) if text else None


def unit_meant(text: str) -> Unit:
    """Return the unit in force that somebody means, or raise ``ValidationError``."""
    if found := unit_by_code(text.strip()):
        return found
    exact = list(units_in_force().filter(name__iexact=text)[:2])
    if len(exact) == 1:
        return exact[0]
    found_all = unit_search(text, limit=_SUGGESTED + 1)
    if len(found_all) == 1:
        return found_all[0]
    if not found_all:
        raise forms.ValidationError(
            _("Tidak ada unit “%(text)s”. Tulis sebagian namanya saja."), params={"text": text}
        )
    close = "; ".join(f"{one.name} ({one.code})" for one in found_all[:_SUGGESTED])
    raise forms.ValidationError(
        _("Yang mana? Tulis nama lengkap atau kodenya: %(close)s"), params={"close": close}
    )
