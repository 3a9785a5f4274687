"""More time in the tests of an event, for one person."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.training.models import Participant
from ruangaman.training.services.extra_time import MOST


class ExtraTimeForm(forms.Form):
    """Who, and how many minutes; 0 takes them back."""

    peserta = forms.ChoiceField(
        label=_("Siapa"),
        error_messages={
            "required": _("Pilih seorang peserta."),
            "invalid_choice": _("Ia tidak lagi ada di daftar acara ini. Pilih peserta lain."),
        },
    )
    menit = forms.IntegerField(
        label=_("Menit tambahan di tiap tes"),
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Tulis 0 untuk mencabutnya."),
        error_messages={
            "required": _("Tulis berapa menit."),
            "invalid": _("Tulis angka saja."),
            "min_value": _("Tulis 0 atau lebih."),
            "max_value": _("Paling banyak %(limit_value)d menit."),
        },
    )

    def __init__(self, *args: Any, listed: Iterable[Participant], **options: Any) -> None:
        """Offer the people of an event."""
        super().__init__(*args, **options)
        self.listed = {str(one.pk): one for one in listed}
        chosen = self.fields["peserta"]
        assert isinstance(chosen, forms.ChoiceField)
        names = [(pk, one.person.name) for pk, one in self.listed.items()]
        chosen.choices = [("", _("Pilih peserta")), *names]

    @property
    def participant(self) -> Participant:
        """Whom it is for."""
        return self.listed[str(uuid.UUID(self.cleaned_data["peserta"]))]
