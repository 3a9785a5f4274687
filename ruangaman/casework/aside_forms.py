"""Why a reader steps aside, and what came of an examination: one choice each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.forms import StepForm, whole_number
from ruangaman.reporting.labels import ASIDE_REASONS, COLLEAGUE, RESULTS, WANTED

_ASIDE = {
    "terlapor": _("Saya mengenal orang yang diceritakan"),
    "pelapor": _("Saya mengenal pelapor"),
    "kerja": _("Saya bekerja bersama salah satu dari mereka"),
    "lain": _("Alasan lain"),
}


class AsideForm(StepForm):
    """Step aside: why, in a word that the reporter reads."""

    alasan = forms.ChoiceField(
        label=_("Mengapa?"),
        choices=[(key, _ASIDE[key]) for key in ASIDE_REASONS],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu alasan."),
            "invalid_choice": _("Pilih satu alasan."),
        },
    )


class ColleagueForm(StepForm):
    """Ask the supervisor whether a colleague should read this case no more."""

    rekan = forms.ChoiceField(
        label=_("Rekan yang mana?"),
        widget=forms.Select,
        error_messages={
            "required": _("Pilih satu orang."),
            "invalid_choice": _("Pilih satu orang."),
        },
    )
    alasan = forms.ChoiceField(
        label=_("Mengapa?"),
        choices=[(key, words) for key, words in COLLEAGUE.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu alasan."),
            "invalid_choice": _("Pilih satu alasan."),
        },
    )

    def __init__(self, data: Any, people: Sequence[tuple[str, str]]) -> None:
        """Offer the colleagues of her team."""
        super().__init__(data)
        self.fields["rekan"].choices = [("", _("Pilih orang")), *people]  # type: ignore[attr-defined]


class MoreForm(StepForm):
    """Ask the reporter for more, in one of a few words."""

    minta = forms.ChoiceField(
        label=_("Apa yang Anda perlukan?"),
        choices=list(WANTED.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu."),
            "invalid_choice": _("Pilih satu."),
        },
    )


class ShutForm(StepForm):
    """A supervisor ends somebody's access to a case whose number a person told her."""

    nomor = forms.CharField(
        label=_("Nomor kasus"),
        help_text=_("Dari orang yang memberi tahu Anda. Sistem ini tidak menunjukkan nomor."),
        error_messages={"required": _("Tulis nomornya.")},
    )
    orang = forms.ChoiceField(
        label=_("Siapa yang berhenti membaca?"),
        widget=forms.Select,
        error_messages={
            "required": _("Pilih satu orang."),
            "invalid_choice": _("Pilih satu orang."),
        },
    )
    alasan = forms.ChoiceField(
        label=_("Mengapa?"),
        choices=[(key, words) for key, words in COLLEAGUE.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu alasan."),
            "invalid_choice": _("Pilih satu alasan."),
        },
    )

    def __init__(self, data: Any, people: Sequence[tuple[str, str]]) -> None:
        """Offer the people of her team."""
        super().__init__(data)
        self.fields["orang"].choices = [("", _("Pilih orang")), *people]  # type: ignore[attr-defined]

    def clean_nomor(self) -> str:
        """Return the number as it is kept: "ktn 4821" means "KTN-4821"."""
        if number := whole_number(self.cleaned_data["nomor"]):
            return number
        raise forms.ValidationError(_("Nomor kasus seperti KTN-4821."))


class ResultForm(StepForm):
    """A coded result of an examination."""

    hasil = forms.ChoiceField(
        label=_("Hasil"),
        choices=list(RESULTS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu hasil."),
            "invalid_choice": _("Pilih satu hasil."),
        },
    )
