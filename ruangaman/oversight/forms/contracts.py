"""What Biro PBJ found in a sample of contracts."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line
from ruangaman.oversight.services.contracts import Checked

MOST = 100_000
_ERRORS = {
    "invalid": _("Tulis angka bulat, misalnya 24."),
    "min_value": _("Paling sedikit %(limit_value)s."),
    "max_value": _("Paling banyak %(limit_value)s."),
}


class _Past(DayField):
    back = dt.timedelta(days=2 * 365)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found and found > timezone.localdate():
            raise forms.ValidationError(_("Hari ini belum tiba."))
        return found


class ContractForm(forms.Form):
    """Day, two numbers, the letter; ``sekali`` makes a page sent twice count once."""

    hari = _Past(_("Hari pemeriksaan"), _("Pilih hari pemeriksaannya."))
    diperiksa = forms.IntegerField(
        label=_("Berapa kontrak diperiksa?"),
        min_value=1,
        max_value=MOST,
        help_text=_("Dipilih acak dari kontrak tahun ini."),
        error_messages=_ERRORS | {"required": _("Tulis berapa kontrak yang diperiksa.")},
    )
    memuat = forms.IntegerField(
        label=_("Berapa yang memuat klausul?"),
        min_value=0,
        max_value=MOST,
        error_messages=_ERRORS | {"required": _("Tulis berapa yang memuat klausul.")},
    )
    surat = Line(
        _("Surat Biro PBJ"),
        200,
        missing=_("Tulis nomor dan tanggal suratnya."),
        help_text=_("Nomor dan tanggal. Jangan menulis nama penyedia."),
    )
    sekali = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Give a new page its random value."""
        options["initial"] = {"sekali": secrets.token_hex(32)} | (options.get("initial") or {})
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Hold the two numbers against each other."""
        given = super().clean() or {}
        some, every = given.get("memuat"), given.get("diperiksa")
        if some is not None and every is not None and some > every:
            self.add_error("memuat", _("Tidak boleh lebih banyak dari yang diperiksa."))
        return given

    @property
    def found(self) -> Checked:
        """What was typed."""
        given = self.cleaned_data
        return Checked(given["hari"], given["diperiksa"], given["memuat"], given["surat"])

    @property
    def once(self) -> bytes:
        """By which a page sent twice is known."""
        value = self.cleaned_data["sekali"] or secrets.token_hex(32)
        return hashlib.sha256(b"oversight contracts " + value.encode()).digest()
