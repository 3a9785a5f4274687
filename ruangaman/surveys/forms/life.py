"""What is typed about a survey's life. Refused forms keep everything."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.fields import DayField
from ruangaman.network.models import Unit
from ruangaman.surveys.selectors.holders import holders_able
from ruangaman.surveys.selectors.standing import HOLDERS
from ruangaman.surveys.services.life import Part
from ruangaman.surveys.thresholds import LEAST_STAFF

MOST_STRATA, MOST_STAFF = 500, 10_000_000
_LONGEST_NAME = 120
_MOST_FAULTS = 5
_CELLS = re.compile(r"[\t|;]")


class Revised(forms.Form):
    """A form that knows which revision of the survey was shown with it."""

    revisi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    @property
    def revision(self) -> int:
        """The revision that was shown."""
        return int(self.cleaned_data["revisi"])


class SurveyDay(DayField):
    """A day of answering: near, because slips lie about meanwhile."""

    back, ahead = dt.timedelta(days=2 * 366), dt.timedelta(days=2 * 366)


class DaysForm(Revised):
    """First and last day of answering."""

    mulai = SurveyDay(
        gettext_lazy("Hari pertama untuk menjawab"), gettext_lazy("Isi hari pertamanya.")
    )
    selesai = SurveyDay(
        gettext_lazy("Hari terakhir untuk menjawab"), gettext_lazy("Isi hari terakhirnya.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        found = super().clean() or {}
        if found.get("mulai") and found.get("selesai") and found["selesai"] < found["mulai"]:
            self.add_error("selesai", _("Hari terakhir tidak boleh sebelum hari pertama."))
        return found


class StrataForm(Revised):
    """Strata, one a line, as they come from a spreadsheet: name, staff, name in English, units."""

    kelompok = forms.CharField(
        label=gettext_lazy("Kelompok pegawai"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Isi paling sedikit satu kelompok."),
            "max_length": gettext_lazy("Terlalu panjang: paling banyak %(limit_value)d huruf."),
        },
    )

    def clean_kelompok(self) -> list[Part]:
        """Return the strata; every line that is wrong is named."""
        lines = [one for one in self.cleaned_data["kelompok"].splitlines() if one.strip()]
        if len(lines) > MOST_STRATA:
            raise forms.ValidationError(
                _("Paling banyak %(most)s kelompok.") % {"most": MOST_STRATA}
            )
        rows = [[cell.strip() for cell in _CELLS.split(line)] for line in lines]
        known = _units_known(rows)
        faults, parts = list[str](), list[Part]()
        for number, row in enumerate(rows, start=1):
            fault = _row_fault(row, [one.name for one in parts], known)
            if fault:
                faults.append(_("Baris %(number)s: %(fault)s") % {"number": number, "fault": fault})
            else:
                parts.append(_part(row))
        if faults:
            raise forms.ValidationError(faults[:_MOST_FAULTS])
        return parts


class HoldersForm(Revised):
    """Who will hold the key: two of those who can."""

    pemegang = forms.MultipleChoiceField(
        label=gettext_lazy("Pemegang kunci"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Pilih dua orang."),
            "invalid_choice": gettext_lazy("Pilih dari daftar."),
        },
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Offer whoever can hold a half now."""
        super().__init__(*arguments, **options)
        self.fields["pemegang"].choices = [  # type: ignore[attr-defined]
            (str(pk), one.user.name) for pk, one in holders_able().items()
        ]

    def clean_pemegang(self) -> Sequence[str]:
        """Refuse one, or more than two."""
        chosen: list[str] = self.cleaned_data["pemegang"]
        if len(set(chosen)) != HOLDERS:
            raise forms.ValidationError(_("Pilih tepat dua orang."))
        return chosen


class SureForm(Revised):
    """A step that cannot be taken back."""

    yakin = forms.BooleanField(
        label=gettext_lazy("Saya mengerti: langkah ini tidak dapat dibatalkan."),
        error_messages={"required": gettext_lazy("Centang dahulu bila Anda yakin.")},
    )


def strata_text(parts: Sequence[Any]) -> str:
    """Return strata as they are typed."""
    return "\n".join(
        " | ".join([one.name, str(one.staff), one.name_en, " ".join(one.unit_codes)]).rstrip(" |")
        for one in parts
    )


def _row_fault(row: Sequence[str], names: Sequence[str], units: set[str]) -> str:
    name, staff = row[0], row[1].replace(".", "").replace(" ", "") if len(row) > 1 else ""
    if not name or len(name) > _LONGEST_NAME or (len(row) > 2 and len(row[2]) > _LONGEST_NAME):
        return _("nama kelompok kosong atau lebih dari %(most)s huruf.") % {"most": _LONGEST_NAME}
    if name.casefold() in {one.casefold() for one in names}:
        return _("nama kelompok ini sudah ada.")
    if not staff.isascii() or not staff.isdigit() or not int(staff) <= MOST_STAFF:
        return _("jumlah pegawai harus berupa angka, misalnya 350.")
    if int(staff) < LEAST_STAFF:
        return _(
            "kelompok di bawah %(least)s pegawai digabung dahulu dengan yang lain, supaya tidak "
            "ada yang dapat ditebak."
        ) % {"least": LEAST_STAFF}
    if strange := [code for code in _codes(row) if code not in units]:
        return _("kode unit tidak dikenal: %(codes)s.") % {"codes": ", ".join(strange[:3])}
    return ""


def _part(row: Sequence[str]) -> Part:
    staff = int(row[1].replace(".", "").replace(" ", ""))
    return Part(row[0], staff, row[2] if len(row) > 2 else "", _codes(row))


def _codes(row: Sequence[str]) -> list[str]:
    return row[3].split() if len(row) > 3 else []


def _units_known(rows: Sequence[Sequence[str]]) -> set[str]:
    wanted = {code for row in rows for code in _codes(row)}
    return (
        set(Unit.objects.filter(code__in=wanted).values_list("code", flat=True))
        if wanted
        else set()
    )
