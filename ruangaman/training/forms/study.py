"""The end of the induction."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AcknowledgementForm(forms.Form):
    """The end of the induction: a yes, and a name that is printed and never kept."""

    setuju = forms.BooleanField(
        label=_("Ya, saya menyatakan ini."),
        error_messages={"required": _("Centang pernyataan ini untuk menyelesaikan pengenalan.")},
    )
    nama = forms.CharField(
        label=_("Nama Anda untuk lembar bukti (boleh kosong)"),
        help_text=_("Hanya tampil di halaman berikut untuk dicetak. Tidak kami simpan."),
        required=False,
        max_length=80,
        error_messages={"max_length": _("Paling panjang 80 huruf.")},
    )
