"""What a coordinator says about a list of officials who moved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.lib.carry import MAX_CHARACTERS
from ruangaman.network.forms.decree_fields import Line
from ruangaman.network.forms.people import AnyDay
from ruangaman.network.selectors.rotation import Moves, Moving

OUT = "-"
"""The choice that somebody left the network: the new unit is not one of ours."""


class RotationUpload(forms.Form):
    """The list, and what holds for lines that don't say it."""

    file = forms.FileField(label=gettext_lazy("Daftar mutasi"), required=False)
    hari = AnyDay(
        gettext_lazy("TMT untuk semua (boleh kosong)"),
        "",
        required=False,
        help_text=gettext_lazy("Dipakai untuk baris yang tidak menyebut tanggal."),
    )
    sumber = Line(
        gettext_lazy("Nomor SK untuk semua (boleh kosong)"),
        200,
        help_text=gettext_lazy("Dipakai untuk baris yang tidak menyebut nomor SK."),
    )


class RotationChoices(forms.Form):
    """What is decided about people whom only a name names, and about units that are not known."""

    isi = forms.CharField(widget=forms.HiddenInput, max_length=MAX_CHARACTERS)

    def __init__(self, *args: Any, moves: Moves, **options: Any) -> None:
        """Ask about each of them; nobody is taken before somebody says so."""
        super().__init__(*args, **options)
        self.takes = {f"ambil_{one.line.row}": one for one in moves.unsure}
        open_ones = [one for one in moves.moving if not one.done and not one.line.unit]
        self.units = {f"unit_{one.line.row}": one for one in open_ones}
        for name, one in self.takes.items():
            self.fields[name] = _take_question(one)
        for name, one in self.units.items():
            self.fields[name] = _unit_question(one)

    @property
    def take_fields(self) -> list[forms.BoundField]:
        """The questions about people."""
        return [self[name] for name in self.takes]

    @property
    def unit_fields(self) -> list[forms.BoundField]:
        """The questions about units."""
        return [self[name] for name in self.units]

    def taken(self, one: Moving) -> bool:
        """Say whether somebody is to be moved."""
        name = f"ambil_{one.line.row}"
        return name not in self.takes or self.cleaned_data[name] == "ya"

    def unit_of(self, one: Moving) -> str:
        """Return the code of the new unit; ``OUT`` for none of ours, empty where nobody said."""
        return one.line.unit or str(self.cleaned_data.get(f"unit_{one.line.row}", ""))

    def clean(self) -> dict[str, Any]:
        """Ask for the unit of everybody who is to be moved."""
        found: dict[str, Any] = super().clean() or {}
        for name, one in self.units.items():
            skipped = found.get(f"ambil_{one.line.row}") == "tidak"
            if not found.get(name) and not skipped and name not in self.errors:
                self.add_error(name, _("Pilih unitnya, atau bahwa ia keluar dari jejaring."))
        return found


def _take_question(one: Moving) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Baris %(row)d: apakah ini %(name)s dari %(unit)s?")
        % {"row": one.line.row, "name": one.name, "unit": one.here},
        choices=[("ya", _("Ya, orang yang sama")), ("tidak", _("Bukan, abaikan baris ini"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih apakah ini orang yang sama."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )


def _unit_question(one: Moving) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("%(name)s (baris %(row)d) ke “%(text)s”")
        % {"name": one.name, "row": one.line.row, "text": one.line.unit_text},
        choices=[
            ("", _("Pilih unit yang dimaksud")),
            *one.offers,
            (OUT, _("Ke luar jejaring: tidak di unit mana pun")),
        ],
        required=False,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )
