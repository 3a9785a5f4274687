"""Forms about certificates: search, taking back and a corrected name."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.training.models import Certificate

_STATES = [
    ("", _("Semua")),
    ("valid", _("Berlaku")),
    ("expired", _("Sudah berakhir")),
    ("revoked", _("Dicabut")),
]
_REASONS = [one for one in Certificate.Reason.choices if one[0] != Certificate.Reason.REPLACED]
_MEETS = [
    ("", _("Semua")),
    ("yes", _("Memenuhi syarat")),
    ("no", _("Belum memenuhi")),
    ("held", _("Sudah terbit")),
]


class CertificateFilter(forms.Form):
    """Which certificates are listed."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        choices=_STATES,
        required=False,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )


class CertificateSearch(forms.Form):
    """A name or a number: sent by POST, so that no address tells it."""

    cari = Line(
        _("Nama atau nomor sertifikat"),
        120,
        missing=_("Tulis nama, sebagian nama, atau nomor sertifikat."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class MeetsFilter(forms.Form):
    """Which participants are listed."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        choices=_MEETS,
        required=False,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )


class RevokeForm(forms.Form):
    """Why a certificate is taken back."""

    alasan = forms.ChoiceField(
        label=_("Mengapa sertifikat ini dicabut?"),
        choices=_REASONS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih alasannya."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )


class NameForm(forms.Form):
    """The name as it should have been written."""

    nama = Line(
        _("Nama yang benar"),
        120,
        missing=_("Tulis nama yang benar."),
        help_text=_("Seperti pada dokumen resmi, dengan gelar bila dipakai."),
    )
