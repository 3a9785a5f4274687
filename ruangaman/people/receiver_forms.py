"""What a receiver types or ticks before she signs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.people.forms import text_field


class FingerprintForm(forms.Form):
    """The end of a fingerprint, typed as its holder told it."""

    groups = text_field(
        _("Empat kelompok terakhir sidik kunci, seperti yang ia bacakan"),
        _("Ketik empat kelompok terakhir yang ia bacakan."),
        limit=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("Contoh: 3f9a 77c0 1b2e d845. Huruf besar atau kecil sama saja."),
    )


class RemovalForm(forms.Form):
    """That somebody is to receive nothing any more."""

    understood = forms.BooleanField(
        label=_("Saya yakin: orang ini tidak boleh menerima laporan baru lagi."),
        error_messages={"required": _("Centang jika Anda yakin, atau kembali.")},
    )


class TeamsForm(forms.Form):
    """That the names were read; ``mark`` is of what the page showed."""

    understood = forms.BooleanField(
        label=_("Saya sudah membaca semua nama di atas dan mengenal kantornya."),
        error_messages={"required": _("Centang jika Anda sudah membaca semuanya, atau kembali.")},
    )
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
