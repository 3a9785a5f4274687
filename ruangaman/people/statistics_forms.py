"""What a holder of the statistics key types."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.people.forms import text_field

OFFICE_CHARACTERS = 120
WORDS_CHARACTERS = 400
_OFFICE = _("Kantor atau lembaga Anda")
_OFFICE_MISSING = _("Tulis nama kantor Anda.")


class OfficeForm(forms.Form):
    """For which office somebody holds a half."""

    kantor = text_field(
        _OFFICE,
        _OFFICE_MISSING,
        limit=OFFICE_CHARACTERS,
        help_text=_("Penyintas membaca nama ini. Kedua pemegang dari dua kantor yang berbeda."),
    )


class PaperForm(forms.Form):
    """The 24 words of a half."""

    kata = text_field(
        _("Ke-24 kata dari kertas, menurut urutannya"),
        _("Ketik ke-24 kata dari kertas."),
        limit=WORDS_CHARACTERS,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("Empat huruf pertama setiap kata sudah cukup."),
    )


class RestoreForm(PaperForm):
    """The words of a half that is taken over, and for which office."""

    kantor = text_field(_OFFICE, _OFFICE_MISSING, limit=OFFICE_CHARACTERS)
    field_order = ["kantor", "kata"]


class ReleaseForm(forms.Form):
    """That somebody gives her half up."""

    yakin = forms.BooleanField(
        label=_("Saya mengerti: tanpa kertas saya, catatan lama tidak dapat dihitung lagi."),
        error_messages={"required": _("Centang jika Anda yakin, atau kembali.")},
    )
