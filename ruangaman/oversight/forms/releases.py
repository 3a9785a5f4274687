"""What is typed at the publication gate. Refused forms keep everything."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST = 400
_SURE = _("Centang bila Anda yakin, atau kembali.")


class GiveForm(forms.Form):
    """A holder gives her half, and words of an earlier one if there is any."""

    lama = forms.CharField(
        label=_("Kata-kata bagian lama (boleh kosong)"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_(
            "Hanya bila kunci statistik diganti dan catatan lama belum terbuka: ke-24 kata dari "
            "kertas bagian sebelumnya."
        ),
        error_messages={"max_length": _("Terlalu panjang untuk 24 kata.")},
    )
    yakin = forms.BooleanField(
        label=_("Saya sudah berbicara dengan pemegang yang lain, dan semester ini yang dimaksud."),
        error_messages={"required": _SURE},
    )


class GateForm(forms.Form):
    """A step of the gate; ``revisi`` is the state of the draft that was shown."""

    revisi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    yakin = forms.BooleanField(error_messages={"required": _SURE})

    @property
    def revision(self) -> int:
        """The revision that was shown."""
        return int(self.cleaned_data["revisi"])


class ProposeForm(GateForm):
    """The coordinator proposes."""

    yakin = forms.BooleanField(
        label=_("Saya sudah membaca semua tabel dan mengusulkan rilisnya."),
        error_messages={"required": _SURE},
    )


class ReleaseForm(GateForm):
    """The head of the Dinas releases."""

    yakin = forms.BooleanField(
        label=_("Saya sudah membaca semua tabel. Saya tahu bahwa rilis tidak dapat ditarik."),
        error_messages={"required": _SURE},
    )


class ReturnForm(GateForm):
    """The head of the Dinas gives it back."""

    yakin = forms.BooleanField(
        label=_("Kembalikan usulan ini kepada koordinator."), error_messages={"required": _SURE}
    )


class DiscardForm(GateForm):
    """The coordinator throws a draft away."""

    yakin = forms.BooleanField(label=_("Buang rancangan ini."), error_messages={"required": _SURE})
