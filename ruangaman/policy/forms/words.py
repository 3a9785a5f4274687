"""A line that others will read: nothing in it that looks like a case, a number or a settlement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.core.settlement import settlement_in
from ruangaman.lib.details import Detail, details_in

SENTENCES = {
    Detail.CASE: _("Ada yang tampak seperti nomor kasus. Hapus dulu: halaman ini tanpa kasus."),
    Detail.PHONE: _("Ada yang tampak seperti nomor telepon. Hapus dulu nomornya."),
    Detail.EMAIL: _("Ada alamat surel. Hapus dulu alamatnya."),
    Detail.NUMBER: _("Ada nomor panjang seperti NIP atau NIK. Hapus dulu nomornya."),
}


class PlainLine(Line):
    """A line without details of people or cases, and without words of a settlement."""

    def clean(self, value: Any) -> Any:
        """Return the line, or say everything that has no place in it."""
        text: str = super().clean(value)
        faults = [forms.ValidationError(SENTENCES[one]) for one in details_in(text)]
        if found := settlement_in(text):
            faults.append(
                forms.ValidationError(
                    _("Ada kata %(words)s. %(why)s"),
                    params={"words": found.named, "why": " ".join(found.why)},
                )
            )
        if faults:
            raise forms.ValidationError(faults)
        return text
