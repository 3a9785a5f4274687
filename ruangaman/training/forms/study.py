"""A question with one right answer, as practice and in the induction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.pack_content import said

ANSWER = "jawaban"


class QuestionForm(forms.Form):
    """The choices of a question in the order of the pack."""

    def __init__(
        self, data: Any, *, question: Mapping[str, Any], choices: Sequence[Mapping[str, Any]]
    ) -> None:
        """Offer ``choices`` of ``question``."""
        super().__init__(data)
        self.fields[ANSWER] = forms.ChoiceField(
            label=said(question, "text"),
            choices=[(one["key"], said(one, "text")) for one in choices],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Pilih satu jawaban."),
                "invalid_choice": _("Pilih satu jawaban dari daftar."),
            },
        )


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
