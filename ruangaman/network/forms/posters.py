"""What posters somebody wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ruangaman.network.forms.unit_fields import UnitField
from ruangaman.network.models import Unit
from ruangaman.network.posters import SIZES

MOST_LISTED = 150
POSTER, CARD = "poster", "kartu"
_SAID = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih dari daftar.")}


class UnitSelect(forms.Select):
    """Names of units are Indonesian on English pages too."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return an option that says its language."""
        option = super().create_option(*args, **kwargs)
        if option["value"]:
            option["attrs"]["lang"] = "id"
        return option


class PosterForm(forms.Form):
    """One document."""

    jenis = forms.ChoiceField(
        label=_("Yang dicetak"),
        choices=[(POSTER, _("Poster")), (CARD, _("Kartu saku fokal point"))],
        initial=POSTER,
        widget=forms.RadioSelect,
        error_messages=_SAID,
    )
    bahasa = forms.ChoiceField(
        label=_("Bahasa"),
        choices=[("id", _("Indonesia")), ("en", _("Inggris"))],
        initial="id",
        widget=forms.RadioSelect,
        error_messages=_SAID,
    )
    ukuran = forms.ChoiceField(
        label=_("Ukuran poster"),
        choices=[(size, size) for size in SIZES],
        initial="A4",
        required=False,
        widget=forms.RadioSelect,
        error_messages=_SAID,
    )
    kantor = forms.ChoiceField(
        label=_("Kantor"),
        help_text=_("Namanya dicetak kecil di bagian bawah poster."),
        required=False,
        widget=UnitSelect,
        error_messages=_SAID,
    )
    kontak = forms.BooleanField(
        label=_("Cetak juga telepon fokal point kantor itu yang siap"),
        help_text=_("Nama hanya dicetak bila orangnya setuju. Cetak ulang sesudah mutasi."),
        required=False,
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        """Offer ``units``; where they are too many for a list, ask for the name of one."""
        super().__init__(*args, **kwargs)
        self.count = units.count()
        self.many = self.count > MOST_LISTED
        if self.many:
            hint = _("Nama unit, sebagian namanya, atau kodenya.")
            self.fields["kantor"] = UnitField(_("Kantor"), required=False, help_text=hint)
            return
        self.units = {unit.code: unit for unit in units}
        kantor = self.fields["kantor"]
        kantor.choices = [  # type: ignore[attr-defined]
            ("", _("Tanpa nama kantor")),
            *((unit.code, unit.name) for unit in units),
        ]

    @property
    def unit(self) -> Unit | None:
        """The unit that was chosen."""
        chosen = self.cleaned_data["kantor"]
        return chosen if self.many else self.units.get(chosen)


class PosterSetForm(forms.Form):
    """A whole set."""

    bahasa_paket = forms.MultipleChoiceField(
        label=_("Bahasa"),
        choices=[("id", _("Indonesia")), ("en", _("Inggris"))],
        initial=[code for code, _name in settings.LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
        error_messages=_SAID,
    )
    ukuran_paket = forms.MultipleChoiceField(
        label=_("Ukuran poster"),
        choices=[(size, size) for size in SIZES],
        initial=list(SIZES),
        widget=forms.CheckboxSelectMultiple,
        error_messages=_SAID,
    )
    kontak_paket = forms.BooleanField(
        label=_("Cetak juga telepon fokal point yang siap"), required=False
    )

    def chosen(self, units: Sequence[str]) -> dict[str, Any]:
        """Return the choice as ``PosterSet.choices`` has it."""
        return {
            "languages": self.cleaned_data["bahasa_paket"],
            "sizes": self.cleaned_data["ukuran_paket"],
            "contacts": self.cleaned_data["kontak_paket"],
            "units": list(units),
        }
