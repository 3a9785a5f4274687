"""What is typed about attendance: own codes, codes of the screen, ticks, and why one goes back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.training.codes import LENGTH, code_read
from ruangaman.training.minutes import LENGTH as SCREEN_LENGTH
from ruangaman.training.minutes import minute_code_read
from ruangaman.training.models import Attendance, AttendanceTaken

_CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
_FROM_LIST = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih dari daftar.")}
PRESENT, ABSENT = "hadir", "absen"


class OwnCodeForm(forms.Form):
    """A participant's own code."""

    kode = Line(
        _("Kode peserta Anda"),
        40,
        missing=_("Ketik kode peserta Anda."),
        help_text=_("8 huruf dan angka dari surat undangan Anda. Tanda hubung boleh dilewati."),
        widget=forms.TextInput(attrs=_CODE),
    )

    def clean_kode(self) -> str:
        """Return the code without spaces; one of another length was mistyped."""
        code = code_read(self.cleaned_data["kode"])
        if len(code) != LENGTH:
            raise forms.ValidationError(
                _("Kode peserta terdiri dari 8 tanda, tanpa huruf I dan O, tanpa angka 0 dan 1.")
            )
        return code


class ScreenCodeForm(forms.Form):
    """What the trainer's screen shows."""

    layar = Line(
        _("Kode di layar pelatih"),
        40,
        missing=_("Ketik kode yang tampil di layar."),
        help_text=_("6 huruf dan angka. Kode berganti setiap menit."),
        widget=forms.TextInput(attrs=_CODE),
    )

    def clean_layar(self) -> str:
        """Return the code without spaces; one of another length was mistyped."""
        code = minute_code_read(self.cleaned_data["layar"])
        if len(code) != SCREEN_LENGTH:
            raise forms.ValidationError(
                _("Kode di layar terdiri dari 6 tanda. Periksa lagi yang Anda ketik.")
            )
        return code


class TakeBackForm(forms.Form):
    """Why an entry is taken back."""

    alasan = forms.ChoiceField(
        label=_("Alasan"),
        choices=AttendanceTaken.Reason.choices,
        widget=forms.RadioSelect,
        error_messages=_FROM_LIST,
    )

    @property
    def reason(self) -> AttendanceTaken.Reason:
        """The reason."""
        return AttendanceTaken.Reason(self.cleaned_data["alasan"])


class TicksForm(forms.Form):
    """Names that are ticked on a page of a session's list, and what a tick means."""

    arti = forms.ChoiceField(
        label=_("Arti centang"),
        choices=[
            (PRESENT, _("Yang dicentang hadir")),
            (ABSENT, _("Semua di halaman ini hadir, kecuali yang dicentang")),
        ],
        initial=PRESENT,
        widget=forms.RadioSelect,
        error_messages=_FROM_LIST,
    )
    cara = forms.ChoiceField(
        label=_("Dicatat dari"),
        choices=[
            (Attendance.How.SHEET, _("Daftar hadir kertas yang ditandatangani")),
            (Attendance.How.TRAINER, _("Dilihat sendiri oleh pelatih")),
        ],
        initial=Attendance.How.SHEET,
        widget=forms.RadioSelect,
        error_messages=_FROM_LIST,
    )

    def __init__(self, data: QueryDict | None = None, **more: Any) -> None:
        """Read the ids of those ticked, and of all who stood on the page."""
        super().__init__(data, **more)
        self.ticked = ids_read(data.getlist("orang") if data else [])
        self._shown = ids_read(data.get("tampil", "").split() if data else [])

    def clean(self) -> dict[str, Any]:
        """Ask for at least one name."""
        cleaned = super().clean() or {}
        if not self.errors and not self._chosen(cleaned["arti"]):
            raise forms.ValidationError(_("Centang dulu nama yang dicatat."))
        return cleaned

    @property
    def chosen(self) -> set[uuid.UUID]:
        """The ids of those who were there."""
        return self._chosen(self.cleaned_data["arti"])

    @property
    def how(self) -> Attendance.How:
        """From what it is recorded."""
        return Attendance.How(self.cleaned_data["cara"])

    def _chosen(self, meaning: str) -> set[uuid.UUID]:
        return self._shown - self.ticked if meaning == ABSENT else self.ticked


class ListForm(forms.Form):
    """A list that was ticked away from the line, as a file."""

    file = forms.FileField(label=_("Daftar yang sudah diisi"), required=False)


def ids_read(texts: Sequence[str]) -> set[uuid.UUID]:
    """Return the ids among texts; whatever is none of ours is left out."""
    found = set()
    for text in texts[:2000]:
        try:
            found.add(uuid.UUID(text))
        except ValueError:
            continue
    return found
