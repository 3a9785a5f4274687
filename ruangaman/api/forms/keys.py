"""A new key: for which partner and program, what it may read, and until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.api.scopes import Scope
from ruangaman.api.services.keys import LONGEST
from ruangaman.core.fields import DayField, Line
from ruangaman.oversight.models import Partner

_CHOOSE = {"invalid_choice": _("Pilih dari daftar.")}


class _Expires(DayField):
    def clean(self, value: Any) -> Any:
        found, today = super().clean(value), timezone.localdate()
        if found and found < today:
            raise forms.ValidationError(_("Hari ini sudah lewat. Pilih hari yang akan datang."))
        if found and found > today + LONGEST:
            raise forms.ValidationError(_("Paling lama satu tahun. Sesudah itu buat kunci baru."))
        return found


class KeyForm(forms.Form):
    """For whom, for what, which parts, until when."""

    mitra = forms.ChoiceField(
        label=_("Mitra"), error_messages={"required": _("Pilih mitra."), **_CHOOSE}
    )
    program = Line(
        _("Untuk program apa?"),
        80,
        missing=_("Tulis untuk program apa."),
        help_text=_("Misalnya: dasbor kantor Kupang. Jangan menulis nama orang."),
    )
    bagian = forms.MultipleChoiceField(
        label=_("Apa yang boleh dibaca?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Centang paling sedikit satu."), **_CHOOSE},
    )
    sampai = _Expires(
        _("Berlaku sampai"),
        _("Pilih sampai kapan kunci berlaku."),
        help_text=_("Paling lama satu tahun."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the partners."""
        super().__init__(*args, **options)
        field = self.fields["mitra"]
        assert isinstance(field, forms.ChoiceField)
        rows = Partner.objects.order_by("name").values_list("pk", "name")
        field.choices = [(str(pk), name) for pk, name in rows]
