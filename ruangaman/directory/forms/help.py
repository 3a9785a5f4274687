"""The two questions of the help page, sent by POST: nothing chosen stands in an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str]]


class HelpSearch(forms.Form):
    """Which help, and where."""

    kebutuhan = forms.ChoiceField(
        label=_("Apa yang Anda butuhkan?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih apa yang Anda butuhkan."),
            "invalid_choice": _("Pilih salah satu kebutuhan dari daftar."),
        },
    )
    daerah = forms.ChoiceField(
        label=_("Di daerah mana?"),
        help_text=_("Boleh tidak dipilih."),
        required=False,
        error_messages={"invalid_choice": _("Pilih daerah dari daftar.")},
    )

    def __init__(self, *args: Any, needs: Choices, regions: Choices, **options: Any) -> None:
        """Offer ``needs`` and ``regions`` as (key, name)."""
        super().__init__(*args, **options)
        self.fields["kebutuhan"].choices = needs  # type: ignore[attr-defined]
        self.fields["daerah"].choices = [("", _("Semua daerah")), *regions]  # type: ignore[attr-defined]


class HealthBand(forms.Form):
    """How long ago, as a band; never a day or an hour."""

    kapan = forms.ChoiceField(
        label=_("Kapan terakhir terjadi?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih kapan terakhir terjadi."),
            "invalid_choice": _("Pilih salah satu waktu dari daftar."),
        },
    )

    def __init__(self, *args: Any, bands: Choices, **options: Any) -> None:
        """Offer ``bands`` as (key, title)."""
        super().__init__(*args, **options)
        self.fields["kapan"].choices = bands  # type: ignore[attr-defined]
