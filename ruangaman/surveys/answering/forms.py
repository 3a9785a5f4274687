"""The questions of one page as a form; every one of them may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.lib.questionnaire import Item, Section
from ruangaman.surveys.words import choices_of, told

SKIP = "-"
"""The answer "leave this out": a chosen radio button cannot be unchosen without it."""


class SectionForm(forms.Form):
    """One group of radio buttons for each item; names begin with ``j-``."""

    def __init__(self, section: Section, *, answers: Mapping[str, str], data: Any = None) -> None:
        """Show ``answers``, or read what was sent."""
        initial = {field_of(item): answers.get(item.key, "") for item in section.items}
        super().__init__(data, initial=initial)
        self.section = section
        for item in section.items:
            self.fields[field_of(item)] = forms.ChoiceField(
                label=told(item, "text"),
                required=False,
                choices=[*choices_of(item), (SKIP, _("Lewati pertanyaan ini"))],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Pilih satu jawaban dari daftar.")},
            )

    def answered(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Return ``answers`` with those of this page, as far as they can be read."""
        found = dict(answers)
        self.is_valid()
        for item in self.section.items:
            name = field_of(item)
            code = self.cleaned_data.get(name, "")
            if name in self.errors:
                continue
            found.pop(item.key, None)
            if code and code != SKIP:
                found[item.key] = code
        return found


def field_of(item: Item) -> str:
    """Return the name of the field of an item."""
    return f"j-{item.key}"
