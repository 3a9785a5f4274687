"""What is typed about the questions of a survey. Refused forms keep everything."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line, Versioned
from ruangaman.lib.details import details_in
from ruangaman.lib.questionnaire.cells import PROSE, TITLE
from ruangaman.surveys.forms.faults import DETAILS

MISSING = _("Ini tidak boleh kosong.")
MISSING_ENGLISH = _("Tulis juga terjemahannya: survei tampil dalam dua bahasa.")


class Words(Line):
    """A text of a survey: one line, with no number or address in it."""

    def to_python(self, value: Any) -> str:
        """Join the lines of a text area: a text of a survey is one paragraph."""
        return " ".join(super().to_python(value).split())

    def validate(self, value: str) -> None:
        """Refuse telephone numbers, addresses and numbers of cases or persons."""
        super().validate(value)
        if faults := [forms.ValidationError(str(DETAILS[one])) for one in details_in(value)]:
            raise forms.ValidationError(faults)


class Drafted(Versioned):
    """A form that knows which revision of the draft was shown with it."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def in_pairs(self, *stems: str) -> None:
        """Ask for the other language of a text that may be empty."""
        for stem in stems:
            texts = {name: self.cleaned_data.get(name) for name in (f"{stem}_id", f"{stem}_en")}
            for name, text in texts.items():
                if not text and any(texts.values()) and name not in self.errors:
                    self.add_error(name, MISSING_ENGLISH if name.endswith("en") else MISSING)


class HeadForm(Drafted):
    """The texts around the sections."""

    title_id = Words(_("Judul"), TITLE, missing=MISSING)
    title_en = Words(_("Judul dalam bahasa Inggris"), TITLE, missing=MISSING_ENGLISH)
    intro_id = Words(_("Pembuka"), PROSE, missing=MISSING, widget=forms.Textarea)
    intro_en = Words(
        _("Pembuka dalam bahasa Inggris"), PROSE, missing=MISSING_ENGLISH, widget=forms.Textarea
    )
    warning_id = Words(
        _("Halaman peringatan (boleh kosong)"),
        PROSE,
        widget=forms.Textarea,
        help_text=_(
            "Wajib bila survei menanyakan kejadian. Katakan apa yang akan ditanyakan, dan bahwa "
            "orang boleh berhenti dan boleh melewati."
        ),
    )
    warning_en = Words(_("Halaman peringatan dalam bahasa Inggris"), PROSE, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        """Ask for both languages of the warning."""
        cleaned = super().clean() or self.cleaned_data
        self.in_pairs("warning")
        return cleaned

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by the names of the definition."""
        return {name: text for name, text in self.cleaned_data.items() if name != "versi"}


class SectionTextsForm(Drafted):
    """The texts of a section."""

    title_id = Words(_("Judul bagian"), TITLE, missing=MISSING)
    title_en = Words(_("Judul dalam bahasa Inggris"), TITLE, missing=MISSING_ENGLISH)
    intro_id = Words(_("Pengantar (boleh kosong)"), PROSE, widget=forms.Textarea)
    intro_en = Words(_("Pengantar dalam bahasa Inggris"), PROSE, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        """Ask for both languages of the introduction."""
        cleaned = super().clean() or self.cleaned_data
        self.in_pairs("intro")
        return cleaned

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by the names of the definition."""
        return {name: text for name, text in self.cleaned_data.items() if name != "versi"}


class NewSurveyForm(forms.Form):
    """What a survey begins with."""

    asal = forms.ChoiceField(
        label=_("Mulai dari"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )

    def __init__(self, data: Any, *, choices: list[Any]) -> None:
        """Offer the surveys of the pack, an empty one, and earlier ones."""
        super().__init__(data)
        self.fields["asal"].choices = choices  # type: ignore[attr-defined]


class TakeForm(forms.Form):
    """Which question to add: one of the bank, or a kind to write oneself."""

    pertanyaan = forms.ChoiceField(
        label=_("Pertanyaan apa?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, data: Any, *, choices: list[Any], initial: dict[str, Any]) -> None:
        """Offer ``choices``."""
        super().__init__(data, initial=initial)
        self.fields["pertanyaan"].choices = choices  # type: ignore[attr-defined]


class PastDay(DayField):
    """The day of a letter."""

    back, ahead = dt.timedelta(days=3 * 366), dt.timedelta(0)


class EthicsForm(Drafted):
    """The ethics clearance, and whether crosswise items are asked."""

    lembaga = Words(_("Lembaga yang memberi kelaikan etik"), 200)
    nomor = Line(_("Nomor surat"), 100)
    tanggal = PastDay(_("Tanggal surat"), None, required=False)
    silang = forms.ChoiceField(
        label=_("Pertanyaan dua kalimat"),
        choices=[("0", _("Tidak dipakai")), ("1", _("Dipakai"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Ask for all three of a clearance, or none."""
        cleaned = super().clean() or self.cleaned_data
        given = [bool(cleaned.get(name)) for name in ("lembaga", "nomor", "tanggal")]
        for name, there in zip(("lembaga", "nomor", "tanggal"), given, strict=True):
            if any(given) and not there and name not in self.errors:
                self.add_error(name, _("Isi ketiganya, atau kosongkan ketiganya."))
        return cleaned
