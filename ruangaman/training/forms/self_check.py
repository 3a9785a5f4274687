"""The sentences of the self-check; each may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.pack_content import said


class SelfCheckForm(forms.Form):
    """One choice for each sentence of the pack."""

    def __init__(self, *args: Any, body: Mapping[str, Any], **options: Any) -> None:
        """Take the sentences and the steps as the pack has them."""
        super().__init__(*args, **options)
        steps = [(one["key"], said(one, "text")) for one in body["step"]]
        for one in body["statement"]:
            self.fields[one["key"]] = forms.ChoiceField(
                label=said(one, "text"),
                choices=steps,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Pilih dari daftar, atau lewati.")},
            )

    def clean(self) -> dict[str, Any]:
        """Something must be answered, or there is nothing to say."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Jawab sedikitnya satu kalimat."))
        return cleaned
