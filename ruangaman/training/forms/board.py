"""What is written on the board, and what a moderator says to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.core.settlement import Settlement, settlement_in
from ruangaman.lib.details import Detail, details_in
from ruangaman.training.models import Post

LONGEST = 1000
SENTENCES = {
    Detail.CASE: _("Ada yang tampak seperti nomor kasus. Hapus dulu: papan ini tanpa kasus."),
    Detail.PHONE: _("Ada yang tampak seperti nomor telepon. Hapus dulu nomornya."),
    Detail.EMAIL: _("Ada alamat surel. Hapus dulu alamatnya."),
    Detail.NUMBER: _("Ada nomor panjang seperti NIP atau NIK. Hapus dulu nomornya."),
}


class PostForm(forms.Form):
    """A question or an answer without details; words of a settlement are asked about once."""

    tulisan = Line(_("Pertanyaan Anda"), LONGEST, missing=_("Tulis dulu."), widget=forms.Textarea)
    kutipan = forms.BooleanField(
        required=False,
        label=_("Saya sudah membaca. Saya bertanya tentang hal ini, bukan mengusulkannya."),
    )

    def __init__(self, *args: Any, answers: bool = False, **options: Any) -> None:
        """Name the field after what is written."""
        super().__init__(*args, **options)
        self.settlement: dict[str, Settlement] = {}
        if answers:
            self.fields["tulisan"].label = _("Jawaban Anda")

    def clean_tulisan(self) -> str:
        """Refuse what looks like a detail of a case or of a person."""
        text: str = self.cleaned_data["tulisan"]
        faults = [forms.ValidationError(SENTENCES[one]) for one in details_in(text)]
        if faults:
            raise forms.ValidationError(faults)
        return text

    def clean(self) -> dict[str, Any]:
        """Ask once where a settlement is named, with the reason; asking about it is welcome."""
        cleaned = super().clean() or self.cleaned_data
        found = settlement_in(cleaned.get("tulisan") or "")
        if found:
            self.settlement["tulisan"] = found
        if found and not cleaned.get("kutipan"):
            self.add_error(
                "tulisan",
                forms.ValidationError(
                    _("Ada kata %(words)s. Ubah kalimatnya, atau baca mengapa di bawah ini."),
                    params={"words": found.named},
                ),
            )
        return cleaned


class RefuseForm(forms.Form):
    """Why a text is not shown, and in which state it was seen."""

    alasan = forms.ChoiceField(
        label=_("Alasan (dibaca penulisnya)"),
        choices=Post.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih alasannya."),
            "invalid_choice": _("Pilih alasannya."),
        },
    )
    keadaan = forms.ChoiceField(
        choices=[(one, one) for one in (Post.State.WAITING, Post.State.SHOWN)],
        widget=forms.HiddenInput,
    )
