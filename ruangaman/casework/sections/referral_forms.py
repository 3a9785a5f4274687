"""What is typed about referrals: codes only, no field for a story, a name or a number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import RecordForm, Sheet
from ruangaman.lib.codename import Code, CodeFault, read_code
from ruangaman.reporting.referrals import CONSENTS, HANDOVERS, INFO, OUTCOMES, REACHED

_PICK = {"required": _("Pilih satu."), "invalid_choice": _("Pilih dari daftar.")}
MOST_CODE = 500


def _radios(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=_PICK,
        **options,
    )


def _boxes(name: str, **options: Any) -> forms.MultipleChoiceField:
    label, choices = INFO[name]
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu.")} | _PICK,
        **options,
    )


class ProposalForm(RecordForm):
    """A service, the kind of consent, and what would be told to the service."""

    layanan = forms.ChoiceField(
        label=_("Layanan mana?"), error_messages=_PICK | {"required": _("Pilih layanannya.")}
    )
    izin = _radios(
        _("Izin untuk hal apa?"),
        list(CONSENTS.items()),
        help_text=_("Satu izin untuk satu hal. Hal lain: usulkan rujukan lain."),
    )
    bantuan = _boxes("bantuan")
    cara = _radios(*INFO["cara"])
    waktu = _radios(*INFO["waktu"], required=False)
    umur = _radios(*INFO["umur"], required=False)
    kemudahan = _boxes("kemudahan", required=False)

    def __init__(self, data: Any, *, groups: Any, barred: Any = "", **options: Any) -> None:
        """Offer services in ``groups``; ``barred`` says why nobody can be referred here."""
        super().__init__(data, **options)
        self.barred = barred
        field = self.fields["layanan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Pilih layanan")), *groups]

    def clean(self) -> dict[str, Any]:
        """Refuse where the writer cannot consent: a witness does not speak for her."""
        if self.barred:
            raise forms.ValidationError(self.barred)
        return super().clean()

    @property
    def values(self) -> dict[str, Any]:
        """The proposal as it is written, but for the service's name."""
        said = self.cleaned_data
        info = {name: said[name] for name in INFO if said.get(name)}
        return {
            "service": said["layanan"],
            "consent": said["izin"],
            "info": {
                name: codes if isinstance(codes, list) else [codes] for name, codes in info.items()
            },
        }


class _Unseen(forms.TextInput):
    """Her code is never sent back to the page it was typed into."""

    def format_value(self, _value: Any) -> None:
        """Return nothing."""
        return


class FaceToFaceForm(RecordForm):
    """Her answer on the worker's page, signed by her own eight words."""

    jawab = _radios(_("Apakah Anda mengizinkan?"), [("ya", _("Ya")), ("tidak", _("Tidak"))])
    boleh = forms.MultipleChoiceField(
        label=_("Yang boleh dikirim"),
        choices=[(name, label) for name, (label, _choices) in INFO.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=_PICK,
    )
    syarat = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    kode = forms.CharField(
        label=_("Delapan kata Anda"),
        max_length=MOST_CODE,
        help_text=_("Diketik penyintas sendiri. Tidak disimpan dan tidak ditampilkan lagi."),
        widget=_Unseen(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={
            "required": _("Ketik delapan kata Anda."),
            "max_length": _("Terlalu panjang: yang diperlukan 8 kata."),
        },
    )

    def __init__(self, data: Any, *, sheet: Sheet, **options: Any) -> None:
        """Take the code of this case alone."""
        super().__init__(data, **options)
        self.sheet = sheet

    def clean_kode(self) -> Code:
        """Return the code, if it is the one of this case."""
        try:
            code = read_code(self.cleaned_data["kode"])
        except CodeFault as fault:
            raise forms.ValidationError(
                _("Ini bukan 8 kata yang benar. Periksa kata dan urutannya.")
            ) from fault
        if code.lookup(settings.SEAL_SECRET) != bytes(self.sheet.case.report.lookup):
            raise forms.ValidationError(_("Kata-kata ini bukan milik kasus ini."))
        return code

    def clean(self) -> dict[str, Any]:
        """A yes needs something that may be sent."""
        said = super().clean()
        if said.get("jawab") == "ya" and not said.get("boleh"):
            self.add_error("boleh", _("Pilih paling sedikit satu, atau jawab Tidak."))
        return said


class HandoverForm(RecordForm):
    """How she was brought to the service."""

    penyerahan = _radios(_("Bagaimana ia diantar?"), list(HANDOVERS.items()))


class OutcomeForm(RecordForm):
    """What the service said or did, as the worker heard it."""

    hasil = _radios(_("Kata layanan"), list(OUTCOMES.items()))


class ReachedForm(RecordForm):
    """Whether she reached the service, as the worker heard it from her."""

    sampai = _radios(_("Apakah ia sudah sampai ke layanan?"), list(REACHED.items()))


class ToldForm(RecordForm):
    """The service was told that she took her consent back; or a proposal is dropped."""


class LetterForm(RecordForm):
    """Make the letter."""
