"""Short texts about policy in which no case and no person has a place."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.core.settlement import Settlement, settlement_in
from ruangaman.lib.details import details_in
from ruangaman.policy.forms.words import SENTENCES

_YEAR = re.compile(r"(?<=\s)(?:19|20)\d\d\b")
"""A year after a word ("SOP 2026") is no number of a report."""


class CarefulForm(forms.Form):
    """A form whose lines hold no detail of a case or person; a settlement is asked about once."""

    kutipan = forms.BooleanField(
        required=False,
        label=_("Saya sudah membaca. Saya menulis tentang larangan ini, bukan mengusulkannya."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin with nothing found."""
        super().__init__(*args, **options)
        self.settlement: dict[str, Settlement] = {}

    def clean(self) -> dict[str, Any]:
        """Look at every line."""
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, Line):
                self._look(name, str(cleaned.get(name) or ""), quoted=bool(cleaned.get("kutipan")))
        return cleaned

    def _look(self, name: str, text: str, *, quoted: bool) -> None:
        faults = [forms.ValidationError(SENTENCES[one]) for one in details_in(_YEAR.sub("", text))]
        found = settlement_in(text)
        if found:
            self.settlement[name] = found
        if found and not quoted:
            faults.append(
                forms.ValidationError(
                    _("Ada kata %(words)s. Ubah kalimatnya, atau baca mengapa di bawah ini."),
                    params={"words": found.named},
                )
            )
        if faults:
            self.add_error(name, forms.ValidationError(faults))
