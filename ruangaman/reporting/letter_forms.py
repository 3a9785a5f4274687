"""What a service types: the code of a letter, and its answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.lib.onetime import MAX_INPUT, code_read
from ruangaman.reporting.fields import PlainText

WORDS = 300


class LetterCodeForm(forms.Form):
    """The code, with or without its hyphens."""

    kode = forms.CharField(
        label=_("Kode pada surat"),
        max_length=2 * MAX_INPUT,
        help_text=_("16 huruf dan angka. Huruf besar atau kecil sama saja."),
        error_messages={
            "required": _("Ketik kode yang tertulis pada surat."),
            "max_length": _("Terlalu panjang: kodenya 16 huruf dan angka."),
        },
    )

    def clean_kode(self) -> str:
        """Return what was typed, if it can be a code."""
        text: str = self.cleaned_data["kode"]
        if not code_read(text):
            raise forms.ValidationError(_("Kodenya 16 huruf dan angka. Periksa tulisannya."))
        return text


class LetterAnswerForm(forms.Form):
    """What the service can do, and a word for the worker."""

    jawaban = forms.ChoiceField(
        label=_("Apa jawaban layanan Anda?"),
        choices=[
            ("accepted", _("Kami menerima. Ia boleh datang")),
            ("started", _("Bantuan sudah dimulai")),
            ("completed", _("Bantuan sudah selesai")),
            ("no_capacity", _("Kami sedang penuh")),
            ("refused", _("Kami tidak dapat membantu")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu jawaban."),
            "invalid_choice": _("Pilih satu jawaban dari daftar."),
        },
    )
    pesan = PlainText(
        limit=WORDS,
        rows=3,
        label=_("Pesan untuk petugas (boleh kosong)"),
        help_text=_("Misalnya hari dan jam. Jangan menulis nama, nomor, atau cerita siapa pun."),
    )
