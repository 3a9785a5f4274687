"""Which units the list shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.network.labels import UNIT_KINDS
from ruangaman.policy.selectors.register import OVERVIEW

_FROM_LIST = {"invalid_choice": _("Pilih dari daftar.")}


class RegisterFilter(forms.Form):
    """Name, kind of unit, what it lacks."""

    cari = Line(_("Unit"), 100)
    jenis = forms.ChoiceField(
        label=_("Jenis unit"),
        required=False,
        choices=[("", _("Semua")), *UNIT_KINDS.items()],
        error_messages=_FROM_LIST,
    )
    belum = forms.ChoiceField(
        label=_("Belum punya sendiri"),
        required=False,
        choices=[("", _("Semua")), *((kind.value, kind.label) for kind in OVERVIEW)],
        error_messages=_FROM_LIST,
    )
    tinjau = forms.ChoiceField(
        label=_("Tinjauan"),
        required=False,
        choices=[("", _("Semua")), ("lewat", _("Sudah lewat"))],
        error_messages=_FROM_LIST,
    )

    @property
    def asked(self) -> dict[str, object]:
        """What ``selectors.register.units_found`` takes; nothing of a field with a fault."""
        data = self.cleaned_data
        return {
            "text": data.get("cari", ""),
            "kind": data.get("jenis", ""),
            "lacks": data.get("belum", ""),
            "due": data.get("tinjau") == "lewat",
        }

    @property
    def narrows(self) -> bool:
        """Say whether anything was asked for."""
        return any(self.asked.values())
