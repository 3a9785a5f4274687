"""Signing by link; the staff list as it is pasted; signatures on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ruangaman.core.fields import DayField
from ruangaman.policy.models import Group
from ruangaman.policy.pledge_names import MOST, name_plain
from ruangaman.policy.staff_groups import LEAST, MOST_LINES, group_of, letters_of

_MOST_TYPED = 300_000
_FAULTS_SHOWN = 10


class SignForm(forms.Form):
    """The end of the page that a unit's link leads to: name, footing, and a yes."""

    nama = forms.CharField(
        label=_("Nama lengkap Anda"),
        help_text=_("Seperti di daftar pegawai. Gelar boleh ditulis, boleh tidak."),
        max_length=MOST,
        error_messages={
            "required": _("Tulis nama Anda."),
            "max_length": _("Nama terlalu panjang: paling banyak 120 huruf."),
        },
    )
    kelompok = forms.ChoiceField(
        label=_("Anda bekerja di sini sebagai"),
        choices=Group.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih salah satu dari daftar."),
        },
    )
    setuju = forms.BooleanField(
        label=_("Ya, saya menyatakan ini."),
        error_messages={"required": _("Centang pernyataan ini untuk menandatangani.")},
    )

    def clean_nama(self) -> str:
        """Take a name of at least three letters."""
        name = name_plain(self.cleaned_data["nama"])
        if letters_of(name) < LEAST:
            raise forms.ValidationError(_("Tulis nama Anda, paling sedikit tiga huruf."))
        return name


class _GroupForm(forms.Form):
    """The group of those beside whom none is written."""

    kelompok = forms.ChoiceField(
        label=_("Kelompok, bila tidak tertulis di barisnya"),
        choices=Group.choices,
        initial=Group.CIVIL_SERVANT,
        error_messages={
            "required": _("Pilih kelompok."),
            "invalid_choice": _("Pilih kelompok dari daftar."),
        },
    )


class StaffFileForm(_GroupForm):
    """A staff list as a file."""

    file = forms.FileField(label=_("Berkas daftar pegawai"), required=False)


class StaffForm(_GroupForm):
    """A list of names, one in a line; behind a semicolon or a tab the group, if another."""

    daftar = forms.CharField(
        label=_("Daftar nama"),
        help_text=_(
            "Satu nama satu baris. Boleh disalin dari Excel: kolom nama, lalu kolom kelompok "
            "(ASN, honorer, magang, penyedia, satpam, lainnya)."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=_MOST_TYPED,
        error_messages={
            "required": _("Tulis atau tempelkan nama."),
            "max_length": _("Terlalu panjang. Bagilah daftarnya."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Read the lines; each fault is named with its line."""
        data = super().clean() or {}
        if "daftar" in data and "kelompok" in data:
            data["people"], faults = self._read(data["daftar"], data["kelompok"])
            self._tell(faults)
        return data

    def _read(self, text: str, group: str) -> tuple[list[tuple[str, str]], list[str]]:
        people: list[tuple[str, str]] = []
        faults: list[str] = []
        lines = [(at, one) for at, one in enumerate(text.splitlines(), 1) if one.strip()]
        if len(lines) > MOST_LINES:
            return [], [str(_("Lebih dari 2.000 baris. Bagilah daftarnya."))]
        for number, line in lines:
            typed, _sep, said = line.replace("\t", ";").partition(";")
            name, found = name_plain(typed), group_of(said, group)
            if not letters_of(name) >= LEAST or len(name) > MOST:
                faults.append(_("Baris %(line)s: bukan nama.") % {"line": number})
            elif found is None:
                faults.append(_("Baris %(line)s: kelompok tidak dikenal.") % {"line": number})
            else:
                people.append((name, found))
        return people, faults

    def _tell(self, faults: list[str]) -> None:
        for words in faults[:_FAULTS_SHOWN]:
            self.add_error("daftar", words)
        more = len(faults) - _FAULTS_SHOWN
        if more > 0:
            words = ngettext("Dan %(number)s baris lain.", "Dan %(number)s baris lain.", more)
            self.add_error("daftar", words % {"number": more})


class PaperForm(forms.Form):
    """The day of signatures on paper; who signed is ticked beside it."""

    hari = DayField(_("Ditandatangani pada"), _("Isi harinya."))

    def __init__(self, data: Any = None) -> None:
        """Take a day of the last year, not one to come."""
        super().__init__(data)
        field = self.fields["hari"]
        if isinstance(field, DayField):
            field.back, field.ahead = dt.timedelta(days=366), dt.timedelta()
